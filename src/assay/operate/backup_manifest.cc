// manifest.json of a backup, in the words of the operations guide.
#include <fmt/format.h>

#include "assay/base/config_value.h"
#include "assay/base/utf8.h"
#include "assay/operate/backup_archive_internal.h"
#include "assay/report/json_writer.h"

namespace assay {
namespace {

constexpr std::string_view kKinds[] = {"configuration", "model", "result", "state"};
constexpr std::string_view kFileKeys[] = {"path", "bytes", "sha256", "mode", "kind"};

Result<std::string> NeededText(const ConfigDocument& document, const ConfigNode& map,
                               std::string_view key) {
  const ConfigNode* node = map.Find(key);
  if (node == nullptr) return ErrorAt(document, map.mark, fmt::format("'{}' is missing", key));
  return ReadText(document, *node, key);
}

Result<int64_t> NeededCount(const ConfigDocument& document, const ConfigNode& map,
                            std::string_view key, int64_t highest) {
  const ConfigNode* node = map.Find(key);
  if (node == nullptr) return ErrorAt(document, map.mark, fmt::format("'{}' is missing", key));
  return ReadInteger(document, *node, key, 0, highest);
}

Result<BackupFile> ReadFileEntry(const ConfigDocument& document, const ConfigNode& node) {
  ASSAY_TRY_STATUS(CheckMap(document, node, "a file"));
  ASSAY_TRY_STATUS(CheckKeys(document, node, kFileKeys, "a file of the manifest"));
  BackupFile file;
  ASSAY_TRY(file.path, NeededText(document, node, "path"));
  ASSAY_TRY(file.sha256, NeededText(document, node, "sha256"));
  ASSAY_TRY(const int64_t bytes, NeededCount(document, node, "bytes", INT64_MAX));
  ASSAY_TRY(const int64_t mode, NeededCount(document, node, "mode", 0777));
  ASSAY_TRY(const std::string kind, NeededText(document, node, "kind"));
  file.bytes = static_cast<uint64_t>(bytes);
  file.mode = static_cast<uint32_t>(mode);
  for (size_t i = 0; i < std::size(kKinds); ++i) {
    if (kKinds[i] == kind) file.kind = static_cast<BackupKind>(i);
  }
  if (!IsSafePath(file.path))
    return ErrorAt(document, node.mark, fmt::format("the path '{}' is not safe", file.path));
  return file;
}

}  // namespace

uint64_t BackupManifest::CountOf(BackupKind kind) const {
  uint64_t count = 0;
  for (const BackupFile& file : files) count += file.kind == kind;
  return count;
}

uint64_t BackupManifest::TotalBytes() const {
  uint64_t bytes = 0;
  for (const BackupFile& file : files) bytes += file.bytes;
  return bytes;
}

bool IsSafePath(std::string_view path) {
  if (path.empty() || path.size() > 4096 || path.front() == '/' || path.back() == '/') return false;
  if (!IsValidUtf8(path)) return false;
  for (const char c : path) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '\\') return false;
  }
  while (!path.empty()) {
    const size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    if (part.empty() || part == "." || part == "..") return false;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return true;
}

std::string FormatManifest(const BackupManifest& manifest) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.String("Backup Date", manifest.date);
  json.String("System Version", manifest.version);
  json.Unsigned("Configuration Files", manifest.CountOf(BackupKind::kConfiguration));
  json.Unsigned("Model Files", manifest.CountOf(BackupKind::kModel));
  json.Unsigned("Result Files", manifest.CountOf(BackupKind::kResult));
  json.Unsigned("State Files", manifest.CountOf(BackupKind::kState));
  json.BeginArray("files");
  for (const BackupFile& file : manifest.files) {
    json.BeginObject();
    json.String("path", file.path);
    json.Unsigned("bytes", file.bytes);
    json.String("sha256", file.sha256);
    json.Unsigned("mode", file.mode);
    json.String("kind", kKinds[static_cast<size_t>(file.kind)]);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return json.Take();
}

Result<BackupManifest> ParseManifest(std::string_view text, const std::string& file) {
  auto parsed = ParseJson(text, file + ":" + std::string(kManifestName));
  if (!parsed) return InputError(parsed.error().message);
  const ConfigDocument& document = *parsed;
  BackupManifest manifest;
  ASSAY_TRY(manifest.date, NeededText(document, document.root, "Backup Date"));
  ASSAY_TRY(manifest.version, NeededText(document, document.root, "System Version"));
  const ConfigNode* files = document.root.Find("files");
  if (files == nullptr) return InputError(fmt::format("{}: the manifest lists no files", file));
  for (const ConfigNode& node : files->items) {
    auto entry = ReadFileEntry(document, node);
    if (!entry) return InputError(entry.error().message);
    manifest.files.push_back(*std::move(entry));
  }
  return manifest;
}

}  // namespace assay
