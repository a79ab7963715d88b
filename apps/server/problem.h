// Problem details (RFC 9457): the body of every answer that is an error.
#pragma once

#include <string_view>

#include "server/http.h"

namespace assay::server {

// "Not Found" for 404.
std::string_view StatusText(unsigned status);

// `detail` says what was found, what was expected and what to do.
HttpResponse Problem(unsigned status, std::string_view detail);

// The answer for an error of the library: a usage error is the client's (400), after a passing one
// it may come again (503 with Retry-After), the rest are ours (500).
HttpResponse ProblemOf(const Error& error);

}  // namespace assay::server
