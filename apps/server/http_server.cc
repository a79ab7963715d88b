// Ports, the I/O thread and the end of a server; the talking itself is http_session.cc's.
#include "server/http_server.h"

#include <future>
#include <thread>

#include <fmt/format.h>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/http_core_internal.h"

namespace assay::server {
namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kAcceptPause{100};

// A port; lets clients in until the server stops.
class Listener {
 public:
  Listener(Core* core, bool monitoring)
      : core_(core), monitoring_(monitoring), acceptor_(core->io), timer_(core->io) {}

  Status Listen(const std::string& host, uint16_t port) {
    ErrorCode code;
    const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, code);
    if (code)
      return UsageError(fmt::format(
          "found the host '{}', expected an address such as 127.0.0.1, 0.0.0.0 or ::", host));
    const Tcp::endpoint endpoint(address, port);
    acceptor_.open(endpoint.protocol(), code);
    if (!code) acceptor_.set_option(asio::socket_base::reuse_address(true), code);
    if (!code) acceptor_.bind(endpoint, code);
    if (!code) acceptor_.listen(asio::socket_base::max_listen_connections, code);
    if (code)
      return UsageError(fmt::format("can't listen on {} port {}: {}", host, port, code.message()));
    Accept();
    return {};
  }

  uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void Close() {
    ErrorCode ignored;
    acceptor_.close(ignored);
  }

 private:
  void Accept() {
    acceptor_.async_accept([this](ErrorCode code, Tcp::socket socket) {
      if (!acceptor_.is_open()) return;
      if (code) return AcceptLater();
      if (core_->MakeRoom(AddressOf(socket))) StartSession(core_, monitoring_, std::move(socket));
      Accept();
    });
  }
  // No descriptor was free, most likely.
  void AcceptLater() {
    timer_.expires_after(kAcceptPause);
    timer_.async_wait([this](ErrorCode) {
      if (acceptor_.is_open()) Accept();
    });
  }
  Core* const core_;
  const bool monitoring_;
  Tcp::acceptor acceptor_;
  asio::steady_timer timer_;
};

Status LoadCertificate(const HttpServerOptions& options, std::optional<asio::ssl::context>* tls) {
  if (options.tls_certificate.empty()) return {};
  tls->emplace(asio::ssl::context::tls_server);
  SSL_CTX_set_min_proto_version((*tls)->native_handle(), TLS1_2_VERSION);
  ErrorCode code;
  (*tls)->use_certificate_chain_file(options.tls_certificate, code);
  if (code)
    return UsageError(fmt::format("--tls-cert {}: {}", options.tls_certificate, code.message()));
  (*tls)->use_private_key_file(options.tls_key, asio::ssl::context::pem, code);
  if (code) return UsageError(fmt::format("--tls-key {}: {}", options.tls_key, code.message()));
  if (SSL_CTX_check_private_key((*tls)->native_handle()) == 1) return {};
  return UsageError(fmt::format("--tls-key {} does not belong to --tls-cert {}", options.tls_key,
                                options.tls_certificate));
}

}  // namespace

struct HttpServer::State {
  Core core;
  Listener listener{&core, false};
  Listener monitoring{&core, true};
  bool has_monitoring = false;
  asio::executor_work_guard<asio::io_context::executor_type> work{core.io.get_executor()};
  std::thread thread;

  // A handler that throws (no memory) costs its connection, never the service.
  void RunLoop() {
    for (;;) {
      try {
        core.io.run();
        return;
      } catch (const std::exception&) {
      }
    }
  }
  // Does it on the I/O thread and waits for it.
  template <typename Action>
  void Inside(const Action& action) {
    std::promise<void> done;
    asio::post(core.io, [&] {
      action();
      done.set_value();
    });
    done.get_future().wait();
  }
};

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<HttpServer>> HttpServer::Open(const HttpServerOptions& options,
                                                     HttpHandler* handler) {
  auto state = std::make_unique<State>();
  state->core.options = options;
  state->core.handler = handler;
  ASSAY_TRY_STATUS(LoadCertificate(options, &state->core.tls));
  ASSAY_TRY_STATUS(state->listener.Listen(options.host, options.port));
  if (options.monitoring_port) {
    ASSAY_TRY_STATUS(state->monitoring.Listen(options.monitoring_host, *options.monitoring_port));
    state->has_monitoring = true;
  }
  state->thread = std::thread([raw = state.get()] { raw->RunLoop(); });
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

HttpServer::~HttpServer() {
  Close({});
  state_->core.pool.stop();
  state_->core.pool.join();
  state_->work.reset();
  state_->core.io.stop();
  state_->thread.join();
}

uint16_t HttpServer::port() const { return state_->listener.port(); }
uint16_t HttpServer::monitoring_port() const {
  return state_->has_monitoring ? state_->monitoring.port() : 0;
}

// Sessions that run hold the old context themselves.
Status HttpServer::ReloadCertificate() {
  std::optional<asio::ssl::context> tls;
  ASSAY_TRY_STATUS(LoadCertificate(state_->core.options, &tls));
  if (tls) state_->Inside([&] { state_->core.tls = std::move(tls); });
  return {};
}

void HttpServer::StopAccepting() {
  state_->Inside([this] {
    state_->listener.Close();
    state_->monitoring.Close();
  });
}

void HttpServer::Close(std::chrono::milliseconds patience) {
  StopAccepting();
  state_->Inside([this] {
    state_->core.stopping = true;
    for (Connection* each : std::set<Connection*>(state_->core.connections)) {
      if (each->waiting) each->Cut();
    }
  });
  const auto deadline = SteadyClock::now() + patience;
  for (bool all_gone = false; !all_gone;) {
    const bool late = SteadyClock::now() >= deadline;
    state_->Inside([&] {
      all_gone = late || state_->core.connections.empty();
      if (!late) return;
      for (Connection* each : std::set<Connection*>(state_->core.connections)) each->Cut();
    });
    if (!all_gone) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace assay::server
