// ListedValueDetector: what value detectors share that list a column's wrong values when they are
// made.
#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "assay/detect/detector.h"
#include "assay/profile/value_map.h"

namespace assay {

// Flags the values that were added and no others. `Known` is what Explain needs to know of one.
template <typename Known>
class ListedValueDetector : public ValueDetector {
 public:
  void Add(std::string_view value, Known known) { known_.Add(value, std::move(known)); }
  bool empty() const { return known_.empty(); }

  bool Flags(std::string_view value) const final { return known_.Find(value) != nullptr; }

 protected:
  // Of a value that Flags is true for.
  const Known& KnownOf(std::string_view value) const { return *known_.Find(value); }

 private:
  ValueMap<Known> known_;
};

// The detector, or null when it would flag nothing: then it did not run, for the reason that its
// maker gives.
template <typename Detector>
std::unique_ptr<ValueDetector> UnlessEmpty(std::unique_ptr<Detector> detector) {
  if (detector->empty()) return nullptr;
  return detector;
}

}  // namespace assay
