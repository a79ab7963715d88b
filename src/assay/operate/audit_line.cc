// Serialising and checking of single audit lines and of the head.
#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/operate/audit_line_internal.h"
#include "assay/operate/crypto.h"
#include "assay/operate/timestamp.h"
#include "assay/report/json_writer.h"

namespace assay {
namespace {

constexpr std::string_view kBeforeHash = R"(,"hash":")";
constexpr std::string_view kBehindHash = R"("})";
constexpr std::string_view kLineDomain = "assay audit line 1\n";
constexpr std::string_view kHeadDomain = "assay audit head 1\n";

// Different uses of a key never give the same code for the same bytes.
std::string Authenticate(std::string_view domain, std::string_view text, const SecretKey& key) {
  return HexOfBytes(HmacSha256(key.bytes(), std::string(domain).append(text)));
}

const SecretKey* FindKey(const KeyRing& ring, std::string_view id) {
  for (const SecretKey& key : ring.keys) {
    if (key.IdHex() == id) return &key;
  }
  return nullptr;
}

// Splits `{...,"hash":"H"}` into what is hashed and H.
bool SplitHash(std::string_view text, std::string_view* hashed, std::string_view* hash) {
  const size_t tail = kBeforeHash.size() + kAuditHashDigits + kBehindHash.size();
  if (text.size() < tail || !text.ends_with(kBehindHash)) return false;
  *hashed = text.substr(0, text.size() - tail);
  if (!text.substr(hashed->size()).starts_with(kBeforeHash)) return false;
  *hash = text.substr(hashed->size() + kBeforeHash.size(), kAuditHashDigits);
  return true;
}

std::string WithHash(std::string text, std::string_view hash) {
  text.pop_back();  // the closing brace
  return text.append(kBeforeHash).append(hash).append(kBehindHash);
}

std::string MemberText(const ConfigDocument& document, std::string_view key) {
  const ConfigNode* node = document.root.Find(key);
  return node == nullptr ? "" : node->text;
}

// The members of a text whose hash fits, or what is wrong with it.
Result<ConfigDocument> Authentic(std::string_view text, std::string_view domain,
                                 const KeyRing& ring, std::string* hash) {
  std::string_view hashed;
  std::string_view found;
  if (!SplitHash(text, &hashed, &found))
    return InputError("it does not end in a hash: the line was changed or cut");
  auto document = ParseJson(text, "line");
  if (!document) return InputError("it is no JSON: the line was changed");
  const std::string id = MemberText(*document, "key");
  const SecretKey* key = FindKey(ring, id);
  if (key == nullptr)
    return InputError(fmt::format("it names the key '{}', which the key file does not hold", id));
  if (!EqualInConstantTime(Authenticate(domain, hashed, *key), found)) {
    return InputError("its hash does not fit: the line was changed");
  }
  *hash = found;
  return document;
}

}  // namespace

std::string FormatAuditLine(const AuditEntry& entry, uint64_t sequence, int64_t micros,
                            std::string_view previous, const SecretKey& key) {
  JsonWriter json(JsonWriter::Layout::kCompact);
  json.BeginObject();
  json.Unsigned("sequence", sequence);
  json.String("timestamp", UtcTimestamp(micros));
  json.String("user", entry.user);
  json.String("action", entry.action);
  json.String("data_file", entry.data_file);
  json.BeginObject("config");
  for (const auto& [name, value] : entry.config) json.String(name, value);
  json.EndObject();
  json.String("ip_address", entry.ip_address);
  json.String("key", key.IdHex());
  json.String("previous", previous);
  json.EndObject();
  std::string text = json.Take();
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const std::string hash =
      Authenticate(kLineDomain, std::string_view(text).substr(0, text.size() - 1), key);
  return WithHash(std::move(text), hash);
}

Result<AuditLink> CheckAuditLine(std::string_view line, const KeyRing& ring) {
  AuditLink link;
  ASSAY_TRY(const ConfigDocument document, Authentic(line, kLineDomain, ring, &link.hash));
  const ConfigNode* sequence = document.root.Find("sequence");
  if (sequence == nullptr) return InputError("it has no sequence");
  link.sequence = static_cast<uint64_t>(sequence->number);
  link.previous = MemberText(document, "previous");
  return link;
}

std::string FormatAuditHead(const AuditHead& head, const SecretKey& key) {
  const std::string text = fmt::format(R"({{"sequence":{},"bytes":{},"line":"{}","key":"{}"}})",
                                       head.sequence, head.bytes, head.hash, key.IdHex());
  const std::string hash =
      Authenticate(kHeadDomain, std::string_view(text).substr(0, text.size() - 1), key);
  return WithHash(text, hash) + "\n";
}

Result<AuditHead> ParseAuditHead(const std::string& path, std::string_view text,
                                 const KeyRing& ring) {
  if (!text.ends_with('\n'))
    return InputError(fmt::format("{}: the head was changed or cut", path));
  AuditHead head;
  std::string hash;
  auto document = Authentic(text.substr(0, text.size() - 1), kHeadDomain, ring, &hash);
  if (!document)
    return InputError(
        fmt::format("{}: the head is not authentic: {}", path, document.error().message));
  const ConfigNode* sequence = document->root.Find("sequence");
  const ConfigNode* bytes = document->root.Find("bytes");
  if (sequence == nullptr || bytes == nullptr)
    return InputError(fmt::format("{}: the head is no head", path));
  head.sequence = static_cast<uint64_t>(sequence->number);
  head.bytes = static_cast<uint64_t>(bytes->number);
  head.hash = MemberText(*document, "line");
  return head;
}

}  // namespace assay
