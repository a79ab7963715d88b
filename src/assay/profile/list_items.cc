// Values cut at their signs.
#include "assay/profile/list_items.h"

#include <algorithm>
#include <set>

namespace assay {
namespace {

constexpr size_t kLeastLengths = 3;  // different numbers of items
constexpr int kLeastValues = 2;      // that have an item

}  // namespace

std::vector<std::string> ItemsOf(std::string_view value) {
  std::vector<std::string> items;
  while (true) {
    const size_t sign = std::min(value.find_first_of(",;|"), value.size());
    std::string_view item = value.substr(0, sign);
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
    items.emplace_back(item);
    if (sign == value.size()) return items;
    value.remove_prefix(sign + 1);
  }
}

ListItems::ListItems(const std::vector<std::string_view>& values) {
  std::set<size_t> lengths;
  for (const std::string_view value : values) {
    const std::vector<std::string> items = ItemsOf(value);
    lengths.insert(items.size());
    for (const std::string& item : std::set<std::string>(items.begin(), items.end()))
      ++values_of_[item];
  }
  if (lengths.size() < kLeastLengths) values_of_.clear();
}

bool ListItems::MakeUp(std::string_view value) const {
  if (values_of_.empty()) return false;
  const std::vector<std::string> items = ItemsOf(value);
  return items.size() >= 2 && std::all_of(items.begin(), items.end(), [&](const std::string& item) {
           const auto found = values_of_.find(item);
           return found != values_of_.end() && found->second >= kLeastValues;
         });
}

}  // namespace assay
