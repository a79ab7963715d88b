// The token file, its lines, and the comparison in constant time.
#include "assay/operate/access_tokens.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/config_node.h"
#include "assay/base/durable_file.h"
#include "assay/base/hash.h"
#include "assay/operate/base64_url.h"
#include "assay/operate/crypto.h"
#include "assay/operate/file_lock.h"
#include "assay/operate/key_ring.h"
#include "assay/operate/timestamp.h"

namespace assay {
namespace {

constexpr size_t kTokenBytes = 32;
constexpr size_t kDigestDigits = 64;
constexpr size_t kLongestName = 64;
constexpr std::string_view kNever = "-";
constexpr std::string_view kHeading =
    "# name role sha256 created expires; made by `assay tokens add`\n";

bool IsName(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return IsLetterOrDigit(c) || c == '.' || c == '_' || c == '-'; });
}

bool IsDigest(std::string_view text) {
  return text.size() == kDigestDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<Role> FindRole(std::string_view name) {
  const auto found = std::find(std::begin(kRoleNames), std::end(kRoleNames), name);
  if (found == std::end(kRoleNames)) return std::nullopt;
  return static_cast<Role>(found - std::begin(kRoleNames));
}

Result<AccessToken> ParseLine(const std::string& line, const std::string& where) {
  std::istringstream words(line);
  AccessToken token;
  std::string role, more;
  words >> token.name >> role >> token.sha256 >> token.created >> token.expires;
  const auto wrong = [&](std::string_view what) {
    return UsageError(fmt::format("{}: {}", where, what));
  };
  if (words.fail() || (words >> more))
    return wrong("expected five words: NAME ROLE SHA256 CREATED EXPIRES");
  if (!IsName(token.name))
    return wrong("the name may hold letters, digits, '.', '_' and '-', at most 64 of them");
  const auto known = FindRole(role);
  if (!known)
    return wrong(fmt::format("found the role '{}', expected viewer, operator or admin", role));
  token.role = *known;
  if (!IsDigest(token.sha256))
    return wrong("expected a SHA-256 in 64 lower-case hexadecimal digits");
  if (token.expires == kNever) {
    token.expires.clear();
  } else if (const auto end = ParseUtcTimestamp(token.expires); !end) {
    return wrong(end.error().message);
  }
  return token;
}

Status WriteTokens(const std::string& path, const std::vector<AccessToken>& tokens,
                   const Runtime& runtime) {
  std::string text(kHeading);
  for (const AccessToken& token : tokens) {
    text += fmt::format("{} {} {} {} {}\n", token.name, RoleName(token.role), token.sha256,
                        token.created, token.expires.empty() ? kNever : token.expires);
  }
  return ReplaceFile(path, text, runtime, 0600);
}

}  // namespace

Result<std::vector<AccessToken>> ParseTokens(const std::string& text, const std::string& path) {
  std::vector<AccessToken> tokens;
  std::istringstream lines(text);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    ASSAY_TRY(AccessToken token, ParseLine(line, fmt::format("{}:{}", path, number)));
    const bool doubled = std::any_of(tokens.begin(), tokens.end(), [&](const AccessToken& other) {
      return other.name == token.name;
    });
    if (doubled)
      return UsageError(fmt::format("{}:{}: the name '{}' stands twice", path, number, token.name));
    tokens.push_back(std::move(token));
  }
  return tokens;
}

Result<std::vector<AccessToken>> ReadTokens(const std::string& path) {
  ASSAY_TRY_STATUS(CheckPrivateFile(path, "token file"));
  ASSAY_TRY(const std::string text, SystemRuntime().files->ReadAll(path));
  return ParseTokens(text, path);
}

Result<std::string> AddToken(const std::string& path, const std::string& name, Role role,
                             int64_t days, const Runtime& runtime) {
  if (!IsName(name)) {
    return UsageError(fmt::format(
        "found the name '{}', expected letters, digits, '.', '_' and '-', at most {} of them", name,
        kLongestName));
  }
  const std::string folder = FolderOf(path);
  if (!runtime.files->Exists(folder)) ASSAY_TRY_STATUS(runtime.files->MakeDirectories(folder));
  ASSAY_TRY(const FileLock lock, FileLock::Wait(path + ".lock"));
  std::vector<AccessToken> tokens;
  if (runtime.files->Exists(path)) {
    ASSAY_TRY(tokens, ReadTokens(path));
  }
  const bool taken = std::any_of(tokens.begin(), tokens.end(),
                                 [&](const AccessToken& token) { return token.name == name; });
  if (taken)
    return UsageError(
        fmt::format("{}: there is a token '{}' already; remove it first", path, name));
  std::string text =
      "assay_" + EncodeBase64Url(RandomBytes(kTokenBytes)).substr(0, 43);  // without padding
  const int64_t now = runtime.clock->WallMicros();
  tokens.push_back({name, role, Sha256Hex(text), UtcTimestamp(now),
                    days == 0 ? "" : UtcTimestamp(now + days * kMicrosPerDay)});
  ASSAY_TRY_STATUS(WriteTokens(path, tokens, runtime));
  return text;
}

Status RemoveToken(const std::string& path, const std::string& name, const Runtime& runtime) {
  ASSAY_TRY(const FileLock lock, FileLock::Wait(path + ".lock"));
  ASSAY_TRY(std::vector<AccessToken> tokens, ReadTokens(path));
  std::vector<std::string> names;
  for (const AccessToken& token : tokens) names.push_back(token.name);
  if (std::erase_if(tokens, [&](const AccessToken& token) { return token.name == name; }) == 0) {
    return UsageError(
        fmt::format("{}: there is no token '{}'.{}", path, name, NearestHint(name, names)));
  }
  return WriteTokens(path, tokens, runtime);
}

const AccessToken* FindToken(const std::vector<AccessToken>& tokens, std::string_view text,
                             int64_t now_micros) {
  const std::string digest = Sha256Hex(text);
  const AccessToken* found = nullptr;
  for (const AccessToken& token : tokens) {
    if (EqualInConstantTime(token.sha256, digest)) found = &token;
  }
  if (found == nullptr || found->expires.empty()) return found;
  const auto end = ParseUtcTimestamp(found->expires);
  return end && now_micros < *end ? found : nullptr;
}

}  // namespace assay
