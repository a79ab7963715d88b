// LocalServer: an HTTP server on 127.0.0.1 that records requests and answers as the test says.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "assay/base/check.h"

namespace assay {

class LocalServer {
 public:
  struct Request {
    std::string head;
    std::string body;
  };
  // Gives the status line and headers for the n-th request: "200 OK", "302 Found\r\nLocation: …".
  using Answer = std::function<std::string(size_t)>;

  explicit LocalServer(Answer answer)
      : answer_(std::move(answer)), socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ASSAY_CHECK(bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                listen(socket_, 16) == 0);
    ASSAY_CHECK(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }
  ~LocalServer() {
    shutdown(socket_, SHUT_RDWR);
    thread_.join();
    close(socket_);
  }

  std::string Url(const std::string& path = "/hook") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  int port() const { return port_; }
  std::vector<Request> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void Serve() {
    while (true) {
      const int client = accept(socket_, nullptr, nullptr);
      if (client < 0) return;
      Handle(client);
      close(client);
    }
  }
  void Handle(int client) {
    std::string text;
    char buffer[4096];
    size_t head_end = std::string::npos;
    size_t length = 0;
    while (head_end == std::string::npos || text.size() < head_end + 4 + length) {
      const ssize_t got = read(client, buffer, sizeof buffer);
      if (got <= 0) return;
      text.append(buffer, static_cast<size_t>(got));
      head_end = text.find("\r\n\r\n");
      const size_t at = text.find("Content-Length: ");
      if (at != std::string::npos) length = static_cast<size_t>(std::atol(text.c_str() + at + 16));
    }
    size_t number = 0;
    {
      const std::lock_guard lock(mutex_);
      number = requests_.size();
      requests_.push_back({text.substr(0, head_end), text.substr(head_end + 4)});
    }
    const std::string reply =
        "HTTP/1.1 " + answer_(number) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    ASSAY_CHECK(write(client, reply.data(), reply.size()) == static_cast<ssize_t>(reply.size()));
  }

  Answer answer_;
  int socket_;
  int port_ = 0;
  std::mutex mutex_;
  std::vector<Request> requests_;
  std::thread thread_;
};

}  // namespace assay
