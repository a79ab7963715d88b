// regex: the value matches none of the patterns that it should, or one that it must not.
#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/param_error.h"
#include "assay/detect/text_pattern.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

// Several patterns, and one that stands for all of them where there is such a one.
struct Patterns {
  std::vector<std::unique_ptr<TextPattern>> each;
  std::unique_ptr<TextPattern> any;
  bool empty() const { return each.empty(); }
};

constexpr size_t kLongestRepaired = 64;  // bytes
constexpr size_t kMostShown = 3;         // patterns named in `expected`

class RegexDetector final : public ValueDetector {
 public:
  RegexDetector(Patterns any_of, Patterns none_of, const Params& params)
      : any_of_(std::move(any_of)),
        none_of_(std::move(none_of)),
        expected_(params.GetString("expected")) {
    if (params.Has("any_of")) any_texts_ = params.GetList("any_of");
    if (params.Has("none_of")) none_texts_ = params.GetList("none_of");
  }

  bool Flags(std::string_view value) const override {
    if (IsBlank(value)) return false;
    return !(any_of_.empty() || AnyMatch(any_of_, value) == PatternMatch::kYes) ||
           AnyMatch(none_of_, value) != PatternMatch::kNo;
  }

  Evidence Explain(std::string_view value) const override {
    const Hit forbidden = FirstMatch(none_of_, value);
    if (forbidden.match == PatternMatch::kYes) {
      return MakeEvidence(Code::kForbiddenPattern, 0.85,
                          fmt::format("The value matches the forbidden pattern {}.",
                                      Excerpt(none_texts_[forbidden.index])),
                          expected_);
    }
    const Hit allowed = FirstMatch(any_of_, value);
    const bool fails = !any_of_.empty() && allowed.match == PatternMatch::kNo;
    if (!fails)
      return Undetermined(any_of_.empty() || allowed.match == PatternMatch::kYes
                              ? none_texts_[forbidden.index]
                              : any_texts_[allowed.index]);
    Evidence evidence =
        MakeEvidence(Code::kInvalidFormat, 0.85,
                     any_texts_.size() == 1
                         ? "The value does not match the pattern of the field."
                         : fmt::format("The value matches none of the {} patterns of the field.",
                                       any_texts_.size()),
                     Expected());
    for (std::string& candidate : Candidates(value)) {
      if (candidate.empty() || Flags(candidate)) continue;
      Suggest(std::move(candidate), &evidence);
      break;
    }
    return evidence;
  }

 private:
  struct Hit {
    PatternMatch match = PatternMatch::kNo;
    size_t index = 0;
  };

  // The first pattern that matches, else the first that is undetermined, else kNo.
  static Hit FirstMatch(const Patterns& patterns, std::string_view value) {
    Hit hit;
    for (size_t i = 0; i < patterns.each.size(); ++i) {
      const PatternMatch match = patterns.each[i]->Match(value);
      if (match == PatternMatch::kYes) return {match, i};
      if (match == PatternMatch::kUndetermined && hit.match == PatternMatch::kNo) hit = {match, i};
    }
    return hit;
  }

  static PatternMatch AnyMatch(const Patterns& patterns, std::string_view value) {
    return patterns.any != nullptr ? patterns.any->Match(value) : FirstMatch(patterns, value).match;
  }

  // What writers and spreadsheets do to a value, undone, the smallest change first.
  static std::vector<std::string> Candidates(std::string_view value) {
    const std::string_view trimmed = TrimWhiteSpace(value);
    if (trimmed.size() > kLongestRepaired) return {};
    std::vector<std::string> candidates = {std::string(trimmed), Upper(trimmed),
                                           TidyWhiteSpace(trimmed, false)};
    if (trimmed.ends_with(".0")) candidates.emplace_back(trimmed.substr(0, trimmed.size() - 2));
    std::string code;
    bool has_digit = false;
    for (const char c : trimmed) {
      has_digit |= IsDigit(c);
      if (c != ' ') code.push_back(c);
    }
    if (has_digit) candidates.push_back(Upper(code));  // spaces within words belong there
    return candidates;
  }

  static std::string Upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = ToUpper(c);
    return out;
  }

  static Evidence Undetermined(const std::string& pattern) {
    return MakeEvidence(
        Code::kRuleUndetermined, 0.3,
        fmt::format("The pattern {} reached its limit of steps on this value: whether the "
                    "value is right is not known.",
                    Excerpt(pattern)));
  }

  std::string Expected() const {
    if (!expected_.empty()) return expected_;
    std::string out;
    for (size_t i = 0; i < std::min(any_texts_.size(), kMostShown); ++i) {
      out += (i == 0 ? "" : " or ") + any_texts_[i];
    }
    return any_texts_.size() > kMostShown ? out + " …" : out;
  }

  Patterns any_of_, none_of_;
  std::vector<std::string> any_texts_, none_texts_;
  std::string expected_;
};

Result<Patterns> CompileAll(const Params& params, const DetectorContext& context,
                            const std::string& name, const PatternOptions& options) {
  Patterns patterns;
  if (!params.Has(name)) return patterns;
  const std::vector<std::string>& texts = params.GetList(name);
  for (size_t i = 0; i < texts.size(); ++i) {
    PatternError error;
    auto pattern = CompilePattern(texts[i], options, &error);
    if (pattern == nullptr) {
      return ParamError(
          context, params, fmt::format("{}[{}]", name, i),
          fmt::format("'{}': the pattern {} is not a regular expression: {} (at its byte {})", name,
                      Excerpt(texts[i]), error.message, error.offset + 1));
    }
    patterns.each.push_back(std::move(pattern));
  }
  if (texts.size() > 1) patterns.any = CompileUnion(texts, options);
  return patterns;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  const int64_t limit = params.GetInteger("match_limit");
  if (limit < 1 || limit > 100000000) {
    return ParamError(context, params, "match_limit", "'match_limit' lies outside 1 to 100000000");
  }
  PatternOptions options;
  options.ignore_case = params.GetBool("ignore_case");
  options.match_limit = static_cast<uint32_t>(limit);
  ASSAY_TRY(Patterns any_of, CompileAll(params, context, "any_of", options));
  options.whole = false;
  ASSAY_TRY(Patterns none_of, CompileAll(params, context, "none_of", options));
  if (any_of.empty() && none_of.empty()) {
    return ParamError(context, params, params.Has("any_of") ? "any_of" : "none_of",
                      "the rule 'regex' needs at least one pattern in 'any_of' or 'none_of'");
  }
  return std::unique_ptr<ValueDetector>(
      std::make_unique<RegexDetector>(std::move(any_of), std::move(none_of), params));
}

constexpr Code kEmitted[] = {Code::kInvalidFormat, Code::kForbiddenPattern,
                             Code::kRuleUndetermined};

constexpr ParamSpec kParams[] = {
    {"any_of", ParamKind::kStringList, "Patterns of which one must match the whole value."},
    {"none_of", ParamKind::kStringList, "Patterns of which none may match anywhere in the value."},
    {"ignore_case", ParamKind::kBool, "Whether letters match in either case.", "false"},
    {"expected", ParamKind::kString, "What would be right, in words, for reports.", "''"},
    {"match_limit", ParamKind::kInteger,
     "Steps after which a pattern with look-around or back-references is given up on a value.",
     "100000"},
};

constexpr Example kExamples[] = {
    {"one of two forms", "any_of: ['[A-Z]{2}\\d{3}', '\\d{4}']",
     "number,name\nAB123,a\n1234,b\nAB12,c\nxAB123,d\n,e\n", "2:0 3:0"},
    {"slips that leave no doubt are suggested right", "any_of: ['[A-Z]{2}\\d{2}']",
     "season,id\nSS26,a\nss26,b\n SS26,c\nSS 26,d\nSX126,e\n", "1:0 2:0 3:0 4:0"},
    {"a forbidden part", "{none_of: ['(?i)lorem ipsum', '<[a-z]+>']}",
     "text,id\nA warm coat,1\nLorem Ipsum dolor,2\nA <b>warm</b> coat,3\n3 < 4,4\n", "1:0 2:0"},
    {"look-ahead, which PCRE2 runs", "any_of: ['(?!0000)\\d{4}']",
     "pin,id\n1234,1\n0000,2\n0001,3\n", "1:0"},
    {"a step limit that is reached is told, not taken for a pass",
     "{any_of: ['(?=(a+)+$)a+b?'], match_limit: 500}",
     "text,id\naaa,1\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab,2\n", "1:0"},
    {"right values in other scripts", "any_of: ['\\p{L}+']",
     "word,id\nÜbergröße,1\nПальто,2\n外套,3\n", ""},
};

}  // namespace

extern constinit const DetectorType kRegexDetector;
constinit const DetectorType kRegexDetector = {
    .name = "regex",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A value has not the right form, or holds what is forbidden.",
    .details =
        "Patterns of any_of must match the whole value, those of none_of nowhere in it; `.` "
        "matches line "
        "breaks too. RE2 (https://github.com/google/re2/wiki/Syntax) runs each pattern in linear "
        "time. "
        "Patterns that it refuses, with look-around or back-references, run in PCRE2 under limits "
        "of "
        "steps, depth and memory; a value that reaches one is reported as RULE_UNDETERMINED. Empty "
        "cells "
        "are left to `empty`.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
