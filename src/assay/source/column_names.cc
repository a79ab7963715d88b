// Blank names and names that come again.
#include "assay/source/column_names.h"

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

}  // namespace

std::vector<std::string> NotesOnNames(const std::vector<std::string>& columns) {
  ShortList blank, twice;
  std::map<std::string_view, size_t> first;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].find_first_not_of(" \t") == std::string::npos) {
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

}  // namespace assay
