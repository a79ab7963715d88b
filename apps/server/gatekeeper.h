// Gatekeeper: who a request comes from, and whether it may pass.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "assay/base/runtime.h"
#include "server/rate_limiter.h"
#include "server/route.h"

namespace assay::server {

struct GateOptions {
  std::string tokens_file;           // empty: everybody is admin
  std::vector<std::string> hosts;    // names that clients may use for this service; empty: any
  uint32_t requests_per_second = 0;  // for each client; 0: no limit
};

// Check is called by one thread; Reload by another.
class Gatekeeper {
 public:
  static Result<std::unique_ptr<Gatekeeper>> Open(const GateOptions& options,
                                                  const Runtime& runtime);

  // The caller, or the answer that refuses: 401, 403, 421 or 429. A token comes as "Authorization:
  // Bearer TOKEN" or, for browsers, as the password of Basic authentication.
  std::optional<HttpResponse> Check(const HttpRequest& head, const Route& route, Caller* caller);

  // Reads the token file again when it has changed. An error leaves the old tokens in force.
  Status Reload();

  std::vector<AccessToken> tokens() const;

 private:
  using Tokens = std::shared_ptr<const std::vector<AccessToken>>;
  Gatekeeper(const GateOptions& options, const Runtime& runtime);
  Tokens Current() const;
  std::optional<HttpResponse> CheckOrigin(const HttpRequest& head) const;
  std::optional<HttpResponse> Limit(const std::string& client);

  const GateOptions options_;
  const Runtime runtime_;
  RateLimiter limiter_;
  mutable std::mutex mutex_;
  Tokens tokens_;
  std::string stamp_;  // of the file that tokens_ come from
};

}  // namespace assay::server
