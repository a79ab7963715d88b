// Records with their length in front and their hash behind, so that a torn one is noticed.
#include "assay/run/block_journal.h"

#include <utility>

#include "assay/base/byte_stream.h"
#include "assay/base/hash.h"

namespace assay {
namespace {

constexpr std::string_view kFormat = "assay block journal 2\n";

enum class RecordKind : uint64_t { kWritten, kWaiting };

constexpr size_t kLengthBytes = 8;

// A record whose length is still to be known.
ByteWriter BeginRecord(size_t expected_bytes = 0) {
  ByteWriter out;
  out.Reserve(expected_bytes + 2 * kLengthBytes);
  out.Number(0);
  return out;
}

std::string EndRecord(ByteWriter out) {
  const uint64_t hash = Hash64(std::string_view(out.bytes()).substr(kLengthBytes));
  out.NumberAt(0, out.bytes().size() - kLengthBytes);
  out.Number(hash);
  return out.Take();
}

std::string Head(const std::string& identity) {
  ByteWriter out = BeginRecord(identity.size());
  out.Raw(identity);
  return std::string(kFormat) + EndRecord(std::move(out));
}

// The next whole record, which `rest` then stands behind; nothing when there is none.
std::optional<std::string> TakeRecord(std::string_view* rest) {
  ByteReader in(*rest);
  std::string content = in.Text();
  const uint64_t hash = in.Number();
  if (in.failed() || hash != Hash64(content)) return std::nullopt;
  *rest = in.rest();
  return content;
}

std::unique_ptr<BlockResult> ReadWaiting(ByteReader* in) {
  auto result = std::make_unique<BlockResult>();
  bool known = true;
  result->index = in->Number();
  result->bytes.resize(in->Count(8));
  for (std::string& bytes : result->bytes) bytes = in->Text();
  result->quarantine = in->Text();
  result->row_journal = in->Text();
  result->tally = ReadTally(in, &known);
  result->kept = ReadKept(in, &known);
  return known && in->done() ? std::move(result) : nullptr;
}

// Adds a block to the state before it. False: the record is not of the block that follows.
bool AddWritten(ByteReader* in, JournalReplay* replay) {
  const uint64_t next_block = in->Number();
  std::optional<Checkpoint>& state = replay->checkpoint;
  if (state && next_block <= state->next_block) return true;  // the checkpoint has it
  if (next_block != (state ? state->next_block + 1 : 0)) return false;
  bool known = true;
  std::vector<FileMark> marks = ReadMarks(in);
  const Tally tally = ReadTally(in, &known);
  std::vector<Kept> kept = ReadKept(in, &known);
  if (!known || !in->done()) return false;
  if (!state) state.emplace();
  state->next_block = next_block;
  state->files = std::move(marks);
  state->tally.Add(tally);
  for (Kept& one : kept) state->kept.push_back(std::move(one));
  replay->has_added = true;
  return true;
}

bool AddRecord(std::string_view content, JournalReplay* replay) {
  ByteReader in(content);
  if (in.Number() == static_cast<uint64_t>(RecordKind::kWritten)) return AddWritten(&in, replay);
  std::unique_ptr<BlockResult> waiting = ReadWaiting(&in);
  if (waiting == nullptr) return false;
  const uint64_t index = waiting->index;
  replay->waiting.emplace(index, std::move(waiting));
  return true;
}

}  // namespace

std::string WrittenRecord(uint64_t next_block, const std::vector<FileMark>& marks,
                          const BlockResult& result) {
  ByteWriter out = BeginRecord(KeptBytes(result.kept));
  out.Number(static_cast<uint64_t>(RecordKind::kWritten));
  out.Number(next_block);
  WriteMarks(marks, &out);
  WriteTally(result.tally, &out);
  WriteKept(result.kept, &out);
  return EndRecord(std::move(out));
}

std::string WaitingRecord(const BlockResult& result) {
  ByteWriter out = BeginRecord(OutputBytes(result) + KeptBytes(result.kept));
  out.Number(static_cast<uint64_t>(RecordKind::kWaiting));
  out.Number(result.index);
  out.Number(result.bytes.size());
  for (const std::string& bytes : result.bytes) out.Text(bytes);
  out.Text(result.quarantine);
  out.Text(result.row_journal);
  WriteTally(result.tally, &out);
  WriteKept(result.kept, &out);
  return EndRecord(std::move(out));
}

JournalReplay ReplayBlocks(std::string_view bytes, const std::string& identity,
                           std::optional<Checkpoint> checkpoint) {
  JournalReplay replay;
  replay.checkpoint = std::move(checkpoint);
  if (!bytes.starts_with(Head(identity))) return replay;
  std::string_view rest = bytes.substr(Head(identity).size());
  replay.whole_bytes = bytes.size() - rest.size();
  while (const auto content = TakeRecord(&rest)) {
    if (!AddRecord(*content, &replay)) break;
    replay.whole_bytes = bytes.size() - rest.size();
  }
  if (!replay.checkpoint) return {};
  replay.checkpoint->identity = identity;
  std::erase_if(replay.waiting,
                [&](const auto& waiting) { return waiting.first < replay.checkpoint->next_block; });
  return replay;
}

Status BlockJournal::Start(const std::vector<std::string>& records) {
  const std::string name(kBlockJournalFile);
  const std::lock_guard lock(mutex_);
  ASSAY_TRY(std::unique_ptr<OutputFile> file, directory_->CreateAside(name + ".new"));
  std::string head = Head(identity_);
  for (const std::string& record : records) head += record;
  ASSAY_TRY_STATUS(file->Append(head));
  ASSAY_TRY_STATUS(directory_->RenameAside(name + ".new", name));
  file_ = std::move(file);
  added_bytes_ = 0;
  return {};
}

Status BlockJournal::Continue(uint64_t whole_bytes) {
  ASSAY_TRY(file_, directory_->ResumeAside(std::string(kBlockJournalFile), whole_bytes));
  added_bytes_ = whole_bytes;
  return {};
}

Status BlockJournal::Append(std::string_view record) {
  const std::lock_guard lock(mutex_);
  added_bytes_ += record.size();
  return file_->Append(record);
}

}  // namespace assay
