// The members of a profile one after another.
#include "assay/profile/profile_file.h"

#include "assay/base/byte_stream.h"
#include "assay/base/sealed_bytes.h"

namespace assay {
namespace {

constexpr std::string_view kFormat = "assay profile 2\n";

void WriteCounted(const std::vector<Counted>& list, ByteWriter* out) {
  out->Number(list.size());
  for (const Counted& item : list) {
    out->Text(item.text);
    out->Number(item.count);
  }
}

std::vector<Counted> ReadCounted(ByteReader* in) {
  std::vector<Counted> list(in->Count(16));
  for (Counted& item : list) {
    item.text = in->Text();
    item.count = in->Number();
  }
  return list;
}

void WriteColumn(const ColumnProfile& column, ByteWriter* out) {
  out->Text(column.name);
  out->Number(column.index);
  out->Number(column.rows);
  out->Number(column.empty);
  out->Number(column.values_exact);
  out->Number(column.distinct);
  WriteCounted(column.values, out);
  WriteCounted(column.shapes, out);
  out->Number(column.shapes_dropped);
  out->Number(column.decimal_mark == ',');
  out->Number(column.numeric);
  out->Real(column.minimum);
  out->Real(column.maximum);
  out->Number(column.quantiles.size());
  for (const double quantile : column.quantiles) out->Real(quantile);
  out->Number(column.total_bytes);
  out->Number(column.min_length);
  out->Number(column.max_length);
}

void ReadColumn(ByteReader* in, ColumnProfile* column) {
  column->name = in->Text();
  column->index = static_cast<uint32_t>(in->Number());
  column->rows = in->Number();
  column->empty = in->Number();
  column->values_exact = in->Number() != 0;
  column->distinct = in->Number();
  column->values = ReadCounted(in);
  column->shapes = ReadCounted(in);
  column->shapes_dropped = in->Number();
  column->decimal_mark = in->Number() != 0 ? ',' : '.';
  column->numeric = in->Number();
  column->minimum = in->Real();
  column->maximum = in->Real();
  column->quantiles.resize(in->Count(8));
  for (double& quantile : column->quantiles) quantile = in->Real();
  column->total_bytes = in->Number();
  column->min_length = static_cast<uint32_t>(in->Number());
  column->max_length = static_cast<uint32_t>(in->Number());
}

}  // namespace

std::string EncodeProfile(const TableProfile& profile) {
  ByteWriter out;
  out.Number(profile.rows);
  out.Number(profile.columns.size());
  for (const ColumnProfile& column : profile.columns) WriteColumn(column, &out);
  out.Number(profile.sample.complete);
  out.Number(profile.sample.rows.size());
  for (const uint64_t row : profile.sample.rows) out.Number(row);
  out.Number(profile.sample.columns.size());
  for (const auto& column : profile.sample.columns) {
    out.Number(column.size());
    for (const std::string& value : column) out.Text(value);
  }
  return Seal(kFormat, out.bytes());
}

Result<TableProfile> DecodeProfile(std::string_view bytes) {
  ASSAY_TRY(const std::string_view content, Unseal(kFormat, bytes, "the saved profile"));
  ByteReader in(content);
  TableProfile profile;
  profile.rows = in.Number();
  profile.columns.resize(in.Count(100));
  for (ColumnProfile& column : profile.columns) ReadColumn(&in, &column);
  profile.sample.complete = in.Number() != 0;
  profile.sample.rows.resize(in.Count(8));
  for (uint64_t& row : profile.sample.rows) row = in.Number();
  profile.sample.columns.resize(in.Count(8));
  for (auto& column : profile.sample.columns) {
    column.resize(in.Count(8));
    for (std::string& value : column) value = in.Text();
  }
  if (!in.done()) return InputError("the saved profile is damaged: it ends too early or too late");
  for (ColumnProfile& column : profile.columns) column.IndexValues();
  return profile;
}

}  // namespace assay
