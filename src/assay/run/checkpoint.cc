// The checkpoint's binary form, closed by a digest.
#include "assay/run/checkpoint.h"

#include "assay/base/byte_stream.h"
#include "assay/base/sealed_bytes.h"
#include "assay/run/finding_bytes.h"

namespace assay {
namespace {

constexpr std::string_view kFormat = "assay checkpoint 3\n";

// What ranks it stands in its bytes, which are read whole: a checkpoint that holds something
// unknown is not used.
Kept ReadOne(ByteReader* in, bool* known) {
  Kept kept;
  kept.bytes = in->Text();
  const KeptFinding whole = DecodeFinding(kept.bytes, known);
  kept.confidence = whole.finding.confidence;
  kept.row = whole.finding.row;
  kept.column = whole.finding.column_index;
  return kept;
}

}  // namespace

void WriteMarks(const std::vector<FileMark>& marks, ByteWriter* out) {
  out->Number(marks.size());
  for (const FileMark& mark : marks) {
    out->Text(mark.name);
    out->Number(mark.length);
    out->Text(mark.digest);
  }
}

std::vector<FileMark> ReadMarks(ByteReader* in) {
  std::vector<FileMark> marks(in->Count(24));
  for (FileMark& mark : marks) {
    mark.name = in->Text();
    mark.length = in->Number();
    mark.digest = in->Text();
  }
  return marks;
}

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

void WriteKept(const std::vector<Kept>& kept, ByteWriter* out) {
  out->Number(kept.size());
  for (const Kept& one : kept) out->Text(one.bytes);
}

size_t KeptBytes(const std::vector<Kept>& kept) {
  size_t size = 8;
  for (const Kept& one : kept) size += 8 + one.bytes.size();
  return size;
}

std::vector<Kept> ReadKept(ByteReader* in, bool* known) {
  std::vector<Kept> kept(in->Count(kLeastFindingBytes));
  for (Kept& one : kept) one = ReadOne(in, known);
  return kept;
}

std::string EncodeCheckpoint(const Checkpoint& checkpoint) {
  return EncodeCheckpoint(checkpoint, checkpoint.tally, checkpoint.kept);
}

std::string EncodeCheckpoint(const Checkpoint& checkpoint, const Tally& tally,
                             const std::vector<Kept>& kept) {
  ByteWriter out;
  out.Reserve(KeptBytes(kept));
  out.Text(checkpoint.identity);
  out.Number(checkpoint.next_block);
  WriteMarks(checkpoint.files, &out);
  WriteTally(tally, &out);
  WriteKept(kept, &out);
  return Seal(kFormat, out.bytes());
}

Result<Checkpoint> DecodeCheckpoint(std::string_view bytes) {
  ASSAY_TRY(const std::string_view content, Unseal(kFormat, bytes, "the checkpoint"));
  ByteReader in(content);
  bool known = true;
  Checkpoint checkpoint;
  checkpoint.identity = in.Text();
  checkpoint.next_block = in.Number();
  checkpoint.files = ReadMarks(&in);
  checkpoint.tally = ReadTally(&in, &known);
  checkpoint.kept = ReadKept(&in, &known);
  if (!in.done() || !known) return InputError("the checkpoint is not one of this program");
  return checkpoint;
}

}  // namespace assay
