// missing: a word or sign that stands for "no value" (N/A, null, #REF!).
#include <array>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/string_set.h"
#include "assay/detect/white_space.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/written_blank.h"

namespace assay {
namespace {

// What people write when they do not know; in some columns a value of its own.
constexpr std::string_view kWords[] = {"unknown",
                                       "unbekannt",
                                       "onbekend",
                                       "inconnu",
                                       "sconosciuto",
                                       "desconocido",
                                       "not set",
                                       "not specified",
                                       "tbd",
                                       "tba",
                                       "todo",
                                       "not applicable",
                                       "not available",
                                       "nicht gesetzt",
                                       "xxx",
                                       "xx",
                                       "test",
                                       "-",
                                       "--",
                                       "---",
                                       "?",
                                       "??",
                                       "???",
                                       ".",
                                       "...",
                                       "none",
                                       "keine",
                                       "niet bekend",
                                       "non disponible",
                                       "no disponible",
                                       "non disponibile",
                                       "niet beschikbaar"};

std::vector<std::string> Folded(std::vector<std::string> tokens) {
  for (std::string& token : tokens) token = FoldCase(TrimWhiteSpace(token));
  return tokens;
}

class MissingDetector final : public ValueDetector {
 public:
  explicit MissingDetector(const std::vector<std::string>& tokens) : tokens_(Folded(tokens)) {
    for (const std::string& token : Folded(tokens)) {
      if (!token.empty()) begins_[static_cast<unsigned char>(token[0])] = true;
    }
  }

  bool Flags(std::string_view value) const override {
    const std::string_view trimmed = TrimWhiteSpace(value);
    // Folding can change the length in bytes, but never to less than a third.
    if (trimmed.empty() || trimmed.size() > 3 * tokens_.longest()) return false;
    const auto first = static_cast<unsigned char>(trimmed[0]);
    const bool is_upper = IsUpper(first);
    if (first < 0x80 && !begins_[is_upper ? first + 32 : first]) return false;
    return tokens_.Contains(FoldCase(trimmed)) && !spared_.Contains(value);
  }

  // Lets those of the column's values go with which the table writes its blanks.
  void SpareWrittenBlanks(const TableProfile& table, uint32_t column) {
    std::vector<std::string> spared;
    for (const Counted& value : table.columns[column].values) {
      if (Flags(value.text) && IsWrittenBlank(table, column, value.text))
        spared.push_back(value.text);
    }
    spared_ = StringSet(std::move(spared));
  }

  Evidence Explain(std::string_view value) const override {
    Evidence evidence =
        MakeEvidence(Code::kDisguisedMissing, 0.88,
                     Excerpt(TrimWhiteSpace(value)) + " stands for a missing value.",
                     "a value, or an empty cell");
    Suggest("", &evidence);
    return evidence;
  }

 private:
  StringSet tokens_;
  StringSet spared_{std::vector<std::string>()};  // as they are written
  std::array<bool, 256> begins_ = {};             // by first byte: most values are let go at a look
};

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  std::vector<std::string> tokens = params.GetList("tokens");
  if (params.GetBool("words")) tokens.insert(tokens.end(), std::begin(kWords), std::end(kWords));
  auto detector = std::make_unique<MissingDetector>(tokens);
  const bool spares = context.is_inferred || !params.GetBool("written_blanks");
  if (spares && context.table != nullptr)
    detector->SpareWrittenBlanks(*context.table, context.column_index);
  return std::unique_ptr<ValueDetector>(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kDisguisedMissing};

constexpr ParamSpec kParams[] = {
    {"tokens", ParamKind::kStringList,
     "What stands for a missing value; compared without case and outer white space.",
     "['null', '(null)', '<null>', 'nan', '<na>', 'n/a', '#n/a', 'n.a.', 'n.v.t.', "
     "'undefined', '\\N', '#ref!', '#value!', '#div/0!', '#name?', '#null!', '#num!', 'k.a.', "
     "'keine angabe']"},
    {"words", ParamKind::kBool,
     "Also flag words and signs for \"not known\" that may be values elsewhere: unknown, "
     "unbekannt, tbd, xxx, "
     "test, none, '-', '?', '...' and their like.",
     "false"},
    {"written_blanks", ParamKind::kBool,
     "Also flag a token with which the table writes its blanks: hardly a cell is empty where it "
     "stands, and rows have it in several columns together.",
     "true"},
};

constexpr Example kExamples[] = {
    {"tokens in any case", "", "size,name\nM,Shirt\nn/a,Scarf\nNULL,Hat\n #REF! ,Belt\nL,Skirt\n",
     "1:0 2:0 3:0"},
    {"tokens of one's own", "tokens: ['-', tbd]", "size,name\n-,Shirt\nTBD,Hat\nn/a,Belt\n",
     "0:0 1:0"},
    {"words for what is not known", "words: true",
     "color,name\nUnbekannt,Shirt\n?,Hat\nTBD,Belt\nRed,Scarf\n", "0:0 1:0 2:0"},
    {"words that only contain one, and empty cells", "",
     "size,name\nNullmeridian,Map\nNan Goldin,Book\n,Hat\nNA,Flag of Namibia\n", ""},
};

}  // namespace

extern constinit const DetectorType kMissingDetector;
constinit const DetectorType kMissingDetector = {
    .name = "missing",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A word or sign stands for a missing value.",
    .details =
        "The whole cell is compared with a list of tokens, without case and outer white space. The "
        "default list holds only tokens that mean nothing else: null values of programs, errors of "
        "spreadsheets and abbreviations for \"not available\". Empty cells are left to `empty`.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay
