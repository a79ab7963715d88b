// What the address of a PostgreSQL server says of the way to it.
#pragma once

#include <string>

#include "assay/base/result.h"

namespace assay {

// A usage error unless nobody on the way can read or forge what goes to the server: it is reached
// over a local socket, or `sslmode` is verify-full or verify-ca. Host and sslmode count as libpq
// finds them, in the address or in PGHOST, PGHOSTADDR and PGSSLMODE; what only a service file says
// does not count. The error holds no secret.
Status CheckProtectedAddress(const std::string& address);

}  // namespace assay
