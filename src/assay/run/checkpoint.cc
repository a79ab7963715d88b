// The checkpoint's binary form, closed by a digest.
#include "assay/run/checkpoint.h"

#include "assay/base/byte_stream.h"
#include "assay/base/sealed_bytes.h"
#include "assay/run/finding_bytes.h"

namespace assay {
namespace {

constexpr std::string_view kFormat = "assay checkpoint 1\n";

void WriteTally(const Tally& tally, ByteWriter* out) {
  for (const uint64_t number :
       {tally.records, tally.rejected, tally.findings, tally.records_with_findings}) {
    out->Number(number);
  }
  for (const uint64_t bin : tally.confidence_histogram) out->Number(bin);
  out->Number(tally.flagged_by_outcome.size());
  for (const uint64_t flagged : tally.flagged_by_outcome) out->Number(flagged);
  out->Number(tally.counts.size());
  for (const auto& [key, count] : tally.counts) {
    out->Number(static_cast<uint64_t>(key.column));
    out->Number(static_cast<uint64_t>(key.method));
    out->Text(key.detector);
    out->Number(static_cast<uint64_t>(key.code));
    out->Number(static_cast<uint64_t>(key.severity));
    out->Number(count.all);
    out->Number(count.high_confidence);
  }
}

Tally ReadTally(ByteReader* in, bool* known) {
  Tally tally;
  for (uint64_t* number :
       {&tally.records, &tally.rejected, &tally.findings, &tally.records_with_findings}) {
    *number = in->Number();
  }
  for (uint64_t& bin : tally.confidence_histogram) bin = in->Number();
  tally.flagged_by_outcome.resize(in->Count(8));
  for (uint64_t& flagged : tally.flagged_by_outcome) flagged = in->Number();
  for (uint64_t left = in->Count(56); left > 0; --left) {
    CountKey key;
    key.column = static_cast<int>(static_cast<int64_t>(in->Number()));
    key.method = ReadEnum<Method>(in, kMethodCount, known);
    key.detector = ReadDetectorName(in, known);
    key.code = ReadEnum<Code>(in, kCodeCount, known);
    key.severity = ReadEnum<Severity>(in, kSeverityCount, known);
    Count& count = tally.counts[key];
    count.all = in->Number();
    count.high_confidence = in->Number();
  }
  return tally;
}

}  // namespace

std::string EncodeCheckpoint(const Checkpoint& checkpoint) {
  ByteWriter out;
  out.Text(checkpoint.identity);
  out.Number(checkpoint.next_block);
  out.Number(checkpoint.files.size());
  for (const auto& [name, length] : checkpoint.files) {
    out.Text(name);
    out.Number(length);
  }
  WriteTally(checkpoint.tally, &out);
  out.Number(checkpoint.kept.size());
  for (const Kept& kept : checkpoint.kept)
    WriteFinding(kept.finding, kept.value, kept.row_values, &out);
  return Seal(kFormat, out.bytes());
}

Result<Checkpoint> DecodeCheckpoint(std::string_view bytes) {
  ASSAY_TRY(const std::string_view content, Unseal(kFormat, bytes, "the checkpoint"));
  ByteReader in(content);
  bool known = true;
  Checkpoint checkpoint;
  checkpoint.identity = in.Text();
  checkpoint.next_block = in.Number();
  for (uint64_t left = in.Count(16); left > 0; --left) {
    std::string name = in.Text();
    const uint64_t length = in.Number();
    checkpoint.files.emplace_back(std::move(name), length);
  }
  checkpoint.tally = ReadTally(&in, &known);
  for (uint64_t left = in.Count(kLeastFindingBytes); left > 0; --left) {
    Kept& kept = checkpoint.kept.emplace_back();
    ReadFinding(&in, &kept.finding, &kept.value, &kept.row_values, &known);
  }
  if (!in.done() || !known) return InputError("the checkpoint is not one of this program");
  return checkpoint;
}

}  // namespace assay
