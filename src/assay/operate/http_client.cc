// libcurl with everything off that could lead elsewhere.
#include "assay/operate/http_client.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <mutex>
#include <optional>

#include <fmt/format.h>

#include "assay/base/libcrypto.h"
#include "assay/operate/public_address.h"

namespace assay {
namespace {

constexpr size_t kMostBody = 65'536;

struct Transfer {
  const HttpPolicy* policy;
  bool refused = false;
  std::string body;
};

curl_socket_t OpenSocket(void* user, curlsocktype, curl_sockaddr* address) {
  auto* transfer = static_cast<Transfer*>(user);
  if (!transfer->policy->allow_private && !IsPublicAddress(&address->addr)) {
    transfer->refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

size_t TakeBody(char* data, size_t, size_t size, void* user) {
  std::string& body = static_cast<Transfer*>(user)->body;
  body.append(data, std::min(size, kMostBody - body.size()));
  return size;
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

Handle NewHandle() {
  static std::once_flag once;
  std::call_once(once, [] {
    NeedLibcrypto();
    curl_global_init(CURL_GLOBAL_DEFAULT);
  });
  return Handle(curl_easy_init(), &curl_easy_cleanup);
}

List HeadersOf(const HttpRequest& request) {
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const auto& [name, value] : request.headers) {
    list = curl_slist_append(list, fmt::format("{}: {}", name, value).c_str());
  }
  return List(list, &curl_slist_free_all);
}

void SetGuards(CURL* curl, const HttpRequest& request, Transfer* transfer) {
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR,
                   request.policy.allow_plain ? "http,https" : "https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout_seconds * 1000));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(request.timeout_seconds * 1000));
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &OpenSocket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, transfer);
  if (!request.policy.ca_file.empty())
    curl_easy_setopt(curl, CURLOPT_CAINFO, request.policy.ca_file.c_str());
}

void SetRequest(CURL* curl, const HttpRequest& request, Transfer* transfer) {
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "assay/" ASSAY_VERSION);
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  if (request.method != "GET") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
  }
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &TakeBody);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
}

// What no retry mends: the certificate is not trusted, or the file of trusted ones can't be read.
bool IsCertificateProblem(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
         code == CURLE_SSL_CERTPROBLEM || code == CURLE_SSL_ISSUER_ERROR;
}

}  // namespace

std::string OriginOf(const std::string& url) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parts(curl_url(), &curl_url_cleanup);
  const auto part = [&](CURLUPart which) -> std::string {
    char* text = nullptr;
    if (curl_url_get(parts.get(), which, &text, 0) != CURLUE_OK) return "";
    std::string copy = text;
    curl_free(text);
    return copy;
  };
  if (curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) !=
      CURLUE_OK) {
    return "(no valid address)";
  }
  const std::string port = part(CURLUPART_PORT);
  return fmt::format("{}://{}{}{}", part(CURLUPART_SCHEME), part(CURLUPART_HOST),
                     port.empty() ? "" : ":", port);
}

Result<HttpResponse> SendHttp(const HttpRequest& request) {
  const Handle curl = NewHandle();
  if (curl == nullptr) return InternalError("libcurl could not be started");
  Transfer transfer{&request.policy};
  const List headers = HeadersOf(request);
  SetGuards(curl.get(), request, &transfer);
  SetRequest(curl.get(), request, &transfer);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  const CURLcode code = curl_easy_perform(curl.get());
  const std::string origin = OriginOf(request.url);
  if (transfer.refused) {
    return UsageError(
        fmt::format("{} is not on the public internet, and nothing is sent to private, loopback or "
                    "link-local addresses unless it is allowed",
                    origin));
  }
  if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT) {
    return UsageError(fmt::format("{}: expected an address that starts with {}", origin,
                                  request.policy.allow_plain ? "https:// or http://" : "https://"));
  }
  if (IsCertificateProblem(code)) {
    return UsageError(
        fmt::format("{}: {}; trust the CA of its certificate (ALERT_CA_FILE for the "
                    "webhook), or mend the certificate",
                    origin, curl_easy_strerror(code)));
  }
  if (code != CURLE_OK)
    return Error{ErrorKind::kDelivery, fmt::format("{}: {}", origin, curl_easy_strerror(code))};
  HttpResponse response;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &response.status);
  response.body = std::move(transfer.body);
  return response;
}

Result<HttpResponse> SendHttpRetrying(const HttpRequest& request, const RetryPolicy& retry) {
  Retries retries(retry);
  std::optional<HttpResponse> refused;  // the last answer, when it is one that may change
  const auto send = [&]() -> Result<HttpResponse> {
    auto response = SendHttp(request);
    refused.reset();
    if (!response) {
      const bool may_pass = response.error().kind == ErrorKind::kDelivery;
      return Error{may_pass ? ErrorKind::kTransient : response.error().kind,
                   response.error().message};
    }
    if (!IsTransientStatus(response->status)) return response;
    refused = *std::move(response);
    return Error{ErrorKind::kTransient,
                 fmt::format("{}: HTTP {}", OriginOf(request.url), refused->status)};
  };
  auto response = retries.Do(send);
  if (response || response.error().kind != ErrorKind::kTransient) return response;
  if (refused) return *std::move(refused);
  return Error{ErrorKind::kDelivery, response.error().message};
}

}  // namespace assay
