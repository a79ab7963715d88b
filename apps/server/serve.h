// Serve: the service from its start to the signal that ends it.
#pragma once

#include <functional>
#include <string>

#include "server/http_server.h"
#include "server/service.h"

namespace assay::server {

struct ServeOptions {
  ServiceOptions service;
  HttpServerOptions http;
  double grace_seconds = 5;  // for running jobs, when the service is told to stop
  bool production = false;
  bool allow_plain_http = false;  // on an address that others reach
  bool allow_anonymous = false;   // the same
};

// Without TLS and tokens only this machine is served, unless it was said otherwise; production
// always needs tokens. Fills in the host names that are answered when there are no tokens.
Status CheckServeOptions(ServeOptions* options);

// Serves until `signal_came` gives a signal's number, then lets nobody in, lets jobs end or stops
// them at a checkpoint, and gives 128 + signal. When `reload_asked` says so, the certificate is
// read anew. `listening` gets each address once it is open. The data directory is locked: one
// service at a time.
Result<int> Serve(const ServeOptions& options, const std::function<int()>& signal_came,
                  const std::function<bool()>& reload_asked,
                  const std::function<void(const std::string& address)>& listening,
                  const Runtime& runtime);

}  // namespace assay::server
