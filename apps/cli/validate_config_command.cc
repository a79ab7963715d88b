// `assay validate-config`: checks a brand, a job file or a rule pack as a run would.
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "assay/mapping/brand_config.h"
#include "assay/run/brand_directories.h"
#include "assay/run/validate_config.h"
#include "commands.h"

namespace assay::cli {
namespace {

// A name without a path or a file's ending is a brand; anything that is a file is that file.
Result<std::string> PathOf(const std::string& what) {
  std::error_code code;
  const bool names_file = what.find('/') != std::string::npos || what.ends_with(".json") ||
                          what.ends_with(".yaml") || what.ends_with(".yml");
  if (names_file || std::filesystem::is_regular_file(what, code)) return what;
  ASSAY_TRY(const BrandConfig brand, FindBrandConfig(what, BrandDirectories()));
  return brand.path;
}

}  // namespace

Command ValidateConfigCommand() {
  Command command;
  command.name = "validate-config";
  command.arguments = "BRAND|FILE...";
  command.least_arguments = 1;
  command.most_arguments = 10'000;
  command.summary = "Check configuration files before they are used";
  command.description =
      "Tells brands, job files and rule packs apart by their keys and checks them as a run would. "
      "The first\n"
      "mistake of a file is named with its line and column, and the exit status is 2.";
  command.examples =
      "# A brand by name (brand_configs/esqualo.json)\n"
      "assay validate-config esqualo\n"
      "# A job file and a rule pack\n"
      "assay validate-config production.json my_rules.yaml";
  command.completes = Completes::kBrand;
  command.run = [](const Given& given) -> Result<int> {
    for (const std::string& what : given.arguments) {
      ASSAY_TRY(const std::string path, PathOf(what));
      ASSAY_TRY(const std::string summary, ValidateConfig(path));
      std::fputs(summary.c_str(), stdout);
    }
    return 0;
  };
  return command;
}

}  // namespace assay::cli
