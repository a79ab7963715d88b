// run.json: the circumstances of a run.
#include "assay/report/run_record.h"

#include <fmt/format.h>

#include <chrono>

#include "assay/report/json_writer.h"

namespace assay {
namespace {

double Rate(double amount, double seconds) { return seconds > 0 ? amount / seconds : 0; }

}  // namespace

std::string TimestampUtc(int64_t micros) {
  using std::chrono::floor;
  const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds(micros)};
  const auto day = floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::string RunJson(const RunRecord& record) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.String("schema_version", "1.0");
  json.String("run_id", record.run_id);
  json.String("assay_version", record.assay_version);
  json.String("host", record.host);
  json.String("input", record.input);
  json.String("output_directory", record.output_directory);
  json.String("started_at", TimestampUtc(record.started_micros));
  json.Decimal("seconds", record.seconds);
  json.BeginObject("stages");
  for (const auto& [stage, seconds] : record.stages) json.Decimal(stage, seconds);
  json.EndObject();
  json.Unsigned("input_bytes", record.input_bytes);
  json.Unsigned("records", record.records);
  json.Unsigned("findings", record.findings);
  json.Decimal("megabytes_per_second",
               Rate(static_cast<double>(record.input_bytes) / 1e6, record.seconds));
  json.Decimal("records_per_second", Rate(static_cast<double>(record.records), record.seconds));
  json.Unsigned("peak_memory_bytes", record.peak_memory_bytes);
  json.Unsigned("workers", record.workers);
  json.Unsigned("batch_size", record.batch_size);
  json.String("instruction_set", record.instruction_set);
  json.EndObject();
  return json.Take();
}

}  // namespace assay
