// Prometheus remote write 0.1: a WriteRequest in protobuf's wire format, framed as snappy literals.
#include <algorithm>
#include <cstring>

#include "assay/operate/metrics_delivery.h"

namespace assay {
namespace {

void AppendVarint(uint64_t value, std::string* out) {
  for (; value >= 0x80; value >>= 7) out->push_back(static_cast<char>(value | 0x80));
  out->push_back(static_cast<char>(value));
}

void AppendBytes(int field, std::string_view bytes, std::string* out) {
  AppendVarint(static_cast<uint64_t>(field) << 3 | 2, out);
  AppendVarint(bytes.size(), out);
  out->append(bytes);
}

std::string LabelMessage(std::string_view name, std::string_view value) {
  std::string label;
  AppendBytes(1, name, &label);
  AppendBytes(2, value, &label);
  return label;
}

std::string SampleMessage(double value, int64_t millis) {
  std::string sample(1, 1 << 3 | 1);  // field 1, 64 bits
  char bytes[8];
  std::memcpy(bytes, &value, sizeof bytes);
  sample.append(bytes, sizeof bytes);
  AppendVarint(2 << 3, &sample);
  AppendVarint(static_cast<uint64_t>(millis), &sample);
  return sample;
}

// The receiver wants the labels sorted by name.
std::string SeriesMessage(const MetricPoint& point, int64_t millis, const MetricLabels& extra) {
  MetricLabels labels = point.labels;
  labels.emplace_back("__name__", point.name);
  labels.insert(labels.end(), extra.begin(), extra.end());
  std::sort(labels.begin(), labels.end());
  std::string series;
  for (const auto& [name, value] : labels) AppendBytes(1, LabelMessage(name, value), &series);
  AppendBytes(2, SampleMessage(point.value, millis), &series);
  return series;
}

// Snappy's block format with literals only: valid, and the requests are small.
std::string SnappyLiterals(std::string_view bytes) {
  constexpr size_t kMost = 65'536;
  std::string out;
  AppendVarint(bytes.size(), &out);
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kMost, bytes.size()))) {
    const size_t size = std::min(kMost, bytes.size());
    out.push_back(static_cast<char>(61 << 2));  // a literal whose length follows in two bytes
    out.push_back(static_cast<char>((size - 1) & 0xFF));
    out.push_back(static_cast<char>((size - 1) >> 8));
    out.append(bytes.substr(0, size));
  }
  return out;
}

}  // namespace

std::string RemoteWriteBody(const MetricSet& metrics, int64_t millis, const MetricLabels& extra) {
  std::string request;
  for (const MetricPoint& point : metrics.Points())
    AppendBytes(1, SeriesMessage(point, millis, extra), &request);
  return SnappyLiterals(request);
}

}  // namespace assay
