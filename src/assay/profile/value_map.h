// ValueMap: what a value detector knows of each of its values, found by the value's hash.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/hash.h"
#include "assay/profile/value_index.h"

namespace assay {

// Equal hashes are one value, as in ValueIndex; what was added first stays.
template <typename T>
class ValueMap {
 public:
  void Add(std::string_view value, T known) {
    if (index_.Insert(Hash64(value)) == known_.size()) known_.push_back(std::move(known));
  }
  // What is known of the value, or null.
  const T* Find(std::string_view value) const {
    const uint32_t place = index_.Find(Hash64(value));
    return place == ValueIndex::kNone ? nullptr : &known_[place];
  }
  bool empty() const { return known_.empty(); }

 private:
  ValueIndex index_;
  std::vector<T> known_;
};

}  // namespace assay
