// The decimal mark of a column: "1234.5", or "1.234,5" as much of the world writes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

// Decides from a column's values whether its decimal mark is a comma. "1,5", "0,250" and "1.234,5"
// speak for it, "1.5", "1,234.5" and lists ("1,2,3") against it; "1,234" and "1.234" may be either
// and speak against it when such values are many times more frequent.
class DecimalMarkVote {
 public:
  void Add(std::string_view value, uint64_t rows);
  char Winner() const;  // '.' or ','

 private:
  uint64_t comma_ = 0, point_ = 0, either_ = 0;  // rows
};

// Reads a number as ReadNumber of encoded_sample.h does, with `mark` before its fraction; the other
// mark may part the digits in front of it by three. NaN if the value is none.
double ReadNumber(std::string_view value, char mark);

// Whether a number that ReadNumber reads with `mark` has its digits parted by three.
bool HasDigitGroups(std::string_view number, char mark);

// Whether a column parts the digits of its numbers by three, by those of a thousand and more.
class DigitGroupVote {
 public:
  void Add(std::string_view value, char mark, uint64_t rows);
  bool HasGroups() const { return grouped_ > plain_; }

 private:
  uint64_t grouped_ = 0, plain_ = 0;  // rows
};

// A number in plain digits as a column with that mark writes it: "12.5" as "12,5".
std::string WithDecimalMark(std::string number, char mark);

}  // namespace assay
