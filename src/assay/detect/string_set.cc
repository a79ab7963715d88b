// Linear probing at a load of at most one half.
#include "assay/detect/string_set.h"

#include <algorithm>
#include <bit>

#include "assay/base/hash.h"

namespace assay {

StringSet::StringSet(const std::vector<std::string>& strings) {
  slots_.resize(std::bit_ceil(std::max<size_t>(strings.size() * 2, 4)));
  mask_ = slots_.size() - 1;
  for (const std::string& text : strings) {
    if (Contains(text)) continue;
    size_t slot = Hash64(text) & mask_;
    while (slots_[slot] != 0) slot = (slot + 1) & mask_;
    strings_.push_back(text);
    slots_[slot] = static_cast<uint32_t>(strings_.size());
    longest_ = std::max(longest_, text.size());
  }
}

const std::string* StringSet::Find(std::string_view text) const {
  if (text.size() > longest_) return nullptr;
  for (size_t slot = Hash64(text) & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_) {
    const std::string& found = strings_[slots_[slot] - 1];
    if (found == text) return &found;
  }
  return nullptr;
}

}  // namespace assay
