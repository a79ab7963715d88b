// Tokens, origins and rates.
#include "server/gatekeeper.h"

#include <sys/stat.h>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "assay/operate/base64_url.h"
#include "server/problem.h"

namespace assay::server {
namespace {

// Another text when the file is another one.
std::string StampOf(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return "";
  return fmt::format("{}.{}.{}.{}", info.st_ino, info.st_size, info.st_mtim.tv_sec,
                     info.st_mtim.tv_nsec);
}

// The token of an Authorization header; empty when there is none.
std::string TokenOf(std::string_view header) {
  constexpr std::string_view kBearer = "Bearer ", kBasic = "Basic ";
  if (header.starts_with(kBearer)) return std::string(header.substr(kBearer.size()));
  if (!header.starts_with(kBasic)) return "";
  std::string text(header.substr(kBasic.size()));
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  const auto pair = DecodeBase64Url(text);
  const size_t colon = pair ? pair->find(':') : std::string::npos;
  return colon == std::string::npos ? "" : pair->substr(colon + 1);
}

// "host:8742" and "[::1]:8742" without the port.
std::string_view HostName(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

HttpResponse Unauthorized(std::string_view detail) {
  HttpResponse response = Problem(401, detail);
  response.headers.emplace_back("WWW-Authenticate",
                                "Bearer realm=\"assay\", Basic realm=\"assay\"");
  return response;
}

}  // namespace

Gatekeeper::Gatekeeper(const GateOptions& options, const Runtime& runtime)
    : options_(options), runtime_(runtime), limiter_(options.requests_per_second) {}

Result<std::unique_ptr<Gatekeeper>> Gatekeeper::Open(const GateOptions& options,
                                                     const Runtime& runtime) {
  std::unique_ptr<Gatekeeper> gate(new Gatekeeper(options, runtime));
  ASSAY_TRY_STATUS(gate->Reload());
  return gate;
}

Status Gatekeeper::Reload() {
  if (options_.tokens_file.empty()) return {};
  std::string stamp = StampOf(options_.tokens_file);
  if (!stamp.empty() && stamp == stamp_) return {};
  ASSAY_TRY(std::vector<AccessToken> tokens, ReadTokens(options_.tokens_file));
  const std::lock_guard lock(mutex_);
  tokens_ = std::make_shared<const std::vector<AccessToken>>(std::move(tokens));
  stamp_ = std::move(stamp);
  return {};
}

Gatekeeper::Tokens Gatekeeper::Current() const {
  const std::lock_guard lock(mutex_);
  return tokens_;
}

std::vector<AccessToken> Gatekeeper::tokens() const {
  const Tokens tokens = Current();
  return tokens ? *tokens : std::vector<AccessToken>();
}

// Web pages of others: a browser sends along where a request comes from, and the name that it took
// for the host, which a hostile name server may have pointed here.
std::optional<HttpResponse> Gatekeeper::CheckOrigin(const HttpRequest& head) const {
  const std::string_view host = head.Header("host");
  const std::string_view origin = head.Header("origin");
  const size_t scheme = origin.find("://");
  const bool foreign =
      !origin.empty() && (scheme == std::string_view::npos || origin.substr(scheme + 3) != host);
  if (foreign && head.method != "GET" && head.method != "HEAD") {
    return Problem(
        403,
        fmt::format("the request comes from a page of '{}', which may not change anything here",
                    origin));
  }
  const auto& hosts = options_.hosts;
  if (hosts.empty() || std::find(hosts.begin(), hosts.end(), HostName(host)) != hosts.end())
    return std::nullopt;
  return Problem(403, fmt::format("this service is not called '{}'; without tokens only this "
                                  "machine's own names are answered",
                                  HostName(host)));
}

std::optional<HttpResponse> Gatekeeper::Limit(const std::string& client) {
  const auto wait = limiter_.Take(client, runtime_.clock->MonotonicMicros());
  if (!wait) return std::nullopt;
  HttpResponse response = Problem(429, fmt::format("more than {} requests a second; wait {:.2f} s",
                                                   options_.requests_per_second, *wait));
  response.headers.emplace_back("Retry-After", fmt::format("{}", std::max(1.0, std::ceil(*wait))));
  return response;
}

std::optional<HttpResponse> Gatekeeper::Check(const HttpRequest& head, const Route& route,
                                              Caller* caller) {
  *caller = {"local", head.peer, Role::kAdmin};
  if (auto refusal = CheckOrigin(head)) return refusal;
  if (!route.least_role || (head.monitoring && route.monitoring)) return std::nullopt;
  const Tokens tokens = Current();
  if (!tokens) return Limit(head.peer);
  const std::string text = TokenOf(head.Header("authorization"));
  const AccessToken* token =
      text.empty() ? nullptr : FindToken(*tokens, text, runtime_.clock->WallMicros());
  if (token == nullptr) {
    if (auto refusal = Limit(head.peer)) return refusal;
    return Unauthorized(text.empty() ? "a token is needed: Authorization: Bearer TOKEN"
                                     : "the token is unknown or has expired");
  }
  caller->name = token->name;
  caller->role = token->role;
  if (auto refusal = Limit("token " + token->name)) return refusal;
  if (token->role >= *route.least_role) return std::nullopt;
  return Problem(403, fmt::format("the token '{}' is that of a {}; this needs a token of role {}",
                                  token->name, RoleName(token->role), RoleName(*route.least_role)));
}

}  // namespace assay::server
