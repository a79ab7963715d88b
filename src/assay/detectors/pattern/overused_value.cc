// overused_value: a value that names one thing, in rows that have nothing in common.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/overused_values.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kMostSure = 0.95;

struct Overused {
  Evidence evidence;
  std::vector<uint64_t> spared;  // ordinals of rows, ascending
};

class OverusedValueDetector final : public RowDetector {
 public:
  void Add(const OverusedValue& value, const EncodedSample& sample, const RowSample& rows) {
    auto at = std::find(reads_.begin(), reads_.end(), value.column);
    if (at == reads_.end()) {
      at = reads_.insert(reads_.end(), value.column);
      overused_.emplace_back();
    }
    const std::string_view text = sample.columns[value.column].values[value.code];
    const uint32_t count = sample.columns[value.column].counts[value.code];
    Overused& overused = overused_[static_cast<size_t>(at - reads_.begin())][EncodedHash(text)];
    overused.evidence = MakeEvidence(
        Code::kDuplicateValue, std::min(kMostSure, value.wrong),
        fmt::format("{} rows have this value, and nothing else in common; the rows of other values "
                    "of the column are about one thing each.",
                    count),
        "a value of the row's own");
    for (const uint32_t row : value.spared) overused.spared.push_back(rows.rows[row]);
  }

  // None: the answer depends on which row it is, so that it is asked about each.
  std::span<const uint32_t> Reads() const override { return {}; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (size_t i = 0; i < reads_.size(); ++i) {
      const auto found = overused_[i].find(row.Hash(reads_[i]));
      if (found == overused_[i].end()) continue;
      const std::vector<uint64_t>& spared = found->second.spared;
      if (std::binary_search(spared.begin(), spared.end(), row.row())) continue;
      evidence->Add(reads_[i], found->second.evidence);
    }
  }

 private:
  std::vector<uint32_t> reads_;
  std::vector<std::unordered_map<uint64_t, Overused>> overused_;  // by column read, by EncodedHash
};

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no value of a column that tells things apart stands in rows about different ones";
  const std::vector<OverusedValue> overused = FindOverusedValues(*context.sample);
  if (overused.empty()) return std::unique_ptr<RowDetector>();
  auto detector = std::make_unique<OverusedValueDetector>();
  for (const OverusedValue& value : overused) {
    detector->Add(value, *context.sample, context.table->sample);
  }
  return std::unique_ptr<RowDetector>(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kDuplicateValue};

constexpr Example kExamples[] = {
    {"addresses that were put into rows of other firms", "",
     "firm,address,town\nHatal,Hatgasse 45,Jena\nCamar,Camweg 47,Mainz\n"
     "Dotal,Dotgasse 32,Bonn\nKumar,Kumweg 37,Hof\nJotal,Jotgasse 7,Köln\n"
     "Almar,Almweg 19,Kiel\nHaner,Hanweg 39,Mainz\nIsmar,Am Markt 3,Köln\n"
     "Finer,Finweg 49,Köln\nCasen,Casgasse 50,Trier\nJomar,Jomgasse 6,Bonn\n"
     "Jotal,Jotgasse 7,Köln\nElmar,Elmgasse 16,Hof\nElsen,Elsweg 5,Kiel\n"
     "Boner,Hauptplatz 1,Köln\nGusen,Hauptplatz 1,Mainz\nAlner,Alnweg 18,Mainz\n"
     "Isner,Isngasse 37,Kiel\nFital,Am Markt 3,Trier\nDoner,Am Markt 3,Jena\n"
     "Catal,Catgasse 24,Mainz\nKusen,Kusweg 34,Mainz\nLisen,Lisgasse 30,Köln\n"
     "Domar,Domweg 10,Mainz\nJoner,Am Markt 3,Bonn\nLimar,Hauptplatz 1,Hof\n"
     "Istal,Istweg 45,Kiel\nGutal,Hauptplatz 1,Jena\nEltal,Eltweg 11,Köln\n"
     "Dosen,Dosgasse 40,Ulm\nJosen,Josweg 38,Mainz\nHatal,Hatgasse 45,Jena\n"
     "Elner,Elnweg 4,Hof\nLiner,Linweg 27,Ulm\nKutal,Am Markt 3,Ulm\n"
     "Dosen,Dosgasse 40,Ulm\nAlsen,Hauptplatz 1,Ulm\nHasen,Hasweg 42,Mainz\n"
     "Fisen,Fisweg 8,Trier\nElmar,Elmgasse 16,Hof\nCasen,Casgasse 50,Trier\n"
     "Jomar,Jomgasse 6,Bonn\nCatal,Catgasse 24,Mainz\nIsner,Isngasse 37,Kiel\n"
     "Lital,Litweg 22,Köln\nDotal,Dotgasse 32,Bonn\nBotal,Botweg 19,Trier\n"
     "Lisen,Lisgasse 30,Köln\nHamar,Hamweg 57,Köln\nGumar,Gumweg 43,Kiel\n",
     "7:1 14:1 15:1 18:1 19:1 24:1 25:1 27:1 34:1 36:1"},
    {"houses with many firms", "",
     "firm,address,town\nFital,Fitgasse 48,Köln\nHamar,Hamgasse 10,Köln\n"
     "Hatal,Hatgasse 31,Mainz\nDomar,Domgasse 30,Mainz\nAlsen,Alsweg 24,Kiel\n"
     "Guner,Am Markt 3,Mainz\nDotal,Dotgasse 7,Jena\nHamar,Hamgasse 10,Köln\n"
     "Gutal,Gutgasse 49,Ulm\nLiner,Linweg 35,Köln\nKumar,Kumweg 2,Hof\n"
     "Fital,Fitgasse 48,Köln\nKusen,Kusweg 29,Köln\nEltal,Eltweg 13,Mainz\n"
     "Botal,Botgasse 31,Hof\nElner,Elngasse 14,Ulm\nGutal,Gutgasse 49,Ulm\n"
     "Casen,Casweg 23,Ulm\nGusen,Gusweg 34,Hof\nBosen,Hauptplatz 1,Bonn\n"
     "Doner,Dongasse 6,Hof\nAlner,Hauptplatz 1,Bonn\nKutal,Kutweg 48,Bonn\n"
     "Boner,Bonweg 31,Hof\nHatal,Hatgasse 31,Mainz\nAlmar,Almweg 52,Bonn\n"
     "Elsen,Elsweg 40,Bonn\nElner,Elngasse 14,Ulm\nDosen,Dosweg 13,Köln\n"
     "Fisen,Fisweg 34,Köln\nCatal,Catweg 23,Bonn\nJosen,Hauptplatz 1,Bonn\n"
     "Istal,Am Markt 3,Mainz\nBomar,Bomweg 41,Bonn\nBotal,Botgasse 31,Hof\n"
     "Hasen,Hauptplatz 1,Bonn\nHaner,Am Markt 3,Mainz\nCaner,Canweg 59,Jena\n"
     "Dotal,Dotgasse 7,Jena\nDoner,Dongasse 6,Hof\nFiner,Finweg 45,Hof\n"
     "Issen,Hauptplatz 1,Bonn\nJoner,Am Markt 3,Mainz\nDomar,Domgasse 30,Mainz\n"
     "Lisen,Am Markt 3,Mainz\nIsner,Isnweg 15,Kiel\nGumar,Gumweg 53,Trier\n"
     "Limar,Limgasse 34,Jena\nElmar,Elmweg 42,Kiel\nLimar,Limgasse 34,Jena\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kOverusedValueDetector;
constinit const DetectorType kOverusedValueDetector = {
    .name = "overused_value",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A value that names one thing stands in rows that have nothing in common.",
    .details =
        "In a column of mostly different values, the rows of a value that repeats are usually "
        "about "
        "one thing and agree in what the table says of it (address, then name and town). A value "
        "of five rows or more whose rows agree no more than any rows do was put there by mistake; "
        "rows that agree with another one of them keep it. A house with many firms is in one town, "
        "and chains, of which there are more of few rows than of many, are left alone.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay
