// The OpenAPI 3.1 document of the routes.
#pragma once

#include <string>
#include <vector>

#include "server/route.h"

namespace assay::server {

// The version of the interface: a change that breaks clients gets another one, and another "/vN".
inline constexpr const char* kApiVersion = "1.0.0";

std::string OpenApiJson(const std::vector<Route>& routes);

}  // namespace assay::server
