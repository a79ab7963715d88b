// Families and their series.
#include "assay/operate/metric_set.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/check.h"
#include "assay/base/utf8.h"

namespace assay {
namespace {

constexpr size_t kLongestLabel = 128;
constexpr std::string_view kKinds[] = {"counter", "gauge", "histogram"};

std::string CleanLabel(std::string_view value) {
  std::string clean;
  const std::string_view cut = CutUtf8(value, kLongestLabel);
  for (size_t pos = 0; pos < cut.size();) {
    const char32_t c = DecodeUtf8(cut, &pos);
    AppendUtf8(c < 0x20 || c == 0x7F ? U'\uFFFD' : c, &clean);
  }
  return clean;
}

MetricLabels Cleaned(const MetricLabels& labels) {
  MetricLabels clean = labels;
  for (auto& [name, value] : clean) value = CleanLabel(value);
  std::sort(clean.begin(), clean.end());
  return clean;
}

std::string Escaped(std::string_view text, bool in_quotes) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '"' && in_quotes) {
      out += "\\\"";
    } else {
      out += c;
    }
  }
  return out;
}

std::string FormatPoint(const MetricPoint& point) {
  std::string labels;
  for (const auto& [name, value] : point.labels) {
    labels += fmt::format("{}{}=\"{}\"", labels.empty() ? "" : ",", name, Escaped(value, true));
  }
  return labels.empty() ? fmt::format("{} {}\n", point.name, point.value)
                        : fmt::format("{}{{{}}} {}\n", point.name, labels, point.value);
}

size_t SlotsOf(MetricKind kind) {
  return kind == MetricKind::kHistogram ? HistogramBounds().size() + 3 : 1;
}

void AppendHistogram(const std::string& name, const MetricLabels& labels,
                     const std::vector<double>& slots, std::vector<MetricPoint>* points) {
  const auto& bounds = HistogramBounds();
  double cumulated = 0;
  for (size_t i = 0; i <= bounds.size(); ++i) {
    cumulated += slots[i];
    MetricLabels with_bound = labels;
    with_bound.emplace_back("le", i < bounds.size() ? fmt::format("{}", bounds[i]) : "+Inf");
    points->push_back({name + "_bucket", std::move(with_bound), cumulated});
  }
  points->push_back({name + "_sum", labels, slots[bounds.size() + 1]});
  points->push_back({name + "_count", labels, slots[bounds.size() + 2]});
}

}  // namespace

const std::vector<double>& HistogramBounds() {
  static const std::vector<double> bounds = {
      0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800};
  return bounds;
}

void MetricSet::Declare(const std::string& name, MetricKind kind, const std::string& help) {
  Family& family = families_[name];
  family.kind = kind;
  family.help = help;
}

std::vector<double>* MetricSet::SeriesOf(const std::string& name, MetricKind kind,
                                         const MetricLabels& labels) {
  const auto found = families_.find(name);
  ASSAY_CHECK(found != families_.end() && found->second.kind == kind);
  auto& series = found->second.series;
  MetricLabels clean = Cleaned(labels);
  if (!series.contains(clean) && series.size() >= kMostSeries - 1) {
    for (auto& [label, value] : clean) value = "other";
  }
  std::vector<double>& slots = series[clean];
  slots.resize(SlotsOf(kind));
  return &slots;
}

void MetricSet::Add(const std::string& name, const MetricLabels& labels, double amount) {
  SeriesOf(name, MetricKind::kCounter, labels)->front() += amount;
}

void MetricSet::Set(const std::string& name, const MetricLabels& labels, double value) {
  SeriesOf(name, MetricKind::kGauge, labels)->front() = value;
}

void MetricSet::Observe(const std::string& name, const MetricLabels& labels, double value) {
  std::vector<double>& slots = *SeriesOf(name, MetricKind::kHistogram, labels);
  const auto& bounds = HistogramBounds();
  ++slots[static_cast<size_t>(std::lower_bound(bounds.begin(), bounds.end(), value) -
                              bounds.begin())];
  slots[bounds.size() + 1] += value;
  ++slots[bounds.size() + 2];
}

void MetricSet::Merge(const MetricSet& later) {
  for (const auto& [name, family] : later.families_) {
    Family& mine = families_[name];
    if (mine.kind != family.kind) mine.series.clear();
    mine.kind = family.kind;
    mine.help = family.help;
    for (const auto& [labels, slots] : family.series) {
      std::vector<double>& to = *SeriesOf(name, family.kind, labels);
      for (size_t i = 0; i < slots.size(); ++i)
        to[i] = family.kind == MetricKind::kGauge ? slots[i] : to[i] + slots[i];
    }
  }
}

std::vector<MetricPoint> MetricSet::Points() const {
  std::vector<MetricPoint> points;
  for (const auto& [name, family] : families_) {
    for (const auto& [labels, slots] : family.series) {
      if (family.kind == MetricKind::kHistogram) {
        AppendHistogram(name, labels, slots, &points);
      } else {
        points.push_back({name, labels, slots.front()});
      }
    }
  }
  return points;
}

double MetricSet::ValueOf(const std::string& name, const MetricLabels& labels) const {
  const auto family = families_.find(name);
  if (family == families_.end()) return 0;
  const auto found = family->second.series.find(Cleaned(labels));
  return found == family->second.series.end() ? 0 : found->second.back();
}

double MetricSet::SumOf(const std::string& name) const {
  double sum = 0;
  const auto family = families_.find(name);
  if (family == families_.end()) return 0;
  for (const auto& [labels, slots] : family->second.series) sum += slots.back();
  return sum;
}

std::string MetricSet::Text() const {
  std::string text;
  for (const auto& [name, family] : families_) {
    text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, Escaped(family.help, false), name,
                        kKinds[static_cast<size_t>(family.kind)]);
    for (const auto& [labels, slots] : family.series) {
      std::vector<MetricPoint> points;
      if (family.kind == MetricKind::kHistogram) {
        AppendHistogram(name, labels, slots, &points);
      } else {
        points.push_back({name, labels, slots.front()});
      }
      for (const MetricPoint& point : points) text += FormatPoint(point);
    }
  }
  return text;
}

}  // namespace assay
