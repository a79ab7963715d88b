// format_pattern: a value has none of the shapes that a pack gives for its field.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/param_error.h"
#include "assay/profile/shape.h"

namespace assay {
namespace {

constexpr double kProbability = 0.8;
constexpr double kCaseProbability = 0.7;  // the shape is right but for upper and lower case

// A shape that `+` may follow: one or more of the symbol before it.
bool Matches(std::string_view shape, std::string_view pattern) {
  if (pattern.empty()) return shape.empty();
  const bool repeats = pattern.size() > 1 && pattern[1] == '+';
  if (shape.empty() || shape[0] != pattern[0]) return false;
  if (!repeats) return Matches(shape.substr(1), pattern.substr(1));
  size_t run = 0;
  while (run < shape.size() && shape[run] == pattern[0]) ++run;
  for (size_t taken = run; taken >= 1; --taken) {
    if (Matches(shape.substr(taken), pattern.substr(2))) return true;
  }
  return false;
}

std::string WithoutCase(std::string shape) {
  std::replace(shape.begin(), shape.end(), 'A', 'a');
  return shape;
}

class FormatPatternDetector final : public ValueDetector {
 public:
  explicit FormatPatternDetector(const std::vector<std::string>& patterns) : patterns_(patterns) {
    for (const std::string& pattern : patterns) caseless_.push_back(WithoutCase(pattern));
  }

  bool Flags(std::string_view value) const override {
    return !value.empty() && !Any(patterns_, ShapeOf(value));
  }

  Evidence Explain(std::string_view value) const override {
    const std::string shape = ShapeOf(value);
    const bool only_case = Any(caseless_, WithoutCase(shape));
    std::string expected;
    for (const std::string& pattern : patterns_)
      expected += (expected.empty() ? "" : " or ") + pattern;
    return MakeEvidence(Code::kRareFormat, only_case ? kCaseProbability : kProbability,
                        fmt::format("Its shape is {}{}.", Excerpt(shape),
                                    only_case ? ", right but for upper and lower case" : ""),
                        std::move(expected));
  }

 private:
  static bool Any(const std::vector<std::string>& patterns, std::string_view shape) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return Matches(shape, pattern); });
  }

  std::vector<std::string> patterns_;
  std::vector<std::string> caseless_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  const std::vector<std::string>& patterns = params.GetList("shapes");
  if (patterns.empty()) return ParamError(context, params, "shapes", "'shapes' is an empty list");
  for (size_t i = 0; i < patterns.size(); ++i) {
    if (!patterns[i].empty() && patterns[i][0] != '+') continue;
    return ParamError(context, params, fmt::format("shapes[{}]", i),
                      "a shape begins with a symbol: A, a, 9 or the character itself");
  }
  return std::unique_ptr<ValueDetector>(std::make_unique<FormatPatternDetector>(patterns));
}

constexpr Code kEmitted[] = {Code::kRareFormat};

constexpr ParamSpec kParams[] = {
    {"shapes", ParamKind::kStringList,
     "Shapes that are right: A is a capital letter, a another letter, 9 a digit, + one or more of "
     "the "
     "symbol before it, anything else itself.",
     "", true},
};

constexpr Example kExamples[] = {
    {"seasons", "shapes: ['AA99', 'AA 9999']", "season,id\nSS24,1\nFW 2023,2\nss24,3\nS24,4\n,5\n",
     "2:0 3:0"},
    {"article numbers of any length", "shapes: ['A+-9+']", "sku,id\nAB-1,1\nX-1204,2\n", ""},
};

}  // namespace

extern constinit const DetectorType kFormatPatternDetector;
constinit const DetectorType kFormatPatternDetector = {
    .name = "format_pattern",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A value has none of the shapes that its field's pack gives.",
    .details = "Shapes are simpler than regular expressions and read like the values themselves.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
