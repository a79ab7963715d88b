// tar in one zstd frame, and the digest at the end.
#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "assay/base/hash.h"
#include "assay/operate/backup_archive_internal.h"
#include "assay/operate/tar_stream_internal.h"
#include "assay/source/byte_stream.h"
#include "assay/source/zstd_packer.h"

namespace assay {
namespace {

// A zstd skippable frame: magic, size, then our tag and SHA-256 of all bytes before the frame.
constexpr std::string_view kFrameHead("\x50\x2A\x4D\x18\x28\x00\x00\x00", 8);
constexpr std::string_view kTag = "ASSAYBK1";
constexpr size_t kDigestBytes = 32;
constexpr size_t kFooterBytes = kFrameHead.size() + kTag.size() + kDigestBytes;
constexpr int kLevel = 3;
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

// The archive's bytes, hashed on their way into its file.
struct HashedFile {
  OutputFile* file;
  Sha256Digest digest;

  Status Append(std::string_view bytes) {
    digest.Update(bytes);
    return file->Append(bytes);
  }
};

class ArchiveWriter {
 public:
  explicit ArchiveWriter(HashedFile* file)
      : packer_(kLevel, [file](std::string_view packed) { return file->Append(packed); }) {}

  Status AddText(std::string_view path, std::string_view text) {
    ASSAY_TRY_STATUS(packer_.Append(TarHeader({std::string(path), text.size(), 0644})));
    ASSAY_TRY_STATUS(packer_.Append(text));
    return packer_.Append(TarPadding(text.size()));
  }
  Status AddFile(const BackupFile& file, const std::string& folder) {
    ASSAY_TRY(FileReader reader, FileReader::Open(folder + "/" + file.path, false));
    ASSAY_TRY_STATUS(packer_.Append(TarHeader({file.path, file.bytes, file.mode})));
    std::vector<char> piece(kPiece);
    for (uint64_t left = file.bytes; left > 0;) {
      ASSAY_TRY(const size_t got, reader.Read(piece.data(), std::min<uint64_t>(kPiece, left)));
      if (got == 0) return InputError(fmt::format("the copy of '{}' was cut off", file.path));
      ASSAY_TRY_STATUS(packer_.Append({piece.data(), got}));
      left -= got;
    }
    return packer_.Append(TarPadding(file.bytes));
  }
  Status Finish() {
    ASSAY_TRY_STATUS(packer_.Append(TarEnd()));
    return packer_.Finish();
  }

 private:
  ZstdPacker packer_;
};

// The archive without its footer.
class StoredArchive : public ByteStream {
 public:
  explicit StoredArchive(FileReader reader)
      : reader_(std::move(reader)),
        left_(reader_.size() - std::min(reader_.size(), uint64_t{kFooterBytes})) {}

  Result<size_t> Read(char* out, size_t size) override {
    ASSAY_TRY(const size_t got, reader_.Read(out, std::min<uint64_t>(size, left_)));
    left_ -= got;
    return got;
  }

 private:
  FileReader reader_;
  uint64_t left_;
};

std::string BackupAt(const std::string& path) { return fmt::format("the backup '{}'", path); }

Error Damaged(const std::string& path, std::string_view what) {
  return InputError(fmt::format("{} is damaged: {}", BackupAt(path), what));
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

// The files of an archive whose footer fits.
class ArchiveReader {
 public:
  ArchiveReader(const std::string& path, FileReader reader, const ArchiveLimits& limits,
                const ArchiveSink& sink)
      : path_(path),
        limits_(limits),
        sink_(sink),
        budget_(BudgetOf(reader.size(), limits)),
        stored_(std::move(reader)),
        unpacked_(MakeZstdStream(&stored_, BackupAt(path))),
        files_(unpacked_.get(), BackupAt(path)) {}

  Result<BackupManifest> Read() {
    ASSAY_TRY(BackupManifest manifest, ReadManifest());
    for (const BackupFile& file : manifest.files) ASSAY_TRY_STATUS(ReadFile(file));
    ASSAY_TRY(const auto more, files_.Next());
    if (more) return Damaged(path_, "it holds a file that its manifest does not list");
    return manifest;
  }

 private:
  // The most bytes that an archive of that size may unpack to.
  static uint64_t BudgetOf(uint64_t size, const ArchiveLimits& limits) {
    const uint64_t ratio = std::min(limits.ratio, UINT64_MAX / (size + 1));
    return std::min(limits.bytes, std::max(kFreeBytes, size * ratio));
  }

  // The next entry must have that name and size.
  Status NextEntry(std::string_view path, std::optional<uint64_t> bytes) {
    ASSAY_TRY(const auto entry, files_.Next());
    if (!entry) return Damaged(path_, fmt::format("the file '{}' is missing", path));
    if (entry->path != path)
      return Damaged(path_, fmt::format("found '{}', expected '{}'", entry->path, path));
    if (!bytes || entry->bytes == *bytes) return {};
    return Damaged(path_, fmt::format("'{}' has another size than the manifest says", path));
  }

  // Reads the entry's bytes, at most `most`.
  Status ReadBytes(uint64_t most, const std::function<Status(std::string_view)>& take) {
    std::vector<char> piece(kPiece);
    for (uint64_t total = 0;;) {
      ASSAY_TRY(const size_t got, files_.Read(piece.data(), piece.size()));
      if (got == 0) return {};
      total += got;
      if (total > most) return Damaged(path_, "a file is larger than it may be");
      ASSAY_TRY_STATUS(take({piece.data(), got}));
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
  const uint64_t budget_;
  StoredArchive stored_;
  const std::unique_ptr<ByteStream> unpacked_;
  TarReader files_;
};

}  // namespace

Status WriteArchive(const std::string& path, const BackupManifest& manifest,
                    const std::string& folder, const Runtime& runtime) {
  ASSAY_TRY(auto file, runtime.files->Create(path));
  HashedFile hashed{file.get(), Sha256Digest()};
  ArchiveWriter writer(&hashed);
  ASSAY_TRY_STATUS(writer.AddText(kManifestName, FormatManifest(manifest)));
  for (const BackupFile& one : manifest.files) ASSAY_TRY_STATUS(writer.AddFile(one, folder));
  ASSAY_TRY_STATUS(writer.Finish());
  ASSAY_TRY_STATUS(file->Append(FooterOf(hashed.digest)));
  ASSAY_TRY_STATUS(file->Sync());
  return file->Close();
}

Result<BackupManifest> ReadArchive(const std::string& path, const ArchiveLimits& limits,
                                   const ArchiveSink& sink) {
  ASSAY_TRY_STATUS(CheckFooter(path));
  ASSAY_TRY(FileReader reader, FileReader::Open(path));
  return ArchiveReader(path, std::move(reader), limits, sink).Read();
}

}  // namespace assay
