// Reads the columns of run.json and compares them one by one.
#include "assay/operate/profile_drift.h"

#include <algorithm>
#include <cmath>

#include "assay/base/config_node.h"

namespace assay {
namespace {

constexpr double kShareMoves = 0.05;
constexpr double kMeanMoves = 0.25;
constexpr double kCountMoves = 0.5;

struct Measure {
  const char* name;
  double least;      // change that counts
  bool is_relative;  // to the value before
};
constexpr Measure kMeasures[] = {{"empty_share", kShareMoves, false},
                                 {"numeric_share", kShareMoves, false},
                                 {"distinct", kCountMoves, true},
                                 {"mean_length", kMeanMoves, true},
                                 {"median", kMeanMoves, true}};

Result<ConfigDocument> ReadRecord(const std::string& directory, const Runtime& runtime) {
  const std::string path = directory + "/run.json";
  if (!runtime.files->Exists(path)) return ConfigDocument();
  ASSAY_TRY(const std::string text, runtime.files->ReadAll(path));
  return ParseJson(text, path);
}

const std::vector<ConfigNode>& ColumnsOf(const ConfigDocument& record) {
  static const std::vector<ConfigNode> none;
  const ConfigNode* columns = record.root.Find("columns");
  return columns == nullptr ? none : columns->items;
}

std::string NameOf(const ConfigNode& column) {
  const ConfigNode* name = column.Find("column");
  return name == nullptr ? "" : name->text;
}

const ConfigNode* FindColumn(const std::vector<ConfigNode>& columns, const std::string& name) {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const ConfigNode& column) { return NameOf(column) == name; });
  return found == columns.end() ? nullptr : &*found;
}

bool Moved(const Measure& measure, double before, double after) {
  const double change = std::fabs(after - before);
  if (!measure.is_relative) return change >= measure.least;
  return change > measure.least * std::max(std::fabs(before), 1.0);
}

void Compare(const ConfigNode& before, const ConfigNode& after, std::vector<Drift>* drifts) {
  for (const Measure& measure : kMeasures) {
    const ConfigNode* old_value = before.Find(measure.name);
    const ConfigNode* new_value = after.Find(measure.name);
    if (old_value == nullptr || new_value == nullptr) continue;
    if (!Moved(measure, old_value->number, new_value->number)) continue;
    drifts->push_back({NameOf(after), measure.name, old_value->number, new_value->number});
  }
}

}  // namespace

Result<std::vector<Drift>> DriftBetween(const std::string& earlier, const std::string& later,
                                        const Runtime& runtime) {
  ASSAY_TRY(const ConfigDocument record_before, ReadRecord(earlier, runtime));
  ASSAY_TRY(const ConfigDocument record_after, ReadRecord(later, runtime));
  const std::vector<ConfigNode>& before = ColumnsOf(record_before);
  const std::vector<ConfigNode>& after = ColumnsOf(record_after);
  std::vector<Drift> drifts;
  if (before.empty() || after.empty()) return drifts;
  for (const ConfigNode& column : after) {
    const ConfigNode* old_column = FindColumn(before, NameOf(column));
    if (old_column == nullptr) {
      drifts.push_back({NameOf(column), "column", 0, 1});
    } else {
      Compare(*old_column, column, &drifts);
    }
  }
  for (const ConfigNode& column : before) {
    if (FindColumn(after, NameOf(column)) == nullptr)
      drifts.push_back({NameOf(column), "column", 1, 0});
  }
  return drifts;
}

}  // namespace assay
