// HttpServer: HTTP/1.1 and TLS on Boost.Beast, with limits on size, time and connections.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "assay/base/result.h"
#include "server/http.h"

namespace assay::server {

struct HttpServerOptions {
  std::string host = "127.0.0.1";           // an address, or "localhost"
  uint16_t port = 0;                        // 0: any free one
  std::string tls_certificate;              // PEM, the chain; empty: plain HTTP
  std::string tls_key;                      // PEM
  std::string monitoring_host;              // plain HTTP; used with monitoring_port
  std::optional<uint16_t> monitoring_port;  // nothing: there is none
  size_t most_connections = 256;
  size_t most_connections_of_address = 128;  // behind a proxy, all clients have its address
  uint32_t most_header_bytes = 16 * 1024;
  std::chrono::milliseconds head_timeout{
      10'000};  // from the connection, or the answer before, to the head
  std::chrono::milliseconds request_timeout{30'000};  // for every 64 KiB of a body, either way
};

// One I/O thread does the talking, so that it is never behind the work; a few threads run handlers.
// When all connections are taken, a new one takes the place of that which has been waiting longest
// for a request: who only holds connections open can't lock others out. A client that has the most
// of one address makes room among its own.
class HttpServer {
 public:
  // Listens; a taken port or a wrong certificate is a usage error. `handler` must outlive the
  // server.
  static Result<std::unique_ptr<HttpServer>> Open(const HttpServerOptions& options,
                                                  HttpHandler* handler);
  ~HttpServer();

  uint16_t port() const;
  uint16_t monitoring_port() const;  // 0: there is none

  // Reads certificate and key anew: connections that begin from now on use them. After an error,
  // which names the file, the old ones stay. Without TLS nothing happens.
  Status ReloadCertificate();

  // From now on nobody is let in; requests that are under way go on.
  void StopAccepting();
  // Waits for them at most so long, then cuts what is left.
  void Close(std::chrono::milliseconds patience);

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace assay::server
