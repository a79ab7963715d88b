// Sessions on Boost.Beast: read a head, ask the handler, read the body, answer, again.
#include <algorithm>
#include <exception>

#include <fmt/format.h>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include "server/body_file.h"
#include "server/http_core_internal.h"
#include "server/problem.h"

namespace assay::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Tcp = asio::ip::tcp;
using ErrorCode = beast::error_code;
using SteadyClock = std::chrono::steady_clock;
using EncryptedStream = beast::ssl_stream<beast::tcp_stream>;

constexpr std::string_view kNoSpace =
    "the upload could not be stored: no space, or no right to write";
constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr size_t kPieceBytes = 64 * 1024;
constexpr std::chrono::milliseconds kFarewell{2'000};
constexpr std::chrono::milliseconds kStreamPause{200};

HttpRequest HeadOf(const http::request<http::buffer_body>& message, bool monitoring,
                   std::string peer) {
  HttpRequest request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  request.monitoring = monitoring;
  request.peer = std::move(peer);
  for (const auto& field : message) {
    std::string name(field.name_string());
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; });
    request.headers[std::move(name)] = std::string(field.value());
  }
  return request;
}

// What came is no HTTP; a client that went away in the middle is another matter.
bool IsMalformed(ErrorCode code) {
  return code.category() == http::make_error_code(http::error::bad_method).category() &&
         code != http::error::partial_message && code != http::error::end_of_stream;
}

// One connection. Every step hands itself to the next as a handler, which keeps the session alive;
// when no handler is left, it is gone.
template <typename Stream>
class Session final : public Connection, public std::enable_shared_from_this<Session<Stream>> {
 public:
  static constexpr bool kEncrypted = !std::is_same_v<Stream, beast::tcp_stream>;

  template <typename... Arguments>
  Session(Core* core, bool monitoring, Arguments&&... arguments)
      : core_(core),
        monitoring_(monitoring),
        stream_(std::forward<Arguments>(arguments)...),
        timer_(core->io) {
    core_->Enter(this);
    ErrorCode ignored;
    Socket().set_option(Tcp::no_delay(true), ignored);
    peer = AddressOf(Socket());
  }
  ~Session() override { core_->Leave(this); }

  void Start() {
    if constexpr (kEncrypted) {
      Expire(core_->options.head_timeout);
      stream_.async_handshake(asio::ssl::stream_base::server, Then(&Session::OnHandshake));
    } else {
      ReadHead();
    }
  }

  void Cut() override {
    ErrorCode ignored;
    Socket().close(ignored);
    timer_.cancel();
  }

 private:
  using Step = void (Session::*)(ErrorCode, size_t);

  auto Then(Step step) {
    return [self = this->shared_from_this(), step](ErrorCode code, size_t bytes = 0) {
      (self.get()->*step)(code, bytes);
    };
  }
  // `work` on a thread of the pool, then `after` on the I/O thread.
  void Elsewhere(void (Session::*work)(), void (Session::*after)()) {
    Expire({});
    asio::post(core_->pool, [self = this->shared_from_this(), work, after]() mutable {
      (self.get()->*work)();
      asio::io_context& io = self->core_->io;
      asio::post(io, [self = std::move(self), after] { (self.get()->*after)(); });
    });
  }

  auto& Socket() { return beast::get_lowest_layer(stream_).socket(); }
  // The time that all that is under way has from now on; zero: for ever.
  void Expire(std::chrono::milliseconds time) {
    auto& lowest = beast::get_lowest_layer(stream_);
    time.count() == 0 ? lowest.expires_never() : lowest.expires_after(time);
  }

  void OnHandshake(ErrorCode code, size_t) {
    if (!code) ReadHead();
  }

  void ReadHead() {
    if (core_->stopping) return Shutdown();
    parser_.emplace();
    parser_->header_limit(core_->options.most_header_bytes);
    parser_->body_limit(UINT64_MAX);  // the handler says how much may come
    waiting = true;
    since = SteadyClock::now();
    Expire(core_->options.head_timeout);
    http::async_read_header(stream_, buffer_, *parser_, Then(&Session::OnHead));
  }

  void OnHead(ErrorCode code, size_t) {
    waiting = false;
    if (code == http::error::end_of_stream) return Shutdown();
    started_ = SteadyClock::now();
    request_ = HeadOf(parser_->get(), monitoring_, this->peer);
    if (code == http::error::header_limit || code == http::error::buffer_overflow) {
      return Refuse(431, fmt::format("the head of a request has at most {} bytes",
                                     core_->options.most_header_bytes));
    }
    if (IsMalformed(code)) return RefuseMalformed(code);
    if (code) return;
    admission_ = core_->handler->Admit(request_);
    if (admission_.answer) return Answer(*std::move(admission_.answer));
    const auto length = parser_->content_length();
    if (length && *length > admission_.most_body_bytes) return RefuseBody();
    if (!admission_.body_file.empty() && !body_file_.Create(admission_.body_file))
      return RefuseSpace();
    request_.body_file = admission_.body_file;
    if (!beast::iequals(parser_->get()[http::field::expect], "100-continue")) return ReadBody();
    asio::async_write(stream_, asio::buffer(kGoOn), Then(&Session::OnContinue));
  }

  void OnContinue(ErrorCode code, size_t) {
    if (!code) ReadBody();
  }

  void ReadBody() {
    if (parser_->is_done()) return Elsewhere(&Session::RunHandler, &Session::OnHandled);
    piece_.resize(kPieceBytes);
    parser_->get().body().data = piece_.data();
    parser_->get().body().size = piece_.size();
    Expire(core_->options.request_timeout);
    http::async_read(stream_, buffer_, *parser_, Then(&Session::OnBody));
  }

  void OnBody(ErrorCode code, size_t) {
    if (code == http::error::need_buffer) code = {};
    if (IsMalformed(code)) return RefuseMalformed(code);
    if (code) return Lost();
    piece_.resize(piece_.size() - parser_->get().body().size);
    request_.body_bytes += piece_.size();
    if (request_.body_bytes > admission_.most_body_bytes) return RefuseBody();
    if (!request_.body_file.empty()) return Elsewhere(&Session::StorePiece, &Session::OnStored);
    request_.body += piece_;
    ReadBody();
  }
  void StorePiece() { stored_ = body_file_.Append(piece_); }
  void OnStored() { stored_ ? ReadBody() : RefuseSpace(); }

  void RunHandler() {
    try {
      handled_ = body_file_.Sync() ? admission_.handle(&request_) : Problem(507, kNoSpace);
    } catch (const std::exception& exception) {
      handled_ = Problem(500, fmt::format("a bug: {}", exception.what()));
    }
    body_file_.Discard();
  }
  void OnHandled() { Answer(std::move(handled_)); }

  void Refuse(unsigned status, std::string_view detail) { Answer(Problem(status, detail)); }
  void RefuseMalformed(ErrorCode code) {
    Refuse(400, fmt::format("this is no HTTP/1.1 request: {}", code.message()));
  }
  void RefuseBody() {
    Refuse(413, fmt::format("the body of this request may have at most {} bytes",
                            admission_.most_body_bytes));
  }
  void RefuseSpace() { Refuse(507, kNoSpace); }

  void Answer(HttpResponse response) {
    response_ = std::move(response);
    keep_ = parser_->is_done() && parser_->get().keep_alive() && !core_->stopping;
    message_ = {};
    message_.version(11);
    message_.result(response_.status);
    message_.set(http::field::content_type, response_.content_type);
    message_.set(http::field::cache_control, "no-store");
    message_.set("X-Content-Type-Options", "nosniff");
    for (const auto& [name, value] : response_.headers) message_.set(name, value);
    message_.keep_alive(keep_);
    if (response_.stream && !response_.stream_bytes) {
      message_.chunked(true);
    } else {
      message_.content_length(response_.stream ? *response_.stream_bytes : response_.body.size());
    }
    serializer_.emplace(message_);
    last_ = !response_.stream || request_.method == "HEAD";
    Expire(core_->options.request_timeout);
    if (response_.stream || request_.method == "HEAD") {
      SetPiece({}, true);
      http::async_write_header(stream_, *serializer_, Then(&Session::OnSent));
    } else {
      SetPiece(response_.body, false);
      http::async_write(stream_, *serializer_, Then(&Session::OnSent));
    }
  }

  void SetPiece(std::string_view bytes, bool more) {
    message_.body().data = bytes.empty() ? nullptr : const_cast<char*>(bytes.data());
    message_.body().size = bytes.size();
    message_.body().more = more;
  }

  void OnSent(ErrorCode code, size_t) {
    if (code == http::error::need_buffer) code = {};
    if (code) return Lost();
    last_ ? Finish() : Elsewhere(&Session::TakePiece, &Session::OnPiece);
  }

  void TakePiece() {
    auto next = response_.stream->Next();
    lost_ = !next;
    if (next) out_ = std::move(*next);
  }
  void OnPiece() {
    if (lost_) return Lost();
    last_ = out_.last || (out_.bytes.empty() && core_->stopping);
    if (out_.bytes.empty() && !last_) {
      timer_.expires_after(kStreamPause);
      return timer_.async_wait([self = this->shared_from_this()](ErrorCode code) {
        if (!code) self->Elsewhere(&Session::TakePiece, &Session::OnPiece);
      });
    }
    SetPiece(out_.bytes, !last_);
    Expire(core_->options.request_timeout);
    http::async_write(stream_, *serializer_, Then(&Session::OnSent));
  }

  void Tell(unsigned status) {
    core_->handler->Answered(request_, status,
                             std::chrono::duration<double>(SteadyClock::now() - started_).count());
  }
  // The client is gone, or too slow.
  void Lost() {
    Tell(499);
    Cut();
  }

  void Finish() {
    Tell(response_.status);
    const bool unread = !parser_->is_done();
    body_file_.Discard();
    request_ = {};
    response_ = {};
    if (keep_) return ReadHead();
    if (!unread) return Shutdown();
    // A client that is still sending would not see the answer if the connection just ended.
    piece_.resize(kPieceBytes);
    Expire(kFarewell);
    Drain({}, 0);
  }
  void Drain(ErrorCode code, size_t) {
    if (code) return Shutdown();
    stream_.async_read_some(asio::buffer(piece_), Then(&Session::Drain));
  }

  void Shutdown() {
    if constexpr (kEncrypted) {
      Expire(kFarewell);
      stream_.async_shutdown([self = this->shared_from_this()](ErrorCode) { self->Cut(); });
    } else {
      ErrorCode ignored;
      Socket().shutdown(Tcp::socket::shutdown_both, ignored);
    }
  }

  Core* const core_;
  const bool monitoring_;
  Stream stream_;
  asio::steady_timer timer_;
  beast::flat_buffer buffer_{2 * kPieceBytes};
  std::optional<http::request_parser<http::buffer_body>> parser_;
  SteadyClock::time_point started_;
  HttpRequest request_;
  Admission admission_;
  BodyFile body_file_;
  std::string piece_;
  bool stored_ = true;
  HttpResponse handled_;
  HttpResponse response_;
  http::response<http::buffer_body> message_;
  std::optional<http::response_serializer<http::buffer_body>> serializer_;
  BodyStream::Piece out_;
  bool keep_ = false, last_ = false, lost_ = false;
};

}  // namespace

std::string AddressOf(const Tcp::socket& socket) {
  ErrorCode code;
  const auto endpoint = socket.remote_endpoint(code);
  return code ? "unknown" : endpoint.address().to_string(code);
}

void StartSession(Core* core, bool monitoring, Tcp::socket socket) {
  if (core->tls && !monitoring) {
    std::make_shared<Session<EncryptedStream>>(core, monitoring, std::move(socket), *core->tls)
        ->Start();
  } else {
    std::make_shared<Session<beast::tcp_stream>>(core, monitoring, std::move(socket))->Start();
  }
}

}  // namespace assay::server
