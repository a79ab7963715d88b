// unique: the value stands in an earlier row already.
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/seen_hashes.h"

namespace assay {
namespace {

class UniqueDetector final : public OrderedDetector {
 public:
  void Observe(std::span<const uint64_t> hashes, std::span<const uint8_t> is_empty,
               std::span<uint8_t> flagged) override {
    constexpr size_t kAhead = 16;
    for (size_t i = 0; i < hashes.size(); ++i) {
      if (i + kAhead < hashes.size()) __builtin_prefetch(seen_.PlaceOf(hashes[i + kAhead]));
      if (is_empty[i] == 0 && !seen_.Insert(hashes[i])) flagged[i] = 1;
    }
  }

  Evidence Explain(std::string_view value) const override {
    return MakeEvidence(
        Code::kDuplicateValue, 0.95,
        Excerpt(value) +
            " stands in an earlier row already, but values of the field must be unique.",
        "a value that no earlier row has");
  }

 private:
  SeenHashes seen_;
};

Result<std::unique_ptr<OrderedDetector>> Make(const Params&, const DetectorContext&, std::string*) {
  return std::unique_ptr<OrderedDetector>(std::make_unique<UniqueDetector>());
}

constexpr Code kEmitted[] = {Code::kDuplicateValue};

constexpr Example kExamples[] = {
    {"the second and all later ones", "", "ean,name\n1,a\n2,b\n1,c\n3,d\n1,e\n", "2:0 4:0"},
    {"empty cells repeat nothing; case counts", "", "sku,name\nA,a\n,b\n,c\na,d\n", ""},
};

}  // namespace

extern constinit const DetectorType kUniqueDetector;
constinit const DetectorType kUniqueDetector = {
    .name = "unique",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A value that must be unique stands in an earlier row already.",
    .details =
        "Exact over all rows (by a 64-bit hash), in at most 9 bytes of memory a row, or 34 MB. The "
        "first row with a value is taken for right, later ones are flagged. Empty cells are left "
        "to `empty`.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .make_ordered = Make,
};

}  // namespace assay
