// The working directory, the installation, the source tree.
#include "assay/run/brand_directories.h"

#include <filesystem>
#include <system_error>

namespace assay {

std::vector<std::string> BrandDirectories() {
  std::vector<std::string> directories = {"brand_configs"};
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) {
    const std::filesystem::path folder = program.parent_path();
    directories.push_back((folder / "../share/assay/brand_configs").lexically_normal().string());
    directories.push_back((folder / "../../brand_configs").lexically_normal().string());
  }
  return directories;
}

}  // namespace assay
