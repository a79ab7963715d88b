// Start, wait, stop.
#include "server/serve.h"

#include <chrono>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "assay/operate/file_lock.h"

namespace assay::server {
namespace {

constexpr std::chrono::milliseconds kLook{50};
constexpr std::chrono::milliseconds kFarewell{2'000};

bool IsLoopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::string Address(const char* scheme, const std::string& host, uint16_t port) {
  const bool is_v6 = host.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}", scheme, is_v6 ? "[" : "", host, is_v6 ? "]" : "", port);
}

Status MakeDataDirectory(const std::string& path) {
  std::error_code code;
  const bool fresh = std::filesystem::create_directories(path, code);
  if (!code && fresh) std::filesystem::permissions(path, std::filesystem::perms::owner_all, code);
  if (code)
    return InputError(
        fmt::format("making the data directory '{}' failed: {}", path, code.message()));
  return {};
}

}  // namespace

Status CheckServeOptions(ServeOptions* options) {
  const HttpServerOptions& http = options->http;
  const bool open = !IsLoopback(http.host);
  const bool has_tokens = !options->service.gate.tokens_file.empty();
  if (http.tls_certificate.empty() != http.tls_key.empty()) {
    return UsageError("--tls-cert and --tls-key go together");
  }
  if (!has_tokens && options->production)
    return UsageError("production needs --tokens; make some with: assay tokens add");
  if (open && !has_tokens && !options->allow_anonymous) {
    return UsageError(fmt::format(
        "--host {} lets others in, who would all be admin: give --tokens (made with `assay tokens "
        "add`), or say --allow-anonymous",
        http.host));
  }
  if (open && http.tls_certificate.empty() && !options->allow_plain_http) {
    return UsageError(fmt::format(
        "--host {} would carry tokens and tables unencrypted: give --tls-cert and --tls-key, or "
        "say --allow-plain-http where a proxy in front encrypts",
        http.host));
  }
  if (!has_tokens && !open)
    options->service.gate.hosts = {"localhost", "127.0.0.1", "[::1]", http.host};
  return {};
}

Result<int> Serve(const ServeOptions& options, const std::function<int()>& signal_came,
                  const std::function<bool()>& reload_asked,
                  const std::function<void(const std::string& address)>& listening,
                  const Runtime& runtime) {
  ASSAY_TRY_STATUS(MakeDataDirectory(options.service.data_directory));
  ASSAY_TRY(const FileLock lock,
            FileLock::TryNow(options.service.data_directory + "/.lock",
                             fmt::format("another service uses the data directory '{}'",
                                         options.service.data_directory)));
  ASSAY_TRY(const std::unique_ptr<Service> service, Service::Open(options.service, runtime));
  ASSAY_TRY(const std::unique_ptr<HttpServer> server,
            HttpServer::Open(options.http, service.get()));
  listening(Address(options.http.tls_certificate.empty() ? "http" : "https", options.http.host,
                    server->port()));
  if (server->monitoring_port() != 0) {
    listening(Address("http", options.http.monitoring_host, server->monitoring_port()) +
              " (health and metrics)");
  }
  while (signal_came() == 0) {
    std::this_thread::sleep_for(kLook);
    if (!reload_asked()) continue;
    const Status reloaded = server->ReloadCertificate();
    options.service.log(reloaded ? "info" : "error",
                        reloaded ? "the certificate was read anew"
                                 : reloaded.error().message + "; the old one stays");
  }
  options.service.log("info", "stopping: no request is let in any more");
  server->StopAccepting();
  service->Drain(options.grace_seconds);
  server->Close(kFarewell);
  options.service.log("info", "stopped");
  return 128 + signal_came();
}

}  // namespace assay::server
