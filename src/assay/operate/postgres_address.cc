// libpq's own reading of addresses.
#include "assay/operate/postgres_address.h"

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

}  // namespace

Status CheckProtectedAddress(const std::string& address) {
  char* reason = nullptr;
  const ConnectionOptions given(PQconninfoParse(address.c_str(), &reason));
  PQfreemem(reason);  // it may quote the password
  if (given == nullptr)
    return UsageError("ASSAY_HISTORY: is no address that PostgreSQL's library understands");
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
      "ASSAY_HISTORY: with sslmode '{}', the way to the server{} can be read or forged by others; "
      "production needs "
      "sslmode=verify-full (or verify-ca) and the server's CA in sslrootcert, or a local socket",
      mode.empty() ? "prefer" : mode, host.empty() ? "" : fmt::format(" '{}'", host)));
}

}  // namespace assay
