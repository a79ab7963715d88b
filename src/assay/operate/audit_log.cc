// Appending to the audit log and checking it.
#include "assay/operate/audit_log.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "assay/base/durable_file.h"
#include "assay/operate/audit_line_internal.h"
#include "assay/operate/file_lock.h"
#include "assay/operate/file_reader.h"

namespace assay {
namespace {

constexpr size_t kLongestLine = size_t{1} << 24;

std::string HeadPath(const std::string& path) { return path + ".head"; }

Error Tampered(const std::string& path, std::string_view what) {
  return InputError(fmt::format("{}: {}; nothing is appended. Check it with: assay audit verify {}",
                                path, what, path));
}

// Where the next line goes.
struct End {
  uint64_t sequence = 0;
  uint64_t bytes = 0;
  std::string hash = FirstAuditHash();
};

// A line behind the head: a crash came between it and the head. Half a line is not taken over.
Status TakeOverTail(const std::string& path, std::string_view tail, const KeyRing& ring, End* end) {
  const size_t line_end = tail.find('\n');
  if (line_end == std::string_view::npos) return {};
  const auto link = CheckAuditLine(tail.substr(0, line_end), ring);
  const bool fits = link && link->previous == end->hash && link->sequence == end->sequence + 1;
  if (!fits || line_end + 1 != tail.size())
    return Tampered(path, "it holds lines that its head does not know");
  *end = {link->sequence, end->bytes + tail.size(), link->hash};
  return {};
}

Result<End> FindEnd(const std::string& path, const KeyRing& ring, const Runtime& runtime) {
  End end;
  std::error_code code;
  const uint64_t size = runtime.files->Exists(path) ? std::filesystem::file_size(path, code) : 0;
  if (!runtime.files->Exists(HeadPath(path))) {
    if (size == 0) return end;
    ASSAY_TRY(const std::string first, runtime.files->ReadRange(path, 0, kLongestLine));
    // The very first line may have been written and its head not.
    if (first.size() == size && TakeOverTail(path, first, ring, &end)) return end;
    return Tampered(path, "its head is missing");
  }
  ASSAY_TRY(const std::string text, runtime.files->ReadAll(HeadPath(path)));
  auto head = ParseAuditHead(HeadPath(path), text, ring);
  if (!head) return Tampered(path, head.error().message);
  end = {head->sequence, head->bytes, head->hash};
  if (size < end.bytes) return Tampered(path, "it is shorter than its head says");
  if (size == end.bytes) return end;
  ASSAY_TRY(const std::string tail, runtime.files->ReadRange(path, end.bytes, kLongestLine));
  ASSAY_TRY_STATUS(TakeOverTail(path, tail, ring, &end));
  return end;
}

Status AppendLine(const std::string& path, uint64_t offset, std::string_view line,
                  const Runtime& runtime) {
  const bool is_new = !runtime.files->Exists(path);
  ASSAY_TRY(auto file, is_new ? runtime.files->Create(path) : runtime.files->Resume(path, offset));
  if (is_new) {
    std::error_code code;
    std::filesystem::permissions(path, std::filesystem::perms(0640), code);
  }
  ASSAY_TRY_STATUS(file->Append(line));
  ASSAY_TRY_STATUS(file->Sync());
  ASSAY_TRY_STATUS(file->Close());
  return is_new ? runtime.files->SyncDirectory(FolderOf(path)) : Status();
}

// Reads a log line by line and follows the chain.
class Verifier {
 public:
  Verifier(const std::string& path, const KeyRing& ring) : path_(path), ring_(ring) {}

  Status Read() {
    ASSAY_TRY(FileReader reader, FileReader::Open(path_));
    std::string piece(size_t{1} << 16, '\0');
    std::string rest;
    while (!check_.problem) {
      ASSAY_TRY(const size_t got, reader.Read(piece.data(), piece.size()));
      if (got == 0) break;
      rest.append(piece, 0, got);
      size_t begin = 0;
      for (size_t end = 0; !check_.problem && (end = rest.find('\n', begin)) != std::string::npos;
           begin = end + 1) {
        Take(std::string_view(rest).substr(begin, end - begin));
      }
      rest.erase(0, begin);
      if (rest.size() > kLongestLine) Problem(check_.lines + 1, "the line never ends");
    }
    if (!check_.problem && !rest.empty()) Problem(check_.lines + 1, "the last line is cut off");
    return {};
  }

  // The head must name the last line, or (after a crash) the one before it.
  void CheckHead(const Result<AuditHead>& head) {
    if (check_.problem) return;
    if (!head) {
      check_.problem = head.error().message;
    } else if (head->sequence == check_.sequence && head->hash == hash_ && head->bytes == bytes_) {
      return;
    } else if (head->sequence + 1 == check_.sequence && head->hash == hash_before_ &&
               head->bytes == bytes_before_) {
      check_.behind_head = true;
    } else if (head->sequence > check_.sequence) {
      check_.problem =
          fmt::format("{}: the log ends with sequence {}, its head says {}: lines were cut off",
                      path_, check_.sequence, head->sequence);
    } else {
      check_.problem = fmt::format("{}: the log and its head do not fit together", path_);
    }
  }
  AuditCheck Take() { return std::move(check_); }

 private:
  void Problem(uint64_t line, std::string_view what) {
    check_.problem = fmt::format("{}:{}: {}", path_, line, what);
  }

  void Take(std::string_view line) {
    const uint64_t number = check_.lines + 1;
    const auto link = CheckAuditLine(line, ring_);
    if (!link) return Problem(number, link.error().message);
    if (link->sequence != check_.sequence + 1 || link->previous != hash_) {
      return Problem(
          number,
          fmt::format("found sequence {} behind {}, or it does not follow the line before: lines "
                      "were deleted, moved or inserted",
                      link->sequence, check_.sequence));
    }
    hash_before_ = std::exchange(hash_, link->hash);
    bytes_before_ = bytes_;
    bytes_ += line.size() + 1;
    check_.lines = number;
    check_.sequence = link->sequence;
  }

  const std::string& path_;
  const KeyRing& ring_;
  AuditCheck check_;
  std::string hash_ = FirstAuditHash();
  std::string hash_before_;
  uint64_t bytes_ = 0;
  uint64_t bytes_before_ = 0;
};

// The name in /etc/passwd; "" when it is not there. Asked first, because glibc's getpwuid ends the
// program (an assertion in its nss_database.c) where memory ends in it.
std::string LocalUser(uid_t user) {
  const std::unique_ptr<FILE, decltype(&fclose)> file(fopen("/etc/passwd", "re"), &fclose);
  if (file == nullptr) return "";
  while (const passwd* entry = fgetpwent(file.get())) {
    const bool is_name = entry->pw_name[0] != '+' && entry->pw_name[0] != '-';  // else of NIS
    if (is_name && entry->pw_uid == user) return entry->pw_name;
  }
  return "";
}

}  // namespace

Result<uint64_t> AppendAudit(const std::string& path, const AuditEntry& entry, const KeyRing& ring,
                             const Runtime& runtime) {
  if (!runtime.files->Exists(FolderOf(path)))
    ASSAY_TRY_STATUS(runtime.files->MakeDirectories(FolderOf(path)));
  ASSAY_TRY(const FileLock lock, FileLock::Wait(path + ".lock"));
  ASSAY_TRY(const End end, FindEnd(path, ring, runtime));
  const uint64_t sequence = end.sequence + 1;
  const std::string line =
      FormatAuditLine(entry, sequence, runtime.clock->WallMicros(), end.hash, ring.primary()) +
      "\n";
  ASSAY_TRY_STATUS(AppendLine(path, end.bytes, line, runtime));
  ASSAY_TRY(const AuditLink link,
            CheckAuditLine(std::string_view(line).substr(0, line.size() - 1), ring));
  const AuditHead head{sequence, end.bytes + line.size(), link.hash};
  ASSAY_TRY_STATUS(
      ReplaceFile(HeadPath(path), FormatAuditHead(head, ring.primary()), runtime, 0640));
  return sequence;
}

Result<AuditCheck> VerifyAudit(const std::string& path, const KeyRing& ring,
                               const Runtime& runtime) {
  Verifier verifier(path, ring);
  ASSAY_TRY_STATUS(verifier.Read());
  if (!runtime.files->Exists(HeadPath(path))) {
    verifier.CheckHead(
        InputError(fmt::format("{}: the head '{}' is missing", path, HeadPath(path))));
    return verifier.Take();
  }
  ASSAY_TRY(const std::string text, runtime.files->ReadAll(HeadPath(path)));
  verifier.CheckHead(ParseAuditHead(HeadPath(path), text, ring));
  return verifier.Take();
}

std::string CurrentUser() {
  const std::string local = LocalUser(getuid());
  if (!local.empty()) return local;
  const passwd* entry = getpwuid(getuid());
  return entry != nullptr ? entry->pw_name : fmt::format("uid {}", getuid());
}

std::string CurrentAddress() {
  const char* ssh = std::getenv("SSH_CONNECTION");
  if (ssh == nullptr || *ssh == '\0') return "local";
  const std::string text = ssh;
  return text.substr(0, text.find(' '));
}

}  // namespace assay
