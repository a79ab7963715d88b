// StringSet: a fixed set of strings for fast look-ups.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// An open-addressing table made once; const look-ups from any thread.
class StringSet {
 public:
  explicit StringSet(const std::vector<std::string>& strings);
  bool Contains(std::string_view text) const { return Find(text) != nullptr; }
  // The member equal to `text`, or null.
  const std::string* Find(std::string_view text) const;
  size_t longest() const { return longest_; }  // bytes

 private:
  std::vector<std::string> strings_;
  std::vector<uint32_t> slots_;  // index + 1 of a string; 0 = free
  size_t mask_ = 0;
  size_t longest_ = 0;
};

}  // namespace assay
