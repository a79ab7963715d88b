// rare_format: a value looks unlike nearly all other values of its column.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/hash.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/format_model.h"
#include "assay/profile/list_items.h"
#include "assay/profile/number_with_unit.h"
#include "assay/profile/shape.h"
#include "assay/profile/value_index.h"

namespace assay {
namespace {

constexpr double kLeastRows = 12;
constexpr double kNumericColumn = 0.9;
constexpr size_t kLeastPlain = 8;  // distinct values of usual looks; with fewer, looks say little
constexpr double kFewPlain = 0.5;
constexpr size_t kLeastListLengths = 3;  // different numbers of items, where values are lists
constexpr double kEstablishedLength =
    0.05;  // share of rows of a shape whose number length is usual

// From which coverage on, and how surely, an unusual look of a view is a mistake, by the number of
// established looks. Measured on public tables; see docs/guide/patterns.md.
struct ViewRule {
  ShapeView view;
  double established;  // at most so many
  double coverage;     // at least
  double probability;
};
constexpr ViewRule kRules[] = {
    {ShapeView::kExact, 1, 0.7, 0.75},    {ShapeView::kExact, 1, 0.85, 0.82},
    {ShapeView::kExact, 3, 0.7, 0.72},    {ShapeView::kExact, 3, 0.85, 0.8},
    {ShapeView::kExact, 10, 0.97, 0.7},   {ShapeView::kRuns, 1, 0.7, 0.72},
    {ShapeView::kRuns, 1, 0.85, 0.8},     {ShapeView::kRuns, 3, 0.75, 0.68},
    {ShapeView::kRuns, 3, 0.85, 0.75},    {ShapeView::kCoarse, 1, 0.85, 0.66},
    {ShapeView::kCoarse, 1, 0.93, 0.8},   {ShapeView::kCoarse, 3, 0.88, 0.62},
    {ShapeView::kCoarse, 3, 0.95, 0.7},   {ShapeView::kSkeleton, 1, 0.96, 0.62},
    {ShapeView::kSkeleton, 3, 0.98, 0.6}, {ShapeView::kWord, 1, 0.85, 0.72},
    {ShapeView::kWord, 1, 0.93, 0.8},     {ShapeView::kWord, 3, 0.9, 0.62},
    {ShapeView::kWord, 3, 0.97, 0.7},     {ShapeView::kLength, 1, 0.75, 0.62},
    {ShapeView::kLength, 1, 0.85, 0.72},
};

std::string_view NameOf(ShapeView view) {
  switch (view) {
    case ShapeView::kExact:
      return "shape";
    case ShapeView::kCoarse:
      return "sequence of letters, digits and signs";
    case ShapeView::kRuns:
      return "grouping";
    case ShapeView::kSkeleton:
      return "punctuation";
    case ShapeView::kWord:
      return "kind of word";
    case ShapeView::kLength:
      return "length";
  }
  return "";
}

struct OddShape {
  double probability = 0;
  ShapeView view = ShapeView::kExact;
  double count = 0, coverage = 0;
};

// A number, an ordinal ("2ND"), an initial or a short code is at home among words.
bool IsNaturalAmongWords(std::string_view word) {
  return word == "9" || word == "9A" || word == "9a" || word == "A" || word == "A9";
}

// How surely an unusual look of the view is a mistake; 0 if it is usual.
double ProbabilityOf(const ViewStanding& standing, size_t view) {
  double best = 0;
  for (const ViewRule& rule : kRules) {
    if (static_cast<size_t>(rule.view) != view || standing.established > rule.established ||
        standing.established == 0 || standing.coverage < rule.coverage) {
      continue;
    }
    best = std::max(best, rule.probability);
  }
  return best;
}

using ViewProbabilities = std::array<double, kShapeViews>;

// Among names and texts one word more, or one of a natural kind, is no mistake: there a look counts
// only if some word or the punctuation is odd.
void ForgiveWords(const FormatModel& model, std::string_view shape, ViewProbabilities* views) {
  if (!model.IsWordy() || shape.find(' ') == std::string_view::npos) return;
  const auto at = [&](ShapeView view) -> double& { return (*views)[static_cast<size_t>(view)]; };
  if (IsNaturalAmongWords(model.RarestWord(shape))) at(ShapeView::kWord) = 0;
  if (at(ShapeView::kWord) > 0 || at(ShapeView::kSkeleton) > 0) return;
  at(ShapeView::kExact) = at(ShapeView::kCoarse) = at(ShapeView::kRuns) = 0;
}

// The odds of a rule shrink when few rows support it, and when many rows share the odd look:
// mistakes differ from each other.
OddShape Judge(const FormatModel& model, std::string_view shape) {
  const Standing standing = model.StandingOf(shape);
  ViewProbabilities views;
  for (size_t v = 0; v < kShapeViews; ++v) views[v] = ProbabilityOf(standing[v], v);
  ForgiveWords(model, shape, &views);
  OddShape odd;
  for (size_t v = 0; v < kShapeViews; ++v) {
    if (views[v] <= odd.probability) continue;
    odd = {views[v], static_cast<ShapeView>(v), standing[v].count, standing[v].coverage};
  }
  const auto agreeing = std::count_if(views.begin(), views.end(), [](double p) { return p > 0; });
  if (odd.probability == 0) return odd;
  const double support = odd.coverage * model.rows() / std::max(1.0, odd.count);
  double odds = odd.probability / (1 - odd.probability);
  odds *= std::min(1.0, support / 40) * std::min(1.0, 4 / odd.count);
  if (agreeing >= 3) odds *= 1.3;
  odd.probability = std::min(0.89, odds / (1 + odds));
  return odd;
}

// The shape with each number written once: "999 kg" → "9 kg".
std::string WithoutNumberLengths(std::string_view shape) {
  std::string plain;
  for (const char c : shape) {
    if (c != '9' || plain.empty() || plain.back() != '9') plain += c;
  }
  return plain;
}

// Shapes, without number lengths, that the column has with numbers of several lengths: there one
// more length is no oddity.
std::vector<std::string> ShapesOfAnyLength(const ColumnProfile& column, double rows) {
  std::unordered_map<std::string, int> lengths;
  for (const Counted& shape : column.shapes) {
    if (static_cast<double>(shape.count) < kEstablishedLength * rows) break;
    if (shape.text.find('9') != std::string::npos) ++lengths[WithoutNumberLengths(shape.text)];
  }
  std::vector<std::string> shapes;
  for (const auto& [shape, count] : lengths) {
    if (count > 1) shapes.push_back(shape);
  }
  return shapes;
}

// The same with its first number alone.
std::string WithoutFirstLength(std::string_view shape) {
  const size_t from = std::min(shape.find('9'), shape.size());
  const size_t to = std::min(shape.find_first_not_of('9', from), shape.size());
  return std::string(shape.substr(0, std::min(from + 1, to))) + std::string(shape.substr(to));
}

// Shapes of numbers with a unit that the column has, without the length of what stands before the
// point: 100 % among 87 % and 64 % is a larger number.
std::vector<std::string> ShapesWithUnit(const ColumnProfile& column, double rows) {
  std::vector<std::string> shapes;
  for (const Counted& shape : column.shapes) {
    NumberWithUnit parts;
    if (static_cast<double>(shape.count) < kEstablishedLength * rows) break;
    if (SplitUnit(shape.text, &parts)) shapes.push_back(WithoutFirstLength(shape.text));
  }
  return shapes;
}

// The shapes of lists whose items look as whole values of the column mostly do ("AA,AA,AA" beside
// "AA"), where lists of several lengths stand: one of another length is no oddity.
std::set<std::string> ShapesOfLists(const ColumnProfile& column, double rows) {
  std::set<std::string> usual, lists;
  std::set<size_t> lengths;
  for (const Counted& shape : column.shapes) {
    if (static_cast<double>(shape.count) >= kEstablishedLength * rows) usual.insert(shape.text);
  }
  for (const Counted& shape : column.shapes) {
    const std::vector<std::string> items = ItemsOf(shape.text);
    if (!std::ranges::all_of(items, [&](const auto& item) { return usual.contains(item); }))
      continue;
    lengths.insert(items.size());
    if (items.size() > 1) lists.insert(shape.text);
  }
  if (lengths.size() < kLeastListLengths) lists.clear();
  return lists;
}

bool IsAlnum(char c) { return IsLetterOrDigit(c) || (c & 0x80) != 0; }

class RareFormatDetector final : public ValueDetector {
 public:
  RareFormatDetector(const ColumnProfile& column, const FormatModel& model)
      : decimal_mark_(column.decimal_mark),
        numeric_(static_cast<double>(column.numeric) >= kNumericColumn * model.rows()),
        usual_(model.Usual(ShapeView::kExact)) {
    DigitGroupVote groups;
    for (const Counted& value : column.values) groups.Add(value.text, decimal_mark_, value.count);
    has_groups_ = groups.HasGroups();
    const std::vector<std::string> any_length = ShapesOfAnyLength(column, model.rows());
    const std::vector<std::string> with_unit = ShapesWithUnit(column, model.rows());
    const std::set<std::string> lists = ShapesOfLists(column, model.rows());
    for (const Counted& shape : column.shapes) {
      shapes_.push_back(Judge(model, shape.text));
      index_.Insert(Hash64(shape.text));
      const bool is_length =
          !any_length.empty() &&
          std::count(any_length.begin(), any_length.end(), WithoutNumberLengths(shape.text)) > 0;
      const bool is_larger = !with_unit.empty() && std::count(with_unit.begin(), with_unit.end(),
                                                              WithoutFirstLength(shape.text)) > 0;
      if (is_length || is_larger || lists.contains(shape.text)) shapes_.back().probability = 0;
      any_ |= shapes_.back().probability > 0;
    }
    if (any_ && PlainValues(column) < kLeastPlain) {
      for (OddShape& odd : shapes_) odd.probability *= kFewPlain;
    }
  }
  bool any() const { return any_; }

  bool Flags(std::string_view value) const override {
    if (numeric_ && !std::isnan(ReadNumber(value, decimal_mark_)) &&
        (has_groups_ || !HasDigitGroups(value, decimal_mark_))) {
      return false;
    }
    const OddShape* odd = OddOf(value);
    return odd != nullptr && odd->probability > 0;
  }

  Evidence Explain(std::string_view value) const override {
    const OddShape& odd = *OddOf(value);
    Evidence e =
        MakeEvidence(Code::kRareFormat, odd.probability,
                     fmt::format("Its {} is that of {:.0f} row{}; {} of the column has usual ones.",
                                 NameOf(odd.view), odd.count, odd.count == 1 ? "" : "s",
                                 PercentText(odd.coverage)),
                     usual_);
    const std::string_view core = WithoutSigns(value);
    if (core.size() < value.size() && !core.empty()) {
      const OddShape* repaired = OddOf(core);
      if (repaired != nullptr && repaired->probability == 0) Suggest(std::string(core), &e);
    }
    return e;
  }

 private:
  const OddShape* OddOf(std::string_view value) const {
    if (value.empty()) return nullptr;
    const uint32_t code = index_.Find(Hash64(ShapeOf(value)));
    return code == ValueIndex::kNone ? nullptr : &shapes_[code];
  }

  // Distinct values of usual looks, as far as they matter.
  size_t PlainValues(const ColumnProfile& column) const {
    size_t plain = 0;
    for (size_t i = 0; i < column.values.size() && plain < kLeastPlain; ++i) {
      const OddShape* odd = OddOf(column.values[i].text);
      plain += odd != nullptr && odd->probability == 0;
    }
    return plain;
  }

  static std::string_view WithoutSigns(std::string_view value) {
    while (!value.empty() && !IsAlnum(value.front())) value.remove_prefix(1);
    while (!value.empty() && !IsAlnum(value.back())) value.remove_suffix(1);
    return value;
  }

  char decimal_mark_;
  bool numeric_;
  bool has_groups_ = false;  // parts the digits of large numbers by three
  std::string usual_;
  ValueIndex index_;
  std::vector<OddShape> shapes_;
  bool any_ = false;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "the values have too many shapes, or all have usual ones";
  const FormatModel model(*context.profile);
  if (model.rows() < kLeastRows) return std::unique_ptr<ValueDetector>();
  auto detector = std::make_unique<RareFormatDetector>(*context.profile, model);
  if (!detector->any()) return std::unique_ptr<ValueDetector>();
  return std::unique_ptr<ValueDetector>(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kRareFormat};

constexpr Example kExamples[] = {
    {"lists of several lengths", "",
     "countries\nUS\nFR\nPL\nIT\nES\nPT\nSE\nNO\n\"DE,DK,SE\"\nUS\nFR\nPL\n\"CI,BF,GH,GM,GN,"
     "SN\"\nIT\nES\nPT\nSE\n\"BE,LU,NL\"\nUS\nFR\nPL\nIT\nES\nPT\nSE\nNO\n\"AE,"
     "OM\"\nIT\nES\nPT\nSE\nNO\n\"KE,DJ,ER,ET\"\nUS\nFR\nPL\nIT\nES\nPT\nSE\nNO\n\"DE,DK,"
     "SE\"\nUS\nFR\nPL\n\"CI,BF,GH,GM,GN,SN\"\nIT\nES\nPT\nSE\n\"BE,LU,"
     "NL\"\nUS\nFR\nPL\nIT\nES\nPT\nSE\nNO\n\"AE,OM\"\nIT\nES\nPT\nSE\nNO\n\"KE,DJ,ER,ET\"\n",
     ""},
    {"a share of a hundred per cent", "",
     "score\n87%\n64%\n71%\n92%\n55%\n100%\n78%\n83%\n69%\n91%\n74%\n66%\n59%\n88%\n97%\n81%\n73%"
     "\n62%\n"
     "95%\n84%\n",
     ""},
    {"numbers with decimal commas", "",
     "price,id\n\"1,13\",0\n\"0,57\",1\n\"3,90\",2\n\"1,12\",3\n\"0,83\",4\n\"0,81\",5\n\"1,71\""
     ",6\n\"0,54\",7\n\"2,42\",8\n\"0,12\",9\n\"0,78\",10\n\"0,93\",11\n\"0,49\",12\n\"0,24\",13"
     "\n\"0,65\",14\n\"0,57\",15\n\"12,67\",16\n\"1,21\",17\n\"0,34\",18\n\"2,75\",19\n\"0,19\","
     "20\n\"4,74\",21\n\"1,00\",22\n\"0,24\",23\n\"0,74\",24\n\"1,06\",25\n\"0,19\",26\n\"5,91\""
     ",27\n\"0,21\",28\n\"7,49\",29\n\"1,41\",30\n\"0,95\",31\n\"0,22\",32\n\"0,20\",33\n\"1,54"
     "\",34\n\"2,24\",35\n\"0,49\",36\n\"1,45\",37\n\"9,41\",38\n\"0,94\",39\n\"4,42\",40\n\"2,8"
     "5\",41\n\"0,44\",42\n\"2,60\",43\n\"0,79\",44\n\"1,46\",45\n\"1,10\",46\n\"1,36\",47\n\"0,"
     "83\",48\n\"2,48\",49\n\"1,00\",50\n\"0,97\",51\n\"1,89\",52\n\"1,08\",53\n\"0,56\",54\n\"3"
     ",08\",55\n\"0,48\",56\n\"1,96\",57\n\"0,87\",58\n\"2,46\",59\n\"2,50\",60\n\"0,53\",61\n\""
     "1,94\",62\n\"1,08\",63\n\"0,16\",64\n\"2,65\",65\n\"1,26\",66\n\"6,63\",67\n\"3,97\",68\n"
     "\"1,53\",69\n\"2,63\",70\n\"8,23\",71\n\"2,65\",72\n\"1,45\",73\n\"0,68\",74\n\"2,84\",75"
     "\n\"0,65\",76\n\"3,03\",77\n\"1,01\",78\n\"1,03\",79\n\"1,16\",80\n\"1,38\",81\n\"0,75\",8"
     "2\n\"0,21\",83\n\"5,19\",84\n\"1,43\",85\n\"14,74\",86\n\"1,42\",87\n\"2,14\",88\n\"0,82\""
     ",89\n\"1,67\",90\n\"0,31\",91\n\"4,07\",92\n\"2,46\",93\n\"5,82\",94\n\"0,81\",95\n\"0,28"
     "\",96\n\"1,06\",97\n\"0,95\",98\n\"2,34\",99\n\"1,86\",100\n\"1,63\",101\n\"18,94\",102\n"
     "\"0,71\",103\n\"5,94\",104\n\"0,74\",105\n\"4,26\",106\n\"0,78\",107\n\"0,81\",108\n\"16,1"
     "8\",109\n\"3,39\",110\n\"3,36\",111\n\"0,83\",112\n\"3,03\",113\n\"0,75\",114\n\"0,82\",11"
     "5\n\"1,31\",116\n\"35,48\",117\n\"0,90\",118\n\"0,55\",119\n",
     ""},
    {"whole numbers, the thousands parted by commas", "",
     "people,id\n137,0\n\"7,583\",1\n\"1,385\",2\n\"1,319\",3\n172,4\n\"1,805\",5\n551,6\n61,"
     "7\n190,8\n228,9\n\"3,093\",10\n139,11\n136,12\n\"2,115\",13\n\"8,746\",14\n\"8,201\",15\n379,"
     "16\n\"8,687\",17\n115,18\n311,19\n38,20\n\"7,938\",21\n411,22\n583,23\n368,24\n\"3,807\","
     "25\n\"8,758\",26\n\"1,193\",27\n\"1,728\",28\n423,29\n645,30\n37,31\n\"1,539\",32\n\"3,224\","
     "33\n\"1,411\",34\n367,35\n\"2,206\",36\n65,37\n107,38\n41,39\n47,40\n49,41\n\"6,207\","
     "42\n175,43\n78,44\n817,45\n66,46\n797,47\n\"4,229\",48\n947,49\n110,50\n\"5,649\",51\n448,"
     "52\n\"3,713\",53\n\"4,728\",54\n\"2,818\",55\n\"1,141\",56\n39,57\n100,58\n55,59\n857,"
     "60\n\"5,513\",61\n951,62\n538,63\n\"6,996\",64\n298,65\n575,66\n34,67\n\"1,072\",68\n320,"
     "69\n159,70\n78,71\n\"4,403\",72\n\"3,371\",73\n809,74\n68,75\n374,76\n146,77\n55,78\n280,"
     "79\n",
     ""},
    {"prices, one of them above a thousand", "",
     "price,id\n501.91,0\n824.71,1\n757.17,2\n490.21,3\n695.80,4\n488.62,5\n77.48,6\n55.55,7\n137."
     "05,8\n166.57,9\n493.62,10\n255.85,11\n312.37,12\n465.18,13\n244.66,14\n318.19,15\n120.24,"
     "16\n226.97,17\n850.72,18\n706.00,19\n649.30,20\n450.14,21\n530.36,22\n697.82,23\n302.24,"
     "24\n377.81,25\n354.60,26\n892.29,27\n149.65,28\n130.02,29\n120.93,30\n536.92,31\n835.03,"
     "32\n87.45,33\n504.24,34\n518.05,35\n857.98,36\n341.10,37\n280.09,38\n490.18,39\n\"1,234.56\","
     "40\n809.15,41\n114.80,42\n60.26,43\n280.25,44\n560.04,45\n32.80,46\n383.91,47\n746.99,"
     "48\n715.09,49\n185.37,50\n711.25,51\n536.38,52\n162.58,53\n416.80,54\n619.18,55\n159.87,"
     "56\n763.62,57\n402.89,58\n868.93,59\n729.71,60\n497.77,61\n740.15,62\n504.18,63\n646.22,"
     "64\n296.72,65\n202.70,66\n299.33,67\n43.99,68\n712.44,69\n834.53,70\n659.31,71\n301.82,"
     "72\n364.32,73\n370.73,74\n76.49,75\n299.27,76\n549.27,77\n421.16,78\n240.06,79\n",
     ""},
    {"one whole number parted so among such that are not", "",
     "people,id\n5988,0\n5890,1\n7626,2\n7226,3\n2912,4\n2250,5\n1518,6\n1606,7\n1574,8\n2274,"
     "9\n6483,10\n1226,11\n5568,12\n1229,13\n3703,14\n2165,15\n1679,16\n9055,17\n1098,18\n1530,"
     "19\n6092,20\n3742,21\n8168,22\n1751,23\n1258,24\n4029,25\n6302,26\n1233,27\n1651,28\n6312,"
     "29\n2498,30\n1842,31\n7225,32\n\"2,714\",33\n1050,34\n1022,35\n5536,36\n2267,37\n2911,"
     "38\n7088,39\n1258,40\n5888,41\n2112,42\n3192,43\n4556,44\n1505,45\n1406,46\n1380,47\n7192,"
     "48\n2007,49\n5037,50\n6704,51\n3943,52\n1333,53\n1602,54\n3467,55\n5192,56\n5914,57\n6498,"
     "58\n4142,59\n4628,60\n3527,61\n8590,62\n9485,63\n1597,64\n1976,65\n3405,66\n1117,67\n7136,"
     "68\n1757,69\n5888,70\n4734,71\n2768,72\n2666,73\n1768,74\n2722,75\n3409,76\n1025,77\n6728,"
     "78\n1478,79\n",
     "33:0"},
    {"a code with a letter too many", "",
     "code\nAB-1204\nAB-1205\nAC-1330\nAD-2204\nBB-1204\nBC-1205\nBD-1330\nCA-2204\nCB-1204\nCC-"
     "1205\n"
     "CD-1r330\nDA-2204\nDB-1204\nDC-1205\nDD-1330\nEA-2204\nEB-1204\nEC-1205\nED-1330\nEE-2204\n"
     "FA-1000\nFB-1001\nFC-1002\nFD-1003\nFE-1004\nGA-1005\nGB-1006\nGC-1007\nGD-1008\nGE-1009\n"
     "HA-1010\nHB-1011\nHC-1012\nHD-1013\nHE-1014\nIA-1015\nIB-1016\nIC-1017\nID-1018\nIE-1019\nJA-"
     "1020\n",
     "10:0"},
    {"numbers of several lengths, one of one more", "",
     "weight\n40 kg\n718 kg\n90 kg\n113 kg\n43 kg\n834 kg\n956 kg\n60 kg\n39 kg\n76 kg\n95 kg\n"
     "30 kg\n48 kg\n584 kg\n504 kg\n999 kg\n22 kg\n322 kg\n546 kg\n619 kg\n459 kg\n337 kg\n129 kg\n"
     "87 kg\n981 kg\n79 kg\n316 kg\n46 kg\n974 kg\n21 kg\n62 kg\n537 kg\n25 kg\n835 kg\n80 kg\n"
     "14 kg\n19 kg\n517 kg\n88 kg\n143 kg\n50 kg\n485 kg\n76 kg\n930 kg\n7 kg\n",
     ""},
    {"names with a number, or one word more, and one with a blank missing", "",
     "place\nLong Meadow Pond\nCrystal Lake\nPowers Lake\nAmos Lake\nIndian Lake\n"
     "Hanover Pond\nSilver Lake\n2nd Street Pond\nMoose Hill Pond\nAsh Pond\nOak Lake\n"
     "Elm Pond\nFir Lake\nYew Pond\nBox Lake\nPine Hill Lake\nLime Pond\nRowan Lake\n"
     "Long Meadow Pond\nCrystal Lake\nPowers Lake\nPond 51\nIndian Lake\nHanover Pond\n"
     "Silver Lake\nWyassup Lake\nMoose Hill Pond\nAsh Pond\nOak Lake\nElm Pond\nFir Lake\n"
     "Yew Pond\nBox Lake\nOld Long Meadow Pond\nLime Pond\nRowan Lake\nLong Meadow Pond\n"
     "Crystal Lake\nPowers Lake\nAmos Lake\nIndian Lake\nHanover Pond\nSilver Lake\n"
     "Wyassup Lake\nMoose Hill Pond\nHanoverPond\nOak Lake\nElm Pond\nFir Lake\nYew Pond\n"
     "Box Lake\nPine Hill Lake\nLime Pond\nRowan Lake\nLong Meadow Pond\nCrystal Lake\n"
     "Powers Lake\nAmos Lake\nIndian Lake\nHanover Pond\n",
     "45:0"},
    {"names of all lengths", "",
     "name\nAda\nBenjamin\nCy\nDorothea\nEve\nFrederick\nGus\nHenrietta\nIda\nJonathan\nKit\nLeonor"
     "a\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kRareFormatDetector;
constinit const DetectorType kRareFormatDetector = {
    .name = "rare_format",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A value looks unlike nearly all other values of its column.",
    .details =
        "Letters become 'A' and 'a', digits '9'. The shape is seen in six ways: as it is, without "
        "lengths, as groups of letters and digits, by its punctuation, by its rarest word, by its "
        "length. In each way a value is odd when a few looks, each at least ten times as frequent "
        "as its own, cover the column.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .doubts_rare = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay
