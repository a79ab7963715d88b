// Reads metrics in Prometheus' text format, as MetricSet writes them.
#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "assay/operate/metric_set.h"

namespace assay {
namespace {

Error Wrong(const std::string& where, std::string_view what) {
  return InputError(
      fmt::format("{}: {}; it is no metrics file of assay: remove it to start anew", where, what));
}

// Reads `name="value",...}` into labels; `pos` stands behind the opening brace.
bool ReadLabels(std::string_view line, size_t* pos, MetricLabels* labels) {
  while (*pos < line.size() && line[*pos] != '}') {
    const size_t equals = line.find("=\"", *pos);
    if (equals == std::string_view::npos) return false;
    std::string value;
    size_t i = equals + 2;
    for (; i < line.size() && line[i] != '"'; ++i) {
      if (line[i] == '\\' && i + 1 < line.size()) {
        ++i;
        value += line[i] == 'n' ? '\n' : line[i];
      } else {
        value += line[i];
      }
    }
    if (i >= line.size()) return false;
    labels->emplace_back(line.substr(*pos, equals - *pos), value);
    *pos = i + 1;
    if (*pos < line.size() && line[*pos] == ',') ++*pos;
  }
  return *pos < line.size();
}

bool ReadNumber(std::string_view text, double* value) {
  const auto result = std::from_chars(text.data(), text.data() + text.size(), *value);
  return result.ec == std::errc() && result.ptr == text.data() + text.size() &&
         std::isfinite(*value);
}

bool TakeSuffix(std::string_view suffix, std::string* name) {
  if (!name->ends_with(suffix)) return false;
  name->resize(name->size() - suffix.size());
  return true;
}

}  // namespace

Status MetricSet::ParseComment(std::string_view line, const std::string& where, MetricSet* set) {
  const bool help = line.starts_with("# HELP ");
  if (!help && !line.starts_with("# TYPE ")) return {};
  line.remove_prefix(7);
  const size_t space = line.find(' ');
  if (space == std::string_view::npos) return Wrong(where, "the comment is cut off");
  Family& family = set->families_[std::string(line.substr(0, space))];
  const std::string_view rest = line.substr(space + 1);
  if (help) {
    family.help = rest;
  } else if (rest == "counter") {
    family.kind = MetricKind::kCounter;
  } else if (rest == "histogram") {
    family.kind = MetricKind::kHistogram;
  } else if (rest == "gauge") {
    family.kind = MetricKind::kGauge;
  } else {
    return Wrong(where, fmt::format("found the type '{}'", rest));
  }
  return {};
}

Status MetricSet::TakePoint(const MetricPoint& point, const std::string& where) {
  if (const auto found = families_.find(point.name); found != families_.end()) {
    if (found->second.kind == MetricKind::kHistogram)
      return Wrong(where, "a histogram has no plain series");
    SeriesOf(point.name, found->second.kind, point.labels)->front() = point.value;
    return {};
  }
  std::string name = point.name;
  const auto& bounds = HistogramBounds();
  MetricLabels labels = point.labels;
  size_t slot = bounds.size() + 1;
  if (TakeSuffix("_count", &name)) {
    ++slot;
  } else if (TakeSuffix("_bucket", &name)) {
    const auto le = std::find_if(labels.begin(), labels.end(),
                                 [](const auto& label) { return label.first == "le"; });
    if (le == labels.end()) return Wrong(where, "a bucket has no bound");
    for (slot = 0; slot < bounds.size() && le->second != fmt::format("{}", bounds[slot]);) ++slot;
    if (slot == bounds.size() && le->second != "+Inf")
      return Wrong(where, "a bucket has another bound");
    labels.erase(le);
  } else if (!TakeSuffix("_sum", &name)) {
    return Wrong(where, fmt::format("the series '{}' has no type", point.name));
  }
  const auto family = families_.find(name);
  if (family == families_.end() || family->second.kind != MetricKind::kHistogram) {
    return Wrong(where, fmt::format("the series '{}' has no type", point.name));
  }
  // Buckets are cumulated in the text and come in the order of their bounds.
  std::vector<double>& slots = *SeriesOf(name, MetricKind::kHistogram, labels);
  double below = 0;
  for (size_t i = 0; i < slot && slot <= bounds.size(); ++i) below += slots[i];
  slots[slot] = slot <= bounds.size() ? point.value - below : point.value;
  return {};
}

Status MetricSet::ParseLine(std::string_view line, const std::string& where, MetricSet* set) {
  if (line.empty()) return {};
  if (line[0] == '#') return ParseComment(line, where, set);
  MetricPoint point;
  size_t pos = line.find_first_of("{ ");
  if (pos == std::string_view::npos) return Wrong(where, "the line is cut off");
  point.name = line.substr(0, pos);
  if (line[pos] == '{' && !ReadLabels(line, &++pos, &point.labels))
    return Wrong(where, "the labels are cut off");
  const size_t space = line.find(' ', pos);
  if (space == std::string_view::npos || !ReadNumber(line.substr(space + 1), &point.value)) {
    return Wrong(where, "found no number at the end");
  }
  return set->TakePoint(point, where);
}

Result<MetricSet> MetricSet::Parse(std::string_view text, const std::string& file) {
  MetricSet set;
  for (int number = 1; !text.empty(); ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    ASSAY_TRY_STATUS(ParseLine(text.substr(0, end), fmt::format("{}:{}", file, number), &set));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return set;
}

}  // namespace assay
