// type: the value is not of the type that the field asks for.
#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/param_error.h"
#include "assay/detect/value_type.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

class TypeDetector final : public ValueDetector {
 public:
  TypeDetector(ValueType type, TypeOptions options) : type_(type), options_(std::move(options)) {}

  bool Flags(std::string_view value) const override {
    return !IsBlank(value) && !IsOfType(type_, value, options_);
  }

  Evidence Explain(std::string_view value) const override {
    const std::string expected = DescribeType(type_, options_);
    Evidence evidence = MakeEvidence(
        Code::kInvalidType, 0.85, fmt::format("{} is not {}.", Excerpt(value), expected), expected);
    if (auto repaired = RepairAsType(type_, value, options_))
      Suggest(*std::move(repaired), &evidence);
    return evidence;
  }

 private:
  ValueType type_;
  TypeOptions options_;
};

Result<char> ReadMark(const Params& params, const DetectorContext& context, const std::string& name,
                      std::string_view allowed) {
  const std::string& text = params.GetString(name);
  if (text.empty()) return '\0';
  if (text.size() == 1 && allowed.find(text[0]) != std::string_view::npos) return text[0];
  return ParamError(
      context, params, name,
      fmt::format("'{}': found '{}', expected one of the characters {}", name, text, allowed));
}

Result<std::vector<DateForm>> ReadForms(const Params& params, const DetectorContext& context,
                                        bool time) {
  std::vector<DateForm> forms;
  const std::vector<std::string> texts = params.Has("formats") ? params.GetList("formats")
                                         : time ? std::vector<std::string>{"hh:mm", "hh:mm:ss"}
                                                : std::vector<std::string>{"YYYY-MM-DD"};
  for (size_t i = 0; i < texts.size(); ++i) {
    auto form = DateForm::Parse(texts[i]);
    if (!form) {
      return ParamError(
          context, params, fmt::format("formats[{}]", i),
          fmt::format(
              "'formats': '{}' is no form of a date; write it with YYYY, MM, DD, hh, mm, ss, "
              "each at most once: YYYY-MM-DD",
              texts[i]));
    }
    forms.push_back(*std::move(form));
  }
  if (forms.empty()) return ParamError(context, params, "formats", "'formats' is an empty list");
  return forms;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  const std::string& name = params.GetString("is");
  const auto type = ParseValueType(name);
  if (!type) {
    return ParamError(
        context, params, "is",
        fmt::format("unknown type of value '{}'.{}", name, NearestHint(name, ValueTypeNames())));
  }
  TypeOptions options;
  ASSAY_TRY(options.number.decimal, ReadMark(params, context, "decimal", ".,"));
  if (options.number.decimal == 0) options.number.decimal = '.';
  ASSAY_TRY(options.number.group, ReadMark(params, context, "group", ".,' "));
  if (options.number.group == options.number.decimal) {
    return ParamError(context, params, "group", "'group' and 'decimal' are the same character");
  }
  options.booleans = params.GetList("booleans");
  if (*type == ValueType::kDate || *type == ValueType::kTime) {
    ASSAY_TRY(options.dates, ReadForms(params, context, *type == ValueType::kTime));
  }
  return std::unique_ptr<ValueDetector>(std::make_unique<TypeDetector>(*type, std::move(options)));
}

constexpr Code kEmitted[] = {Code::kInvalidType};

constexpr ParamSpec kParams[] = {
    {"is", ParamKind::kString,
     "The type: integer, number, boolean, date, time, url, email, uuid, ip (address) or color "
     "(#RRGGBB).",
     "", true},
    {"decimal", ParamKind::kString, "The decimal mark of numbers: '.' or ','.", "'.'"},
    {"group", ParamKind::kString, "What separates groups of three digits: one of . , ' or a space.",
     "''"},
    {"booleans", ParamKind::kStringList, "The texts that a boolean may have.",
     "['true', 'false', 'TRUE', 'FALSE', 'True', 'False']"},
    {"formats", ParamKind::kStringList,
     "The forms of a date or time (YYYY-MM-DD, D.M.YYYY, hh:mm); suggestions use the first. "
     "Without it "
     "dates are YYYY-MM-DD, times hh:mm or hh:mm:ss."},
};

constexpr Example kExamples[] = {
    {"whole numbers", "is: integer", "stock,id\n12,a\n-3,b\n1.5,c\n12.0,d\ntwo,e\n,f\n",
     "2:0 3:0 4:0"},
    {"numbers with a decimal comma", "{is: number, decimal: ',', group: '.'}",
     "price,id\n\"1.234,50\",a\n\"12,5\",b\n12.5,c\n\"1.23,5\",d\n-7,e\n", "2:0 3:0"},
    {"truth values", "{is: boolean, booleans: ['yes', 'no']}",
     "sold,id\nyes,a\nYes,b\nja,c\nno,d\n", "1:0 2:0"},
    {"dates of the calendar", "{is: date, formats: ['DD.MM.YYYY', 'YYYY-MM-DD']}",
     "day,id\n28.02.2023,a\n29.02.2023,b\n29.02.2024,c\n2024-02-29,d\n2024/02/28,e\n", "1:0 4:0"},
    {"times", "is: time", "at,id\n09:30,a\n24:10,b\n9:5,c\n23:59:59,d\n", "1:0 2:0"},
    {"web addresses", "is: url",
     "link,id\nhttps://example.com/a?b=c#d,1\nwww.example.com,2\nhttp://exa "
     "mple.com,3\nhttp://[::1]:8080/,4\n",
     "1:0 2:0"},
    {"e-mail addresses", "is: email",
     "mail,id\nann@example.com,1\nann@example,2\nann.example.com,3\na.b+c@sub.example.org,4\na..b@"
     "example.org,5\n",
     "1:0 2:0 4:0"},
    {"UUIDs", "is: uuid",
     "key,id\n123e4567-e89b-12d3-a456-426614174000,1\n123e4567e89b12d3a456426614174000,2\n", "1:0"},
    {"IP addresses", "is: ip",
     "host,id\n192.0.2.7,1\n192.0.2.256,2\n2001:db8::1,3\n::ffff:192.0.2.1,4\n1::2::3,5\n",
     "1:0 4:0"},
    {"colours", "is: color", "rgb,id\n#FFaa00,1\n#fff,2\nFFAA00,3\n#GGAA00,4\n", "2:0 3:0"},
};

}  // namespace

extern constinit const DetectorType kTypeDetector;
constinit const DetectorType kTypeDetector = {
    .name = "type",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A value is not of the type that the field asks for.",
    .details =
        "Values stay text, so leading zeros and long digits survive; the text must have the type's "
        "form. "
        "Dates must exist in the calendar. Where one value of the type was clearly meant, it is "
        "suggested. Empty cells are left to `empty`, the order of dates to `date`.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
