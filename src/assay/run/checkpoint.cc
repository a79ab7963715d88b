// The checkpoint's binary form, closed by a digest.
#include "assay/run/checkpoint.h"

#include <sys/stat.h>

#include <fmt/format.h>

#include "assay/base/byte_stream.h"
#include "assay/base/hash.h"
#include "assay/base/sealed_bytes.h"
#include "assay/detect/registry.h"
#include "assay/run/job.h"
#include "assay/run/make_report.h"

namespace assay {
namespace {

constexpr std::string_view kFormat = "assay checkpoint 1\n";

void WriteEvidence(const Evidence& evidence, ByteWriter* out) {
  out->Number(static_cast<uint64_t>(evidence.code));
  out->Number(static_cast<uint64_t>(evidence.severity));
  out->Real(evidence.confidence);
  out->Text(evidence.expected);
  out->Text(evidence.suggestion);
  out->Number(evidence.has_suggestion);
  out->Text(evidence.message);
  out->Number(static_cast<uint64_t>(evidence.method));
  out->Text(evidence.detector);
}

// Names of detectors live as long as the program: views of them are taken from the registry.
std::string_view DetectorName(ByteReader* in, bool* known) {
  const DetectorType* type = FindDetectorType(in->Text());
  if (type == nullptr) *known = false;
  return type == nullptr ? std::string_view() : type->name;
}

template <typename Enum>
Enum ReadEnum(ByteReader* in, uint64_t end, bool* known) {
  const uint64_t value = in->Number();
  if (value >= end) *known = false;
  return static_cast<Enum>(value < end ? value : 0);
}

constexpr auto kCodes = static_cast<uint64_t>(Code::kCount);
constexpr uint64_t kSeverities = 4;

Evidence ReadEvidence(ByteReader* in, bool* known) {
  Evidence evidence;
  evidence.code = ReadEnum<Code>(in, kCodes, known);
  evidence.severity = ReadEnum<Severity>(in, kSeverities, known);
  evidence.confidence = in->Real();
  evidence.expected = in->Text();
  evidence.suggestion = in->Text();
  evidence.has_suggestion = in->Number() != 0;
  evidence.message = in->Text();
  evidence.method = ReadEnum<Method>(in, kMethodCount, known);
  evidence.detector = DetectorName(in, known);
  return evidence;
}

void WriteTally(const Tally& tally, ByteWriter* out) {
  for (const uint64_t number : {tally.records, tally.rejected, tally.findings, tally.records_with_findings}) {
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
  for (uint64_t* number : {&tally.records, &tally.rejected, &tally.findings, &tally.records_with_findings}) {
    *number = in->Number();
  }
  for (uint64_t& bin : tally.confidence_histogram) bin = in->Number();
  tally.flagged_by_outcome.resize(in->Count(8));
  for (uint64_t& flagged : tally.flagged_by_outcome) flagged = in->Number();
  for (uint64_t left = in->Count(56); left > 0; --left) {
    CountKey key;
    key.column = static_cast<int>(static_cast<int64_t>(in->Number()));
    key.method = ReadEnum<Method>(in, kMethodCount, known);
    key.detector = DetectorName(in, known);
    key.code = ReadEnum<Code>(in, kCodes, known);
    key.severity = ReadEnum<Severity>(in, kSeverities, known);
    Count& count = tally.counts[key];
    count.all = in->Number();
    count.high_confidence = in->Number();
  }
  return tally;
}

void WriteKept(const Kept& kept, ByteWriter* out) {
  const Finding& finding = kept.finding;
  out->Number(static_cast<uint64_t>(finding.scope));
  out->Number(finding.row);
  out->Number(finding.line);
  out->Number(static_cast<uint64_t>(finding.column_index));
  out->Real(finding.confidence);
  out->Real(finding.suggestion_confidence);
  out->Number(finding.fingerprint);
  out->Text(kept.value);
  out->Number(finding.evidence.size());
  for (const Evidence& evidence : finding.evidence) WriteEvidence(evidence, out);
  out->Number(kept.row_values.size());
  for (const std::string& value : kept.row_values) out->Text(value);
}

Kept ReadKept(ByteReader* in, bool* known) {
  Kept kept;
  Finding& finding = kept.finding;
  finding.scope = ReadEnum<FindingScope>(in, 3, known);
  finding.row = in->Number();
  finding.line = in->Number();
  finding.column_index = static_cast<int>(static_cast<int64_t>(in->Number()));
  finding.confidence = in->Real();
  finding.suggestion_confidence = in->Real();
  finding.fingerprint = in->Number();
  kept.value = in->Text();
  for (uint64_t left = in->Count(72); left > 0; --left) finding.evidence.push_back(ReadEvidence(in, known));
  if (finding.evidence.empty()) *known = false;
  for (uint64_t left = in->Count(8); left > 0; --left) kept.row_values.push_back(in->Text());
  return kept;
}

// Size and time of change, or "" when `path` is no regular file.
std::string FileState(const std::string& path) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return "";
  return fmt::format("{} {}.{:09}", info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
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
  for (const Kept& kept : checkpoint.kept) WriteKept(kept, &out);
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
  for (uint64_t left = in.Count(80); left > 0; --left) checkpoint.kept.push_back(ReadKept(&in, &known));
  if (!in.done() || !known) return InputError("the checkpoint is not one of this program");
  return checkpoint;
}

std::string RunIdentity(const Job& job, const std::vector<std::string>& configuration_digests) {
  const std::string input = FileState(job.input);
  if (input.empty()) return "";
  Sha256Digest digest;
  const auto add = [&](std::string_view text) {
    digest.Update(fmt::format("{}:", text.size()));
    digest.Update(text);
  };
  for (const auto& [key, value] : EffectiveSettings(job)) {
    add(key);
    add(value);
  }
  for (const std::string& configuration : configuration_digests) add(configuration);
  add(job.input);
  add(input);
  add(FileState("/proc/self/exe"));
  add(fmt::format("{}", job.source.block_bytes));
  return digest.Hex();
}

}  // namespace assay
