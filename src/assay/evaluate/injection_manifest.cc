// What was injected, so that it can be done again and checked.
#include "assay/evaluate/injection_manifest_internal.h"

#include "assay/report/json_writer.h"

namespace assay {
namespace {

void WriteCounts(std::string_view key, const std::map<std::string, uint64_t>& counts,
                 JsonWriter* json) {
  json->BeginObject(key);
  for (const auto& [name, count] : counts) json->Unsigned(name, count);
  json->EndObject();
}

void WriteDigest(const NamedDigest& digest, JsonWriter* json) {
  json->BeginObject();
  json->String("name", digest.name);
  json->String(digest.algorithm, digest.hex);
  json->Unsigned("bytes", digest.bytes);
  json->EndObject();
}

}  // namespace

std::string ManifestJson(const InjectionOptions& options, const ErrorPack& pack,
                         const InjectionSummary& summary, const NamedDigest& input,
                         const std::vector<NamedDigest>& files) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.Unsigned("schema_version", 1);
  json.Key("input");
  WriteDigest(input, &json);
  json.BeginObject("error_pack");
  json.String("name", pack.name);
  json.String("version", pack.version);
  json.String("sha256", pack.sha256);
  json.EndObject();
  json.Unsigned("seed", options.rate.seed);
  json.Probability("intensity", options.rate.intensity);
  json.Unsigned("max_issues_per_row", options.rate.max_issues_per_row);
  json.Probability("sample_share", options.sample_share);
  json.BeginArray("exclude_columns");
  for (const std::string& column : options.exclude_columns) json.String(column);
  json.EndArray();
  json.Unsigned("rows", summary.rows);
  json.Unsigned("cells", summary.cells);
  json.Unsigned("wrong_cells", summary.wrong_cells);
  json.Unsigned("duplicated_rows", summary.duplicated_rows);
  json.Unsigned("rejected_rows", summary.rejected_rows);
  WriteCounts("by_type", summary.by_type, &json);
  WriteCounts("by_column", summary.by_column, &json);
  json.BeginArray("files");
  for (const NamedDigest& file : files) WriteDigest(file, &json);
  json.EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace assay
