// One HTTP request to a target that a configuration names, guarded against reaching where it should
// not.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/retry.h"

namespace assay {

// What a target may be. The defaults are for webhooks on the public internet.
struct HttpPolicy {
  bool allow_plain = false;  // http:// besides https://
  bool allow_private =
      false;            // loopback, private, link-local and other addresses that are not public
  std::string ca_file;  // certificates to trust besides the system's; empty: none
};

struct HttpRequest {
  std::string method = "POST";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  double timeout_seconds = 10;  // for all of it
  HttpPolicy policy;
};

struct HttpResponse {
  long status = 0;
  std::string body;  // at most 64 KiB of it
};

// Sends the request once: no redirect is followed, no proxy of the environment is used, and the
// address that is connected to is checked itself, so that no DNS answer gets around the policy.
// A target that the policy forbids is a usage error; no answer is a delivery error. Messages name
// the host, never the path: that of a webhook is a secret.
Result<HttpResponse> SendHttp(const HttpRequest& request);

// The same, tried again while there is no answer or a transient one; gives the last answer or
// error. An error of retry.may_wait ends it.
Result<HttpResponse> SendHttpRetrying(const HttpRequest& request, const RetryPolicy& retry);

// "https://host:port" of an address, for messages.
std::string OriginOf(const std::string& url);

// Whether an answer means that the same request may succeed later (429 and 5xx).
inline bool IsTransientStatus(long status) { return status == 429 || status >= 500; }

}  // namespace assay
