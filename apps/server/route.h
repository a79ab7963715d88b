// Route: one endpoint. The table of routes dispatches requests, checks roles and is the
// documentation.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assay/operate/access_tokens.h"
#include "server/http.h"
#include "server/target.h"

namespace assay::server {

// Who sent a request.
struct Caller {
  std::string name;  // of the token; "local" where there are no tokens
  std::string address;
  Role role = Role::kAdmin;
};

// A request on its way to its route.
struct Call {
  Target target;
  std::map<std::string, std::string> path;  // "{id}" by its name
  Caller caller;
  HttpRequest* request = nullptr;  // null for a route that is answered at once
};

enum class BodyKind : uint8_t { kNone, kTable };  // kTable: JSON, or a table itself

struct QueryParameter {
  std::string name;
  std::string type;  // of JSON Schema: "string", "integer"
  std::string description;
};

struct Answer {
  unsigned status = 200;
  std::string description;
  std::string schema = "";  // of the document's components; empty: see content_type
  std::string content_type = "application/json";
};

struct Route {
  std::string method;  // "GET" answers HEAD too
  std::string path;    // "/v1/jobs/{id}"
  std::string id;      // operationId
  std::string summary;
  std::optional<Role> least_role;  // nothing: open to everybody
  std::function<HttpResponse(const Call&)> handle;
  std::vector<Answer> answers;
  std::vector<QueryParameter> query = {};
  BodyKind body = BodyKind::kNone;
  bool at_once = false;     // answered on the I/O thread: must not wait
  bool monitoring = false;  // answered on the monitoring port too, to everybody
};

struct RouteMatch {
  const Route* route = nullptr;
  std::map<std::string, std::string> path;
  std::string
      allowed;  // methods of the path when none is the request's: "GET, HEAD"; empty: no such path
};

RouteMatch MatchRoute(const std::vector<Route>& routes, std::string_view method,
                      const Target& target);

// A parameter that the route does not know is a usage error that names the nearest.
Status CheckQuery(const Route& route, const Target& target);

}  // namespace assay::server
