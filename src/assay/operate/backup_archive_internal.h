// Writing and reading of backup archives, and their manifest as text.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "assay/operate/backup.h"
#include "assay/operate/file_reader.h"

namespace assay {

inline constexpr std::string_view kManifestName = "manifest.json";

std::string FormatManifest(const BackupManifest& manifest);
Result<BackupManifest> ParseManifest(std::string_view text, const std::string& file);

// A relative path in UTF-8 without "..", empty parts, backslashes or control characters.
bool IsSafePath(std::string_view path);

// Writes an archive of `manifest` and its files (read from `folder`) to a new file, durable.
Status WriteArchive(const std::string& path, const BackupManifest& manifest,
                    const std::string& folder, const Runtime& runtime);

// Gets the bytes of one file of the archive, piece by piece; `piece` is empty at its end.
using ArchiveSink = std::function<Status(const BackupFile& file, std::string_view piece)>;

// Reads an unencrypted archive, checks everything, and passes the content on (when `sink` is not
// empty).
Result<BackupManifest> ReadArchive(const std::string& path, const ArchiveLimits& limits,
                                   const ArchiveSink& sink);

}  // namespace assay
