// Checkpoint: the state of the detect pass at a block boundary, from which a killed run goes on to
// the same bytes. What it does not hold is rebuilt by reading the input again (uniqueness), or kept
// by itself (the profile, run/profile_keeper.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/result.h"
#include "assay/run/block_result.h"

namespace assay {

struct Checkpoint {
  std::string identity;  // of UnfinishedIdentity: another job, input or build can't go on from here
  uint64_t next_block = 0;                              // every block below is in the files
  std::vector<std::pair<std::string, uint64_t>> files;  // name and length made durable
  Tally tally;
  std::vector<Kept> kept;
};

inline constexpr std::string_view kCheckpointFile = "checkpoint";
// Hashes of the rows with findings in row order, 8 bytes each: replayed to number equal rows alike.
inline constexpr std::string_view kRowJournalFile = "row_journal";

// The file's bytes; they end with their own XXH3-128 digest.
std::string EncodeCheckpoint(const Checkpoint& checkpoint);

// Reads what EncodeCheckpoint wrote. Any damage is an error: a checkpoint is used whole or not at
// all.
Result<Checkpoint> DecodeCheckpoint(std::string_view bytes);
}  // namespace assay
