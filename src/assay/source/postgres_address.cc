// libpq's own reading of addresses.
#include "assay/source/postgres_address.h"

#include <libpq-fe.h>

#include <memory>
#include <string_view>

#include <fmt/format.h>

namespace assay {
namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using ConnectionOptions = std::unique_ptr<PQconninfoOption, FreeOptions>;

std::string ValueOf(const ConnectionOptions& options, std::string_view keyword) {
  for (const PQconninfoOption* option = options.get();
       option != nullptr && option->keyword != nullptr; ++option) {
    if (option->keyword == keyword) return option->val == nullptr ? "" : option->val;
  }
  return "";
}

// Every host of the list is a socket's folder ("/…") or an abstract socket ("@…").
bool AreSockets(std::string_view hosts) {
  while (true) {
    const size_t comma = hosts.find(',');
    const std::string_view host = hosts.substr(0, comma);
    if (host.empty() || (host[0] != '/' && host[0] != '@')) return false;
    if (comma == std::string_view::npos) return true;
    hosts.remove_prefix(comma + 1);
  }
}

// The server is not the one that the address asks for, or the trusted certificates can't be read:
// no retry mends that. libpq has no code for it. Its messages may come in another language than
// English; then the fault is taken for one that may pass.
bool IsCertificateProblem(std::string_view message) {
  for (const std::string_view part : {"certificate verify failed", "does not match host name",
                                      "root certificate file", "certificate revocation list"}) {
    if (message.find(part) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

ErrorKind PostgresFaultKind(std::string_view message, const char* state, bool is_connected) {
  if (IsCertificateProblem(message)) return ErrorKind::kUsage;
  if (!is_connected) return ErrorKind::kTransient;
  const std::string_view text = state == nullptr ? "" : state;
  for (const std::string_view passing : {"08", "40", "53", "57"}) {
    if (text.starts_with(passing)) return ErrorKind::kTransient;
  }
  return ErrorKind::kInput;
}

Status CheckProtectedAddress(const std::string& address, std::string_view setting) {
  char* reason = nullptr;
  const ConnectionOptions given(PQconninfoParse(address.c_str(), &reason));
  PQfreemem(reason);  // it may quote the password
  if (given == nullptr)
    return UsageError(
        fmt::format("{}: is no address that PostgreSQL's library understands", setting));
  const ConnectionOptions defaults(PQconndefaults());
  const auto value = [&](std::string_view keyword) {
    std::string text = ValueOf(given, keyword);
    return text.empty() ? ValueOf(defaults, keyword) : text;
  };
  const std::string host = value("host"), mode = value("sslmode");
  const bool has_service = !value("service").empty();
  const bool is_local =
      value("hostaddr").empty() && (host.empty() ? !has_service : AreSockets(host));
  if (is_local || mode == "verify-full" || mode == "verify-ca") return {};
  return UsageError(fmt::format(
      "{}: with sslmode '{}', the way to the server{} can be read or forged by others; "
      "production needs "
      "sslmode=verify-full (or verify-ca) and the server's CA in sslrootcert, or a local socket",
      setting, mode.empty() ? "prefer" : mode, host.empty() ? "" : fmt::format(" '{}'", host)));
}

}  // namespace assay
