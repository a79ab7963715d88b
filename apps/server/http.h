// One request and its answer as handlers see them, and the server that carries them: no sockets
// here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assay/base/result.h"

namespace assay::server {

struct HttpRequest {
  std::string method;
  std::string target;  // as it was sent: "/v1/jobs?limit=3"
  std::map<std::string, std::string>
      headers;              // names in lower case; a repeated one: its last value
  std::string peer;         // the client's address
  bool monitoring = false;  // came in on the monitoring port
  std::string body;
  std::string body_file;  // holds the body in place of `body` when not empty
  uint64_t body_bytes = 0;

  std::string_view Header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : found->second;
  }
};

// A body that comes in pieces.
class BodyStream {
 public:
  struct Piece {
    std::string bytes;  // empty and not last: nothing yet, it is asked again 200 ms later
    bool last = false;
  };
  virtual ~BodyStream() = default;
  // Called by one worker thread at a time. An error cuts the connection: the client sees it as
  // such.
  virtual Result<Piece> Next() = 0;
};

struct HttpResponse {
  unsigned status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::unique_ptr<BodyStream> stream;    // in place of `body`
  std::optional<uint64_t> stream_bytes;  // its length, when known
};

// What is decided when the head of a request is there and its body is not read yet.
struct Admission {
  std::optional<HttpResponse> answer;  // given at once; a body is not read
  // Else: takes the whole request on a worker thread.
  std::function<HttpResponse(HttpRequest*)> handle;
  uint64_t most_body_bytes = 0;
  std::string body_file;  // a file to be made for the body; empty: it stays in memory
};

class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  // On the one I/O thread: must not wait for anything.
  virtual Admission Admit(const HttpRequest& head) = 0;
  // After an answer was sent, or its connection broke; on the I/O thread.
  virtual void Answered(const HttpRequest& request, unsigned status, double seconds) = 0;
  virtual void Connections(size_t open) = 0;
};

}  // namespace assay::server
