// MetricSet: counters, gauges and histograms of runs, in Prometheus' text format and back.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/result.h"

namespace assay {

enum class MetricKind : uint8_t { kCounter, kGauge, kHistogram };
using MetricLabels = std::vector<std::pair<std::string, std::string>>;

// One point of a family: a histogram has several ("_bucket" with "le", "_sum", "_count").
struct MetricPoint {
  std::string name;
  MetricLabels labels;
  double value = 0;
};

// Families by name; each is declared before it is used, with the labels that its series have.
// A family holds at most kMostSeries series: what would go beyond counts in one series whose labels
// all read "other", so that sums stay right and a store is never flooded. A label value longer than
// 128 bytes is cut, and control characters in it are replaced.
class MetricSet {
 public:
  static constexpr size_t kMostSeries = 1000;

  void Declare(const std::string& name, MetricKind kind, const std::string& help);

  void Add(const std::string& name, const MetricLabels& labels, double amount);     // a counter
  void Set(const std::string& name, const MetricLabels& labels, double value);      // a gauge
  void Observe(const std::string& name, const MetricLabels& labels, double value);  // a histogram

  // Adds the counters and histograms of a later run and takes over its gauges.
  void Merge(const MetricSet& later);

  // Every point, in the order of the text.
  std::vector<MetricPoint> Points() const;
  // The value of one series; 0 when there is none.
  double ValueOf(const std::string& name, const MetricLabels& labels) const;
  // Of all series of a family (of a histogram: the count).
  double SumOf(const std::string& name) const;

  // Text exposition format 0.0.4.
  std::string Text() const;
  // Reads what Text wrote; any other text is an input error at its line.
  static Result<MetricSet> Parse(std::string_view text, const std::string& file);

 private:
  // A counter and a gauge have one number; a histogram its buckets (not cumulated), the sum, the
  // count.
  struct Family {
    MetricKind kind = MetricKind::kGauge;
    std::string help;
    std::map<MetricLabels, std::vector<double>> series;
  };
  std::vector<double>* SeriesOf(const std::string& name, MetricKind kind,
                                const MetricLabels& labels);
  static Status ParseLine(std::string_view line, const std::string& where, MetricSet* set);
  static Status ParseComment(std::string_view line, const std::string& where, MetricSet* set);
  Status TakePoint(const MetricPoint& point, const std::string& where);

  std::map<std::string, Family> families_;
};

// The upper bounds of the buckets, in seconds; +Inf follows.
const std::vector<double>& HistogramBounds();

}  // namespace assay
