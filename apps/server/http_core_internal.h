// What a server and its connections share. Private to http_server.cc and http_session.cc.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>

#include "server/http_server.h"

namespace assay::server {

// What the server can do with a connection without knowing whether it is encrypted.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual void Cut() = 0;
  bool waiting = true;  // for a request
  std::string peer;     // the client's address
  std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
};

// What all connections share. Sessions are touched by the I/O thread alone, but for the work that
// they hand to the pool.
struct Core {
  HttpServerOptions options;
  HttpHandler* handler = nullptr;
  std::set<Connection*> connections;
  bool stopping = false;
  boost::asio::io_context io{1};
  boost::asio::thread_pool pool{4};
  std::optional<boost::asio::ssl::context> tls;

  void Enter(Connection* connection) {
    connections.insert(connection);
    handler->Connections(connections.size());
  }
  void Leave(Connection* connection) {
    connections.erase(connection);
    handler->Connections(connections.size());
  }
  // Makes room for one more of this address; false when all that could make room are busy.
  bool MakeRoom(const std::string& peer) {
    size_t of_peer = 0;
    for (const Connection* each : connections) of_peer += each->peer == peer;
    const bool takes_too_many = of_peer >= options.most_connections_of_address;
    if (!takes_too_many && connections.size() < options.most_connections) return true;
    Connection* oldest = nullptr;
    for (Connection* each : connections) {
      if (!each->waiting || (takes_too_many && each->peer != peer)) continue;
      if (oldest == nullptr || each->since < oldest->since) oldest = each;
    }
    if (oldest == nullptr) return false;
    oldest->waiting = false;
    oldest->Cut();
    return true;
  }
};

// The client's address; "unknown" when it has left.
std::string AddressOf(const boost::asio::ip::tcp::socket& socket);

// Serves a client until it leaves; on the monitoring port never encrypted.
void StartSession(Core* core, bool monitoring, boost::asio::ip::tcp::socket socket);

}  // namespace assay::server
