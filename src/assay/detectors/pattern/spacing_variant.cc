// spacing_variant: a value that differs from a more frequent one by blanks and punctuation only.
#include <algorithm>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/listed_value_detector.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/familiar_words.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr size_t kLeastLength =
    3;  // letters; in shorter ones ("A+") signs other than points mean something
constexpr uint64_t kTimesOfShort = 10;  // by how much more frequent the twin of a short one is
constexpr uint64_t kLeastTwin = 3;
constexpr uint64_t kLeastFree = 5;  // texts with several forms that tell how free a column is
constexpr double kFree = 0.16;      // of the rows of such texts that have not the usual form

// Letters and digits alone; empty when a digit stands there, whose separators mean something.
std::string Core(std::string_view value) {
  std::string core;
  for (const char c : value) {
    if (IsDigit(c)) return "";
    if (IsLetter(c) || (c & 0x80) != 0) core.push_back(c);
  }
  if (core.size() >= kLeastLength) return core;
  const auto signs = static_cast<size_t>(std::count_if(
      value.begin(), value.end(), [](char c) { return c == '.' || c == ',' || c == ' '; }));
  return core.size() + signs == value.size() ? core : "";
}

bool DifferByBlanksOnly(std::string_view a, std::string_view b) {
  const auto packed = [](std::string_view text) {
    std::string rest(text);
    std::erase(rest, ' ');
    return rest;
  };
  return packed(a) == packed(b);
}

struct Variant {
  std::string twin;
  uint64_t count = 0, twin_count = 0;
};

class SpacingVariantDetector final : public ListedValueDetector<Variant> {
 public:
  Evidence Explain(std::string_view value) const override {
    const Variant& variant = KnownOf(value);
    Evidence e = MakeEvidence(
        Code::kSpacingVariant, variant.twin_count >= 10 * variant.count ? 0.85 : 0.7,
        fmt::format("{} row{} it so; {} rows have it with other blanks or punctuation.",
                    variant.count, variant.count == 1 ? " has" : "s have", variant.twin_count),
        variant.twin);
    Suggest(variant.twin, &e);
    return e;
  }
};

// The forms of one text: its rows, and those of the most frequent form.
struct Forms {
  uint64_t rows = 0, most = 0;
};

// Whether all of a column's texts are written in this way and in that, as suits the writer: authors
// in lists of references.
bool IsFree(const std::unordered_map<std::string, Forms>& forms) {
  uint64_t several = 0, rows = 0, otherwise = 0;
  for (const auto& [core, form] : forms) {
    if (form.rows < 2) continue;
    several += form.most < form.rows;
    rows += form.rows;
    otherwise += form.rows - form.most;
  }
  return several >= kLeastFree &&
         static_cast<double>(otherwise) >= kFree * static_cast<double>(rows);
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "no two values differ by blanks or punctuation only, or many do";
  auto detector = std::make_unique<SpacingVariantDetector>();
  std::unordered_map<std::string, const Counted*> twins;
  std::unordered_map<std::string, Forms> forms;
  FamiliarWords words;
  for (const Counted& value : context.profile->values) words.Add(value.text);
  for (const Counted& value : context.profile->values) {
    const std::string core = Core(value.text);
    if (core.empty()) continue;
    Forms& form = forms[core];
    form.rows += value.count;
    form.most = std::max(form.most, value.count);
    const Counted* twin = twins.try_emplace(core, &value).first->second;
    if (twin == &value || twin->count < kLeastTwin || twin->count < 2 * value.count) continue;
    if (core.size() < kLeastLength && twin->count < kTimesOfShort * value.count) continue;
    if (!DifferByBlanksOnly(value.text, twin->text) && words.Distinguish(value.text, twin->text))
      continue;
    detector->Add(value.text, {twin->text, value.count, twin->count});
  }
  if (IsFree(forms)) return std::unique_ptr<ValueDetector>();
  return UnlessEmpty(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kSpacingVariant};

constexpr Example kExamples[] = {
    {"a point behind a short code; signs that mean something", "",
     "size,grade\nS,A\nS,A+\nS,A\nS,A\nS.,A\nS,A\nS,A\nS,A\nS,A\nS,A\nS,A\nM,A\nS,A\nM,B\n", "4:0"},
    {"a blank that is missing, another one too many", "",
     "colour\nnavy blue\nnavy blue\nred\nnavyblue\nnavy blue\nnavy blue\nnavy  blue\nred\nnavy "
     "blue\nred\n",
     "3:0 6:0"},
    {"blanks around the dash of a route", "",
     "route\nUlm - Kiel\nUlm - Kiel\nBonn - Jena\nUlm-Kiel\nUlm - Kiel\nBonn - Jena\nUlm - Kiel\n"
     "Bonn - Jena\nUlm - Kiel\nUlm - Kiel\n",
     "3:0"},
    {"a dash that other titles have or lack too", "",
     "title\nmug - red\nmug - red\nmug - red\nmug red\nrug - red\nrug red\nrug red\nrug red\n"
     "cup - red\ncup red\n",
     ""},
    {"authors with a point behind the initial and without, each as he likes", "",
     "author\nA. Abt\nA Abt\nA. Abt\nA. Abt\nA Abt\nA. Abt\nB. Berg\nB. Berg\nB. Berg\n"
     "B Berg\nB. Berg\nB. Berg\nC. Cole\nC Cole\nC. Cole\nC. Cole\nC Cole\nC. Cole\n"
     "D. Dorn\nD. Dorn\nD. Dorn\nD Dorn\nD. Dorn\nD. Dorn\nE. Emm\nE Emm\nE. Emm\nE. Emm\n"
     "E Emm\nE. Emm\nF. Falk\nF. Falk\nF. Falk\nF Falk\nF. Falk\nF. Falk\n",
     ""},
    {"numbers, whose signs mean something", "", "range\n1-2\n12\n12\n12\n12\n1-2\n1.2\n", ""},
};

}  // namespace

extern constinit const DetectorType kSpacingVariantDetector;
constinit const DetectorType kSpacingVariantDetector = {
    .name = "spacing_variant",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A value differs from a more frequent one by blanks and punctuation only.",
    .details =
        "Silent where five texts or more have several forms and a sixth of their rows have not the "
        "usual one: there each writer has a way of his own.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay
