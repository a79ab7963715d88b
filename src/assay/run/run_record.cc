// Writes run.json.
#include "assay/run/run_record.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <random>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace assay {
namespace {

std::string Iso8601(int64_t micros) {
  const std::time_t seconds = static_cast<std::time_t>(micros / 1'000'000);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06d}Z", fmt::gmtime(seconds), micros % 1'000'000);
}

}  // namespace

ColumnFigures FiguresOf(const ColumnProfile& column, bool shows_values) {
  const auto rows = static_cast<double>(std::max<uint64_t>(column.rows, 1));
  const auto filled = static_cast<double>(std::max<uint64_t>(column.rows - column.empty, 1));
  ColumnFigures figures{column.name,
                        static_cast<double>(column.empty) / rows,
                        static_cast<double>(column.numeric) / rows,
                        column.distinct,
                        static_cast<double>(column.total_bytes) / filled,
                        {}};
  const bool has_median = column.numeric > 0 && !column.quantiles.empty();
  if (shows_values && has_median) figures.median = column.quantiles[column.quantiles.size() / 2];
  return figures;
}

std::string MakeRunId(int64_t started_micros) {
  const std::time_t seconds = static_cast<std::time_t>(started_micros / 1'000'000);
  std::random_device random;
  return fmt::format("{:%Y%m%dT%H%M%SZ}-{:08x}", fmt::gmtime(seconds), random());
}

std::string RunJson(const RunRecord& record) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  nlohmann::ordered_json json;
  json["schema_version"] = 1;
  json["run_id"] = record.run_id;
  json["assay_version"] = ASSAY_VERSION;
  json["input"] = record.input;
  json["host"] = host;
  json["started"] = Iso8601(record.started_micros);
  json["finished"] = Iso8601(record.finished_micros);
  json["seconds"] = record.seconds;
  json["workers"] = record.workers;
  json["rows"] = record.rows;
  json["input_bytes"] = record.input_bytes;
  json["from_cache"] = record.from_cache;
  if (record.seconds > 0) {
    json["rows_per_second"] = static_cast<double>(record.rows) / record.seconds;
    json["megabytes_per_second"] = static_cast<double>(record.input_bytes) / 1e6 / record.seconds;
  }
  json["peak_memory_bytes"] = static_cast<uint64_t>(usage.ru_maxrss) * 1024;
  for (const auto& [stage, seconds] : record.stages) json["stage_seconds"][stage] = seconds;
  for (const ColumnFigures& column : record.columns) {
    nlohmann::ordered_json figures = {{"column", column.column},
                                      {"empty_share", column.empty_share},
                                      {"numeric_share", column.numeric_share},
                                      {"distinct", column.distinct},
                                      {"mean_length", column.mean_length}};
    if (column.median) figures["median"] = *column.median;
    json["columns"].push_back(std::move(figures));
  }
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace assay
