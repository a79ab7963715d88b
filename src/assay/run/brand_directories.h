// Where a brand is looked for by its name.
#pragma once

#include <string>
#include <vector>

namespace assay {

// brand_configs/ of the working directory first, then the one beside the program: installed under
// share/assay/, or in the source tree that it was built in.
std::vector<std::string> BrandDirectories();

}  // namespace assay
