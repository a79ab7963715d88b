// Checkpoint: the state of the detect pass at a block boundary, from which a killed run goes on to
// the same bytes. What it does not hold is rebuilt by reading the input again (uniqueness), or kept
// by itself (the profile, run/profile_keeper.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/byte_stream.h"
#include "assay/base/result.h"
#include "assay/run/block_result.h"

namespace assay {

// The bytes that a file must begin with.
struct FileMark {
  std::string name;
  uint64_t length = 0;
  std::string digest;  // XXH3-128 of those bytes
  bool operator==(const FileMark&) const = default;
};

struct Checkpoint {
  std::string identity;  // of UnfinishedIdentity: another job, input or build can't go on from here
  uint64_t next_block = 0;  // every block below is in the files
  std::vector<FileMark> files;
  Tally tally;
  std::vector<Kept> kept;
};

inline constexpr std::string_view kCheckpointFile = "checkpoint";
// Hashes of the rows with findings in row order, 8 bytes each: replayed to number equal rows alike.
inline constexpr std::string_view kRowJournalFile = "row_journal";

// The file's bytes; they end with their own XXH3-128 digest.
std::string EncodeCheckpoint(const Checkpoint& checkpoint);
// The same with another tally and other findings in place of the checkpoint's own, which need not
// be copied into it then.
std::string EncodeCheckpoint(const Checkpoint& checkpoint, const Tally& tally,
                             const std::vector<Kept>& kept);

// Reads what EncodeCheckpoint wrote. Any damage is an error: a checkpoint is used whole or not at
// all.
Result<Checkpoint> DecodeCheckpoint(std::string_view bytes);

// The parts that a block's record in the journal shares with it (run/block_journal.h). What this
// program does not know clears `*known`.
void WriteMarks(const std::vector<FileMark>& marks, ByteWriter* out);
std::vector<FileMark> ReadMarks(ByteReader* in);
void WriteTally(const Tally& tally, ByteWriter* out);
Tally ReadTally(ByteReader* in, bool* known);
void WriteKept(const std::vector<Kept>& kept, ByteWriter* out);
// How many bytes that writes: room to be reserved.
size_t KeptBytes(const std::vector<Kept>& kept);
std::vector<Kept> ReadKept(ByteReader* in, bool* known);

}  // namespace assay
