// AuditLog: who ran what, when and on which file, in a log where every later change shows.
//
// A line is a JSON object: sequence, timestamp, user, action, data_file, config, ip_address, key,
// previous, hash. `previous` is the hash of the line before (64 zeros for the first); `hash` is
// HMAC-SHA-256 under the key named by `key` of all bytes of the line before `,"hash":`. FILE.head
// names the last line, the size of the log and a signature under the key: without the key no line
// can be changed, deleted, moved, inserted or cut off unseen. Deleting the log with its head, or
// putting both back to an older state together, shows only against a copy of the head elsewhere
// (`audit verify
// --expect-sequence`).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/operate/key_ring.h"

namespace assay {

struct AuditEntry {
  std::string user;
  std::string action;     // "detection_run", "restore" …
  std::string data_file;  // may be empty
  std::vector<std::pair<std::string, std::string>> config;
  std::string ip_address;  // of the client; "local" on a console
};

// Appends one line, durable before this returns; processes take turns by a lock. A half line that a
// crash left behind is cut off. A log that is shorter than its head says, or whose head is missing
// or not authentic, is an input error: it was tampered with, and nothing is appended to it. Gives
// the line's sequence.
Result<uint64_t> AppendAudit(const std::string& path, const AuditEntry& entry, const KeyRing& ring,
                             const Runtime& runtime);

struct AuditCheck {
  uint64_t lines = 0;                  // of these, those before the first problem are right
  uint64_t sequence = 0;               // of the last right line
  std::optional<std::string> problem;  // "audit.log:17: …": the first one
  bool behind_head = false;  // the last line is right and not in the head yet: a crash came between
};

// Reads the whole log. An error means that it could not be read; tampering is `problem`.
Result<AuditCheck> VerifyAudit(const std::string& path, const KeyRing& ring,
                               const Runtime& runtime);

// The name of the user that this process runs for, and the address that it came from: of SSH, or
// "local".
std::string CurrentUser();
std::string CurrentAddress();

}  // namespace assay
