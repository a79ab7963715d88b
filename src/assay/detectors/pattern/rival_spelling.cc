// rival_spelling: one of two near spellings that are both frequent is wrong, by what the rest of
// the table or the language says; the wrong one may be the more frequent.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/spelling_rivals.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

class RivalSpellingDetector final : public RowDetector {
 public:
  // Of several rivals of one spelling the first, surest one stays.
  void Add(uint32_t column, uint64_t hash, Evidence evidence) {
    if (std::find(reads_.begin(), reads_.end(), column) == reads_.end()) {
      reads_.push_back(column);
      wrong_.emplace_back();
    }
    const auto at = std::find(reads_.begin(), reads_.end(), column) - reads_.begin();
    wrong_[static_cast<size_t>(at)].try_emplace(hash, std::move(evidence));
  }

  std::span<const uint32_t> Reads() const override { return reads_; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (size_t i = 0; i < reads_.size(); ++i) {
      const auto found = wrong_[i].find(row.Hash(reads_[i]));
      if (found != wrong_[i].end()) evidence->Add(reads_[i], found->second);
    }
  }

 private:
  std::vector<uint32_t> reads_;
  std::vector<std::unordered_map<uint64_t, Evidence>> wrong_;  // by column read, by EncodedHash
};

std::string Why(const SpellingRival& rival, const EncodedColumn& column,
                const TableProfile& table) {
  const std::string right = Excerpt(column.values[rival.right]);
  const uint32_t rows = column.counts[rival.wrong];
  switch (rival.reason) {
    case RivalReason::kNamedElsewhere:
      return fmt::format(
          "In {} of {} rows with this spelling another column has {}, and not this one.",
          rival.evidence, std::min(rows, 200u), right);
    case RivalReason::kStemElsewhere:
      return fmt::format(
          "In {} of {} rows with this spelling another column has a word that begins as in {} and "
          "not as here.",
          rival.evidence, std::min(rows, 200u), right);
    case RivalReason::kKnownWord:
      return fmt::format(
          "{} rows have this spelling, which is no common word; {}, in {} rows, is one.", rows,
          right, column.counts[rival.right]);
    case RivalReason::kWordElsewhere:
      return fmt::format(
          "A word of this spelling, in {} rows, stands in no other value; {} has one instead that "
          "stands in {} values.",
          rows, right, rival.evidence);
    case RivalReason::kMoreGroups:
      return fmt::format(
          "Only one {} has this spelling, in {} rows, and it has {} too; {} others have only that.",
          table.columns[static_cast<size_t>(rival.group)].name, rows, right, rival.evidence);
    case RivalReason::kCentre:
      return fmt::format(
          "{} holds this spelling and {} as one thing; {} more spellings of it are nearer to that.",
          table.columns[static_cast<size_t>(rival.group)].name, right, rival.evidence);
    case RivalReason::kMoreFrequent:
      return fmt::format("{} holds this spelling, in {} rows, and {}, in {} rows, as one thing.",
                         table.columns[static_cast<size_t>(rival.group)].name, rows, right,
                         rival.evidence);
    case RivalReason::kLetters:
      return fmt::format(
          "{} rows have this spelling, whose letters hardly follow each other so in other words; "
          "those of {}, in {} rows, do.",
          rows, right, rival.evidence);
    case RivalReason::kLongWord:
      return fmt::format(
          "{} rows have this spelling and {} have {}, which differs in one letter inside a long "
          "word.",
          rows, rival.evidence, right);
  }
  return "";
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no two frequent spellings of a column are near each other and one of them wrong";
  const EncodedSample& sample = *context.sample;
  std::vector<SpellingRival> rivals = context.rivals->all();
  if (rivals.empty()) return std::unique_ptr<RowDetector>();
  std::stable_sort(
      rivals.begin(), rivals.end(),
      [](const SpellingRival& a, const SpellingRival& b) { return a.confidence > b.confidence; });
  auto detector = std::make_unique<RivalSpellingDetector>();
  for (const SpellingRival& rival : rivals) {
    const EncodedColumn& column = sample.columns[rival.column];
    Evidence e =
        MakeEvidence(Code::kMisspelling, rival.confidence, Why(rival, column, *context.table),
                     std::string(column.values[rival.right]));
    Suggest(std::string(column.values[rival.right]), &e);
    detector->Add(rival.column, EncodedHash(column.values[rival.wrong]), std::move(e));
  }
  return std::unique_ptr<RowDetector>(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kMisspelling};

constexpr Example kExamples[] = {
    {"a brand that is misspelt in most of its rows", "",
     "brand,title\nOstrnder,Ostrander fan 0\nBellamy,Bellamy clock 1\n"
     "Kestrel,Kestrel fan 2\nOstrnder,Ostrander clock 3\nBellamy,Bellamy fan 4\n"
     "Kestrel,Kestrel fan 5\nOstrnder,Ostrander fan 6\nBellamy,Bellamy fan 7\n"
     "Kestrel,Kestrel lamp 8\nOstrnder,Ostrander clock 9\nBellamy,Bellamy lamp 10\n"
     "Kestrel,Kestrel fan 11\nOstrnder,Ostrander lamp 12\nBellamy,Bellamy lamp 13\n"
     "Kestrel,Kestrel lamp 14\nOstrander,Ostrander clock 15\nBellamy,Bellamy clock 16\n"
     "Kestrel,Kestrel lamp 17\nOstrnder,Ostrander clock 18\nBellamy,Bellamy fan 19\n"
     "Kestrel,Kestrel lamp 20\nOstrander,Ostrander fan 21\nBellamy,Bellamy lamp 22\n"
     "Kestrel,Kestrel lamp 23\nOstrnder,Ostrander fan 24\nBellamy,Bellamy lamp 25\n"
     "Kestrel,Kestrel clock 26\nOstrander,Ostrander clock 27\nBellamy,Bellamy lamp 28\n"
     "Kestrel,Kestrel clock 29\nOstrnder,Ostrander lamp 30\nBellamy,Bellamy lamp 31\n"
     "Kestrel,Kestrel lamp 32\nOstrander,Ostrander fan 33\nBellamy,Bellamy fan 34\n"
     "Kestrel,Kestrel clock 35\nOstrnder,Ostrander lamp 36\nBellamy,Bellamy lamp 37\n"
     "Kestrel,Kestrel lamp 38\nOstrander,Ostrander lamp 39\nBellamy,Bellamy lamp 40\n"
     "Kestrel,Kestrel lamp 41\nOstrnder,Ostrander lamp 42\nBellamy,Bellamy lamp 43\n"
     "Kestrel,Kestrel clock 44\nOstrander,Ostrander clock 45\nBellamy,Bellamy lamp 46\n"
     "Kestrel,Kestrel fan 47\n",
     "0:0 3:0 6:0 9:0 12:0 18:0 24:0 30:0 36:0 42:0"},
    {"kinds in the plural, of which texts tell in the singular", "",
     "kind,title,colour\nT-shirts,T-shirt Mia,black\nBlouses,blouse Romy,blue\n"
     "Trousers,trousers Noor,black\nT-shirts,T-shirt Ilse,black\n"
     "Blouses,blouse Ada,black\nTrousers,trousers Ada,white\nT-shirts,T-shirt Noor,black\n"
     "Blouses,blouse Mia,blue\nTrousers,trousers Tess,white\nT-shirt,T-shirt Romy,black\n"
     "Blouses,blouse Ilse,white\nTrousers,trousers Tess,blue\nT-shirts,T-shirt Mia,blue\n"
     "Blouses,blouse Romy,white\nTrousers,trousers Tess,red\nT-shirts,T-shirt Tess,red\n"
     "Blouses,blouse Mia,black\nTrousers,trousers Ada,green\nT-shirts,T-shirt Ada,green\n"
     "Blouses,blouse Ilse,black\nTrousers,trousers Tess,white\n"
     "T-shirts,T-shirt Tess,white\nBlouses,blouse Ilse,black\n"
     "Trousers,trousers Ilse,blue\nT-shirts,T-shirt Noor,red\nBlouses,blouse Ada,blue\n"
     "Trousers,trousers Ilse,blue\nT-shirts,T-shirt Noor,white\n"
     "Blouses,blouse Tess,green\nTrousers,trousers Ilse,black\n"
     "T-shirts,T-shirt Ilse,black\nBlouses,blouse Noor,black\n"
     "Trousers,trousers Romy,white\nT-shirt,T-shirt Romy,blue\nBlouses,blouse Noor,red\n"
     "Trousers,trousers Noor,black\nT-shirts,T-shirt Tess,blue\n"
     "Blouses,blouse Tess,green\nTrousers,trousers Romy,black\nT-shirts,T-shirt Romy,red\n"
     "Blouses,blouse Tess,blue\nTrousers,trousers Tess,black\n"
     "T-shirts,T-shirt Noor,green\nBlouses,blouse Ada,red\nTrousers,trousers Ilse,white\n"
     "T-shirts,T-shirt Ada,green\nBlouses,blouse Ada,white\nTrousers,trousers Mia,red\n"
     "T-shirts,T-shirt Noor,white\nBlouses,blouse Ilse,red\nTrousers,trousers Ada,black\n"
     "T-shirts,T-shirt Romy,red\nBlouses,blouse Ilse,black\nTrousers,trousers Noor,black\n"
     "T-shirts,T-shirt Noor,black\nBlouses,blouse Mia,red\nTrousers,trousers Noor,red\n"
     "T-shirts,T-shirt Ada,red\nBlouses,blouse Romy,black\nTrousers,trousers Ada,blue\n",
     ""},
    {"names that are near each other", "",
     "given,place\nErica,room 4\nMaria,room 4\nJohn,room 5\nMarie,room 6\nJohn,room 3\n"
     "Maria,room 5\nMarie,room 6\nJon,room 1\nErika,room 6\nMarie,room 5\nJon,room 5\n"
     "John,room 6\nMaria,room 8\nJohn,room 3\nMarie,room 5\nMarie,room 6\nJohn,room 1\n"
     "Erika,room 7\nJon,room 7\nErika,room 1\nJohn,room 1\nErica,room 3\nErika,room 4\n"
     "Marie,room 4\nJohn,room 6\nErika,room 6\nErika,room 5\nJohn,room 2\nErika,room 6\n"
     "Jon,room 1\nJohn,room 2\nMaria,room 6\nErika,room 6\nMaria,room 6\nJon,room 9\n"
     "Marie,room 5\nErica,room 6\nJon,room 3\nMarie,room 3\nErica,room 5\nJohn,room 3\n"
     "Erica,room 1\nMarie,room 9\nJohn,room 1\nMaria,room 6\nJon,room 8\nErica,room 7\n"
     "Maria,room 1\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kRivalSpellingDetector;
constinit const DetectorType kRivalSpellingDetector = {
    .name = "rival_spelling",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "One of two frequent near spellings is wrong, be it the more frequent one.",
    .details =
        "Two near spellings of a column are rivals when each stands in several rows, unless "
        "another "
        "column that they determine has its own value for each. The wrong one is found by what its "
        "rows say in other columns (a title has the right one, or a word that begins as it does), "
        "by "
        "the word that many other values have where it has one of its own, by a list of common "
        "words where the column consists of "
        "such, or, where another column holds both as one thing, by other things that have only "
        "the right one, by the spelling that further ones are nearest to, by letters that follow "
        "each other as in words (a model of four letters in a row), else by twice the rows. "
        "Letters that are clear enough need no other column. One letter inside a long word makes "
        "two rivals by themselves; six times the rows are right then.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay
