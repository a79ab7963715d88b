// Access tokens of the service: who may do what. The file keeps digests, never a token.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/runtime.h"

namespace assay {

// Each role may do what the ones before it may.
enum class Role : uint8_t { kViewer, kOperator, kAdmin };
inline constexpr std::string_view kRoleNames[] = {"viewer", "operator", "admin"};
inline std::string_view RoleName(Role role) { return kRoleNames[static_cast<size_t>(role)]; }

struct AccessToken {
  std::string name;  // whose it is: letters, digits, '.', '_', '-'
  Role role = Role::kViewer;
  std::string sha256;   // of the token's text, in hexadecimal
  std::string created;  // UTC, RFC 3339
  std::string expires;  // the same; empty: never
};

// Reads a token file: a line is "NAME ROLE SHA256 CREATED EXPIRES", EXPIRES "-" for never; empty
// lines and those that start with '#' do not count. Every mistake is a usage error at its line, and
// so is a file that others may read or its group write.
Result<std::vector<AccessToken>> ReadTokens(const std::string& path);
// The same of the file's text.
Result<std::vector<AccessToken>> ParseTokens(const std::string& text, const std::string& path);

// Makes a token of 32 random bytes and appends its digest to the file, which is made (mode 0600)
// when it is not there. Gives the token's text, which stands nowhere else. `days` 0: it never
// expires.
Result<std::string> AddToken(const std::string& path, const std::string& name, Role role,
                             int64_t days, const Runtime& runtime);

// Removes a token by its name; a usage error when there is none.
Status RemoveToken(const std::string& path, const std::string& name, const Runtime& runtime);

// The token whose text this is, if it has not expired; else null. Takes the same time for every
// text.
const AccessToken* FindToken(const std::vector<AccessToken>& tokens, std::string_view text,
                             int64_t now_micros);

}  // namespace assay
