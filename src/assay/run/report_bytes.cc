// The members of a report one after another, in the order of report/report.h.
#include "assay/run/report_bytes.h"

#include "assay/run/finding_bytes.h"

namespace assay {
namespace {

constexpr uint64_t kOutcomeStates = 3;

template <typename Range, typename Write>
void WriteList(const Range& range, ByteWriter* out, const Write& write) {
  out->Number(range.size());
  for (const auto& item : range) write(item, out);
}

template <typename List, typename Read>
void ReadList(ByteReader* in, uint64_t least_bytes, List* list, const Read& read) {
  for (uint64_t left = in->Count(least_bytes); left > 0; --left) list->push_back(read(in));
}

void WriteText(const std::string& text, ByteWriter* out) { out->Text(text); }
std::string ReadText(ByteReader* in) { return in->Text(); }

void WriteField(const FieldSummary& field, ByteWriter* out) {
  out->Text(field.field);
  out->Text(field.column);
  out->Number(static_cast<uint64_t>(field.column_index));
  out->Number(field.findings);
  out->Number(field.critical);
}

FieldSummary ReadField(ByteReader* in) {
  FieldSummary field;
  field.field = in->Text();
  field.column = in->Text();
  field.column_index = static_cast<int>(in->Number());
  field.findings = in->Number();
  field.critical = in->Number();
  return field;
}

void WriteCount(const FindingCount& count, ByteWriter* out) {
  out->Text(count.field);
  out->Text(count.column);
  out->Number(static_cast<uint64_t>(count.method));
  out->Text(count.detector);
  out->Number(static_cast<uint64_t>(count.code));
  out->Number(static_cast<uint64_t>(count.severity));
  out->Number(count.count);
  out->Number(count.high_confidence);
}

FindingCount ReadCount(ByteReader* in, bool* known) {
  FindingCount count;
  count.field = in->Text();
  count.column = in->Text();
  count.method = ReadEnum<Method>(in, kMethodCount, known);
  count.detector = in->Text();
  count.code = ReadEnum<Code>(in, kCodeCount, known);
  count.severity = ReadEnum<Severity>(in, kSeverityCount, known);
  count.count = in->Number();
  count.high_confidence = in->Number();
  return count;
}

void WriteOutcome(const Outcome& outcome, ByteWriter* out) {
  out->Text(outcome.detector);
  out->Number(static_cast<uint64_t>(outcome.method));
  out->Text(outcome.field);
  out->Number(static_cast<uint64_t>(outcome.state));
  out->Text(outcome.reason);
  out->Number(outcome.flagged);
}

Outcome ReadOutcome(ByteReader* in, bool* known) {
  Outcome outcome;
  outcome.detector = in->Text();
  outcome.method = ReadEnum<Method>(in, kMethodCount, known);
  outcome.field = in->Text();
  outcome.state = ReadEnum<Outcome::State>(in, kOutcomeStates, known);
  outcome.reason = in->Text();
  outcome.flagged = in->Number();
  return outcome;
}

void WriteKept(const KeptFinding& kept, ByteWriter* out) {
  out->Text(kept.column);
  out->Text(kept.field);
  WriteFinding(kept.finding, kept.value, kept.row_values.size(), out);
  for (const std::string& cell : kept.row_values) out->Text(cell);
}

// The finding's views point into the strings beside it, which must have come to their final place.
void ReadKept(ByteReader* in, KeptFinding* kept, bool* known) {
  kept->column = in->Text();
  kept->field = in->Text();
  ReadFinding(in, kept, known);
  kept->finding.column = kept->column;
  kept->finding.field = kept->field;
  kept->finding.value = kept->value;
}

}  // namespace

void WriteDigestBytes(const NamedDigest& digest, ByteWriter* out) {
  out->Text(digest.name);
  out->Text(digest.algorithm);
  out->Text(digest.hex);
  out->Number(digest.bytes);
}

NamedDigest ReadDigestBytes(ByteReader* in) {
  NamedDigest digest;
  digest.name = in->Text();
  digest.algorithm = in->Text();
  digest.hex = in->Text();
  digest.bytes = in->Number();
  return digest;
}

void WriteReportBytes(const Report& report, ByteWriter* out) {
  out->Text(report.assay_version);
  out->Text(report.brand);
  WriteList(report.columns, out, WriteText);
  for (const uint64_t number : {report.total_records, report.rejected_records, report.total_errors,
                                report.critical_errors, report.records_with_errors}) {
    out->Number(number);
  }
  for (const uint64_t count : report.by_severity) out->Number(count);
  for (const uint64_t bin : report.confidence_histogram) out->Number(bin);
  WriteList(report.fields, out, WriteField);
  WriteList(report.counts, out, WriteCount);
  WriteList(report.outcomes, out, WriteOutcome);
  WriteList(report.settings, out, [](const auto& setting, ByteWriter* to) {
    to->Text(setting.first);
    to->Text(setting.second);
  });
  WriteList(report.notes, out, WriteText);
  WriteList(report.digests, out, WriteDigestBytes);
  WriteList(report.kept, out, WriteKept);
}

Report ReadReportBytes(ByteReader* in, bool* known) {
  Report report;
  report.assay_version = in->Text();
  report.brand = in->Text();
  ReadList(in, 8, &report.columns, ReadText);
  for (uint64_t* number : {&report.total_records, &report.rejected_records, &report.total_errors,
                           &report.critical_errors, &report.records_with_errors}) {
    *number = in->Number();
  }
  for (uint64_t& count : report.by_severity) count = in->Number();
  for (uint64_t& bin : report.confidence_histogram) bin = in->Number();
  ReadList(in, 40, &report.fields, ReadField);
  ReadList(in, 64, &report.counts, [&](ByteReader* from) { return ReadCount(from, known); });
  ReadList(in, 48, &report.outcomes, [&](ByteReader* from) { return ReadOutcome(from, known); });
  ReadList(in, 16, &report.settings, [](ByteReader* from) {
    std::string key = from->Text();
    return std::pair(std::move(key), from->Text());
  });
  ReadList(in, 8, &report.notes, ReadText);
  ReadList(in, kLeastDigestBytes, &report.digests, ReadDigestBytes);
  report.kept.resize(in->Count(kLeastFindingBytes));
  for (KeptFinding& kept : report.kept) ReadKept(in, &kept, known);
  return report;
}

}  // namespace assay
