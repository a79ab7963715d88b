// ListItems: what the values of a column consist of when they are lists ("S,M,L" beside "M,L").
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

// The items of a list, cut at commas, semicolons and bars and without blanks around them; one that
// is none is its only item.
std::vector<std::string> ItemsOf(std::string_view value);

class ListItems {
 public:
  // `values` are distinct ones that are beyond doubt; the items of the lists among them are those
  // of two values or more. None where all lists are about as long: a town and its state are two
  // facts, not a list of them.
  explicit ListItems(const std::vector<std::string_view>& values);

  // Whether the value is a list of two items or more and all of them are known.
  bool MakeUp(std::string_view value) const;

 private:
  std::unordered_map<std::string, int> values_of_;  // by item
};

}  // namespace assay
