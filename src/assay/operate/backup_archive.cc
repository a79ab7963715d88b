// tar and zstd through libarchive, and the digest at the end.
#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "assay/base/hash.h"
#include "assay/base/need_memory.h"
#include "assay/operate/backup_archive_internal.h"

namespace assay {
namespace {

// A zstd skippable frame: magic, size, then our tag and SHA-256 of all bytes before the frame.
constexpr std::string_view kFrameHead("\x50\x2A\x4D\x18\x28\x00\x00\x00", 8);
constexpr std::string_view kTag = "ASSAYBK1";
constexpr size_t kDigestBytes = 32;
constexpr size_t kFooterBytes = kFrameHead.size() + kTag.size() + kDigestBytes;
constexpr size_t kPiece = size_t{1} << 17;
constexpr uint64_t kMostManifest = uint64_t{256} << 20;
constexpr uint64_t kFreeBytes = uint64_t{64} << 20;

std::string FromHex(std::string_view hex) {
  std::string bytes;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  }
  return bytes;
}

std::string FooterOf(const Sha256Digest& digest) {
  return std::string(kFrameHead).append(kTag).append(FromHex(digest.Hex()));
}

// The archive as libarchive writes it: hashed and passed on; the first error is kept.
struct OutputStream {
  OutputFile* file;
  Sha256Digest digest;
  Status status;

  static la_ssize_t Write(archive*, void* self, const void* data, size_t size) {
    auto* stream = static_cast<OutputStream*>(self);
    const std::string_view bytes(static_cast<const char*>(data), size);
    stream->digest.Update(bytes);
    stream->status = stream->file->Append(bytes);
    return stream->status ? static_cast<la_ssize_t>(size) : -1;
  }
};

using WriteHandle = std::unique_ptr<archive, decltype(&archive_write_free)>;
using ReadHandle = std::unique_ptr<archive, decltype(&archive_read_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

class ArchiveWriter {
 public:
  explicit ArchiveWriter(OutputStream* stream)
      : stream_(stream), archive_(archive_write_new(), &archive_write_free) {}

  Status Open() {
    NeedMemory(archive_ != nullptr);
    ASSAY_TRY_STATUS(Check(archive_write_set_format_pax_restricted(archive_.get())));
    ASSAY_TRY_STATUS(Check(archive_write_add_filter_zstd(archive_.get())));
    ASSAY_TRY_STATUS(Check(archive_write_set_bytes_in_last_block(archive_.get(), 1)));
    return Check(
        archive_write_open(archive_.get(), stream_, nullptr, &OutputStream::Write, nullptr));
  }
  Status Begin(const std::string& path, uint64_t bytes, uint32_t mode) {
    const Entry entry(archive_entry_new(), &archive_entry_free);
    NeedMemory(entry != nullptr);
    archive_entry_set_pathname(entry.get(), path.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), mode);
    archive_entry_set_mtime(entry.get(), 0, 0);
    return Check(archive_write_header(archive_.get(), entry.get()));
  }
  Status Append(std::string_view bytes) {
    const la_ssize_t written = archive_write_data(archive_.get(), bytes.data(), bytes.size());
    return Check(written == static_cast<la_ssize_t>(bytes.size()) ? ARCHIVE_OK : ARCHIVE_FATAL);
  }
  Status Close() { return Check(archive_write_close(archive_.get())); }

 private:
  Status Check(int code) {
    if (!stream_->status) return stream_->status;
    if (code == ARCHIVE_OK || code == ARCHIVE_WARN) return {};
    const char* text = archive_error_string(archive_.get());
    return InputError(
        fmt::format("writing the archive failed: {}", text == nullptr ? "unknown reason" : text));
  }
  OutputStream* stream_;
  WriteHandle archive_;
};

Status AppendFile(const BackupFile& file, const std::string& folder, ArchiveWriter* writer) {
  ASSAY_TRY_STATUS(writer->Begin(file.path, file.bytes, file.mode));
  ASSAY_TRY(FileReader reader, FileReader::Open(folder + "/" + file.path, false));
  std::vector<char> piece(kPiece);
  while (true) {
    ASSAY_TRY(const size_t got, reader.Read(piece.data(), piece.size()));
    if (got == 0) return {};
    ASSAY_TRY_STATUS(writer->Append({piece.data(), got}));
  }
}

// The archive without its footer, for libarchive.
struct InputStream {
  FileReader reader;
  uint64_t left;
  std::vector<char> piece;
  std::optional<Error> error;

  static la_ssize_t Read(archive*, void* self, const void** data) {
    auto* stream = static_cast<InputStream*>(self);
    *data = stream->piece.data();
    const auto got = stream->reader.Read(stream->piece.data(),
                                         std::min<uint64_t>(stream->piece.size(), stream->left));
    if (!got) {
      stream->error = got.error();
      return -1;
    }
    stream->left -= *got;
    return static_cast<la_ssize_t>(*got);
  }
};

Error Damaged(const std::string& path, std::string_view what) {
  return InputError(fmt::format("the backup '{}' is damaged: {}", path, what));
}

// The digest at the end fits all bytes before it.
Status CheckFooter(const std::string& path) {
  ASSAY_TRY(FileReader reader, FileReader::Open(path));
  if (reader.size() < kFooterBytes) return Damaged(path, "it is too short");
  Sha256Digest digest;
  std::vector<char> piece(kPiece);
  for (uint64_t left = reader.size() - kFooterBytes; left > 0;) {
    ASSAY_TRY(const size_t got, reader.Read(piece.data(), std::min<uint64_t>(piece.size(), left)));
    if (got == 0) return Damaged(path, "it was cut while it was read");
    digest.Update({piece.data(), got});
    left -= got;
  }
  ASSAY_TRY(const size_t got, reader.Read(piece.data(), piece.size()));
  if (std::string_view(piece.data(), got) == FooterOf(digest)) return {};
  return Damaged(path, "its digest does not fit; it was changed or cut off");
}

class ArchiveReader {
 public:
  ArchiveReader(const std::string& path, const ArchiveLimits& limits, const ArchiveSink& sink)
      : path_(path),
        limits_(limits),
        sink_(sink),
        archive_(archive_read_new(), &archive_read_free),
        entry_(archive_entry_new(), &archive_entry_free) {}

  Result<BackupManifest> Read() {
    ASSAY_TRY(FileReader reader, FileReader::Open(path_));
    const uint64_t size = reader.size() - kFooterBytes;
    budget_ =
        std::min(limits_.bytes,
                 std::max(kFreeBytes, size * std::min(limits_.ratio, UINT64_MAX / (size + 1))));
    InputStream stream{std::move(reader), size, std::vector<char>(kPiece), std::nullopt};
    NeedMemory(archive_ != nullptr && entry_ != nullptr &&
               archive_read_support_filter_zstd(archive_.get()) >= ARCHIVE_WARN &&
               archive_read_support_format_tar(archive_.get()) >= ARCHIVE_WARN &&
               archive_read_set_read_callback(archive_.get(), &InputStream::Read) == ARCHIVE_OK &&
               archive_read_set_callback_data(archive_.get(), &stream) == ARCHIVE_OK);
    if (archive_read_open1(archive_.get()) != ARCHIVE_OK) return Broken();
    ASSAY_TRY(BackupManifest manifest, ReadManifest());
    for (const BackupFile& file : manifest.files) ASSAY_TRY_STATUS(ReadFile(file));
    const int code = archive_read_next_header2(archive_.get(), entry_.get());
    if (code == ARCHIVE_OK)
      return Damaged(path_, "it holds a file that its manifest does not list");
    if (code != ARCHIVE_EOF) return Broken();
    return manifest;
  }

 private:
  Error Broken() {
    const char* text = archive_error_string(archive_.get());
    return Damaged(path_, text == nullptr ? "it is no archive" : text);
  }

  // The next entry must be a regular file of that name and size.
  Status NextEntry(std::string_view path, std::optional<uint64_t> bytes) {
    archive_entry* entry = entry_.get();
    const int code = archive_read_next_header2(archive_.get(), entry);
    if (code == ARCHIVE_EOF) return Damaged(path_, fmt::format("the file '{}' is missing", path));
    if (code != ARCHIVE_OK && code != ARCHIVE_WARN) return Broken();
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || path != name) {
      return Damaged(path_,
                     fmt::format("found '{}', expected '{}'", name == nullptr ? "" : name, path));
    }
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
      return Damaged(path_, fmt::format("'{}' is no regular file", path));
    }
    if (bytes && static_cast<uint64_t>(archive_entry_size(entry)) != *bytes) {
      return Damaged(path_, fmt::format("'{}' has another size than the manifest says", path));
    }
    return {};
  }

  // Reads the entry's bytes, at most `most`.
  Status ReadBytes(uint64_t most, const std::function<Status(std::string_view)>& take) {
    std::vector<char> piece(kPiece);
    for (uint64_t total = 0;;) {
      const la_ssize_t got = archive_read_data(archive_.get(), piece.data(), piece.size());
      if (got < 0) return Broken();
      if (got == 0) return {};
      total += static_cast<uint64_t>(got);
      if (total > most) return Damaged(path_, "a file is larger than it may be");
      ASSAY_TRY_STATUS(take({piece.data(), static_cast<size_t>(got)}));
    }
  }

  Result<BackupManifest> ReadManifest() {
    ASSAY_TRY_STATUS(NextEntry(kManifestName, std::nullopt));
    std::string text;
    ASSAY_TRY_STATUS(
        ReadBytes(std::min(kMostManifest, budget_), [&](std::string_view piece) -> Status {
          text.append(piece);
          return {};
        }));
    ASSAY_TRY(BackupManifest manifest, ParseManifest(text, path_));
    if (manifest.files.size() > limits_.files) {
      return InputError(fmt::format("the backup '{}' holds {} files, more than {}", path_,
                                    manifest.files.size(), limits_.files));
    }
    uint64_t total = 0;
    for (const BackupFile& file : manifest.files) {
      if (file.bytes > budget_ - total) {
        return InputError(fmt::format(
            "the backup '{}' would unpack to more than {} bytes, the limit for its size", path_,
            budget_));
      }
      total += file.bytes;
    }
    return manifest;
  }

  Status ReadFile(const BackupFile& file) {
    ASSAY_TRY_STATUS(NextEntry(file.path, file.bytes));
    Sha256Digest digest;
    uint64_t total = 0;
    ASSAY_TRY_STATUS(ReadBytes(file.bytes, [&](std::string_view piece) -> Status {
      digest.Update(piece);
      total += piece.size();
      return sink_ ? sink_(file, piece) : Status();
    }));
    if (total != file.bytes || digest.Hex() != file.sha256) {
      return Damaged(path_, fmt::format("'{}' does not fit its digest", file.path));
    }
    return sink_ ? sink_(file, {}) : Status();
  }

  const std::string& path_;
  const ArchiveLimits& limits_;
  const ArchiveSink& sink_;
  ReadHandle archive_;
  Entry entry_;  // ours: the library does not look whether its own could be made
  uint64_t budget_ = 0;
};

}  // namespace

Status WriteArchive(const std::string& path, const BackupManifest& manifest,
                    const std::string& folder, const Runtime& runtime) {
  ASSAY_TRY(auto file, runtime.files->Create(path));
  OutputStream stream{file.get(), Sha256Digest(), Status()};
  {
    ArchiveWriter writer(&stream);
    ASSAY_TRY_STATUS(writer.Open());
    const std::string text = FormatManifest(manifest);
    ASSAY_TRY_STATUS(writer.Begin(std::string(kManifestName), text.size(), 0644));
    ASSAY_TRY_STATUS(writer.Append(text));
    for (const BackupFile& one : manifest.files) ASSAY_TRY_STATUS(AppendFile(one, folder, &writer));
    ASSAY_TRY_STATUS(writer.Close());
  }
  ASSAY_TRY_STATUS(file->Append(FooterOf(stream.digest)));
  ASSAY_TRY_STATUS(file->Sync());
  return file->Close();
}

Result<BackupManifest> ReadArchive(const std::string& path, const ArchiveLimits& limits,
                                   const ArchiveSink& sink) {
  ASSAY_TRY_STATUS(CheckFooter(path));
  return ArchiveReader(path, limits, sink).Read();
}

}  // namespace assay
