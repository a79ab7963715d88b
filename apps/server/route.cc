// Matching a path against patterns.
#include "server/route.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_node.h"

namespace assay::server {
namespace {

std::optional<std::map<std::string, std::string>> MatchPath(
    const std::string& pattern, const std::vector<std::string>& segments) {
  std::map<std::string, std::string> found;
  std::string_view rest(pattern);
  for (const std::string& segment : segments) {
    if (rest.empty()) return std::nullopt;
    rest.remove_prefix(1);  // the '/'
    const std::string_view part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(part.size());
    if (part.starts_with('{')) {
      found[std::string(part.substr(1, part.size() - 2))] = segment;
    } else if (part != segment) {
      return std::nullopt;
    }
  }
  if (!rest.empty()) return std::nullopt;
  return found;
}

}  // namespace

RouteMatch MatchRoute(const std::vector<Route>& routes, std::string_view method,
                      const Target& target) {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  RouteMatch match;
  for (const Route& route : routes) {
    auto path = MatchPath(route.path, target.segments);
    if (!path) continue;
    if (route.method == wanted) {
      match.route = &route;
      match.path = *std::move(path);
      return match;
    }
    match.allowed += (match.allowed.empty() ? "" : ", ") + route.method +
                     (route.method == "GET" ? ", HEAD" : "");
  }
  return match;
}

Status CheckQuery(const Route& route, const Target& target) {
  std::vector<std::string> known;
  for (const QueryParameter& parameter : route.query) known.push_back(parameter.name);
  for (const auto& [name, value] : target.query) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    if (known.empty())
      return UsageError(fmt::format("found the parameter '{}', expected none here", name));
    return UsageError(
        fmt::format("there is no parameter '{}' here.{}", name, NearestHint(name, known)));
  }
  return {};
}

}  // namespace assay::server
