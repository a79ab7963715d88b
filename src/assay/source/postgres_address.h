// What the address of a PostgreSQL server says of the way to it.
#pragma once

#include <string>
#include <string_view>

#include "assay/base/result.h"

namespace assay {

// A usage error unless nobody on the way can read or forge what goes to the server: it is reached
// over a local socket, or `sslmode` is verify-full or verify-ca. Host and sslmode count as libpq
// finds them, in the address or in PGHOST, PGHOSTADDR and PGSSLMODE; what only a service file says
// does not count. `setting` is where the address comes from. The error holds no secret.
Status CheckProtectedAddress(const std::string& address, std::string_view setting);

// How a fault of a PostgreSQL server is told: transient when it may pass (a lost connection, a
// deadlock, a server that stops: by its SQLSTATE, which may be null), a usage error when the server
// is not the one that the address asks for, else an input error.
ErrorKind PostgresFaultKind(std::string_view message, const char* state, bool is_connected);

}  // namespace assay
