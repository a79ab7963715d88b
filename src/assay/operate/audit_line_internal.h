// The lines of an audit log and its head, as text and back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assay/operate/audit_log.h"

namespace assay {

inline constexpr size_t kAuditHashDigits = 64;

// What comes before the first line.
inline std::string FirstAuditHash() { return std::string(kAuditHashDigits, '0'); }

// The line without its line end.
std::string FormatAuditLine(const AuditEntry& entry, uint64_t sequence, int64_t micros,
                            std::string_view previous, const SecretKey& key);

// What authenticates of a line.
struct AuditLink {
  uint64_t sequence = 0;
  std::string previous;
  std::string hash;
};

// Checks the bytes of a line against its own hash; the error says what is wrong with the line.
Result<AuditLink> CheckAuditLine(std::string_view line, const KeyRing& ring);

struct AuditHead {
  uint64_t sequence = 0;
  uint64_t bytes = 0;  // of the log up to and with that line
  std::string hash;    // of that line
};

std::string FormatAuditHead(const AuditHead& head, const SecretKey& key);
Result<AuditHead> ParseAuditHead(const std::string& path, std::string_view text,
                                 const KeyRing& ring);

}  // namespace assay
