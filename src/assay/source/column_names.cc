// Blank names and names that come again.
#include "assay/source/column_names.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

#include <fmt/format.h>

namespace assay {
namespace {

// The first few of many, and how many there are.
class ShortList {
 public:
  void Add(const std::string& text) {
    constexpr size_t kMostNamed = 3;
    if (++count_ <= kMostNamed) {
      text_ += (text_.empty() ? "" : ", ") + text;
    } else {
      more_ = fmt::format(" and {} more", count_ - kMostNamed);
    }
  }
  bool empty() const { return count_ == 0; }
  std::string text() const { return text_ + more_; }

 private:
  size_t count_ = 0;
  std::string text_, more_;
};

bool IsBlank(const std::string& name) { return name.find_first_not_of(" \t") == std::string::npos; }

bool IsNumber(const std::string& name) {
  double number = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
  return read.ec == std::errc() && read.ptr == name.data() + name.size();
}

}  // namespace

std::vector<std::string> NotesOnNames(const std::vector<std::string>& columns) {
  ShortList blank, twice;
  std::map<std::string_view, size_t> first;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (IsBlank(columns[i])) {
      blank.Add(std::to_string(i + 1));
    } else if (const auto [at, is_new] = first.try_emplace(columns[i], i); !is_new) {
      twice.Add(fmt::format("{} and {}, '{}'", at->second + 1, i + 1, columns[i]));
    }
  }
  std::vector<std::string> notes;
  if (!blank.empty()) notes.push_back("columns without a name: " + blank.text());
  if (!twice.empty()) notes.push_back("columns of the same name: " + twice.text());
  return notes;
}

std::vector<std::string> WarningsOnNames(const std::vector<std::string>& columns) {
  const size_t all = columns.size();
  const auto blank = static_cast<size_t>(std::ranges::count_if(columns, IsBlank));
  const auto numbers = static_cast<size_t>(std::ranges::count_if(columns, IsNumber));
  std::vector<std::string> warnings;
  if (2 * blank > all) {
    warnings.push_back(fmt::format(
        "the first line names {} of {} columns; if it is a title above the header, leave "
        "it out with --skip-lines",
        all - blank, all));
  }
  if (2 * numbers > all) {
    warnings.push_back(fmt::format(
        "{} of {} values in the first line are numbers; if it is no header, say --header no",
        numbers, all));
  }
  return warnings;
}

}  // namespace assay
