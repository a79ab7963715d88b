// application/problem+json.
#include "server/problem.h"

#include "assay/report/json_writer.h"

namespace assay::server {

std::string_view StatusText(unsigned status) {
  switch (status) {
    case 200:
      return "OK";
    case 202:
      return "Accepted";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    default:
      return "Internal Server Error";
  }
}

HttpResponse Problem(unsigned status, std::string_view detail) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.String("type", "about:blank");
  json.String("title", StatusText(status));
  json.Unsigned("status", status);
  json.String("detail", detail);
  json.EndObject();
  HttpResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = json.Take();
  return response;
}

HttpResponse ProblemOf(const Error& error) {
  if (error.kind == ErrorKind::kUsage) return Problem(400, error.message);
  if (error.kind != ErrorKind::kTransient) return Problem(500, error.message);
  HttpResponse response = Problem(503, error.message);
  response.headers.emplace_back("Retry-After", "5");
  return response;
}

}  // namespace assay::server
