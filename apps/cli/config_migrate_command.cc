// `assay config migrate`: a job file of an earlier schema version becomes one of the present
// version.
#include <cstdio>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/durable_file.h"
#include "assay/run/migrate_config.h"
#include "commands.h"
#include "console.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

// The file as it was stays beside it.
Status Replace(const std::string& path, const MigratedConfig& migrated) {
  const Runtime runtime = SystemRuntime();
  ASSAY_TRY(const std::string before, runtime.files->ReadAll(path));
  const std::string kept = fmt::format("{}.v{}", path, migrated.from);
  ASSAY_TRY_STATUS(ReplaceFile(kept, before, runtime));
  ASSAY_TRY_STATUS(ReplaceFile(path, migrated.text, runtime));
  TheConsole().Print(fmt::format("{}: is of schema version {} now; the file as it was: {}\n", path,
                                 kJobSchemaVersion, kept));
  return {};
}

}  // namespace

Command ConfigMigrateCommand() {
  auto write = std::make_shared<bool>(false);
  Command command;
  command.name = "config migrate";
  command.arguments = "FILE";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Rewrite a job file for the present schema version";
  command.description =
      "Prints the file as this program would have it written (\"schema_version\": 2), and on "
      "standard error what\n"
      "was renamed, moved or dropped. Files of earlier versions are still read; a newer one is "
      "refused. Comments\n"
      "of YAML are not kept.";
  command.examples =
      "# See it, then do it; the old file stays as production.json.v1\n"
      "assay config migrate production.json\n"
      "assay config migrate production.json --write";
  command.completes = Completes::kFile;
  command.options = {{.name = "--write",
                      .value = "",
                      .group = "Output",
                      .summary = "Replace the file instead of printing.",
                      .set = SetSwitch(write.get())}};
  command.run = [write](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    const std::string& path = given.arguments[0];
    ASSAY_TRY(const ConfigDocument document, ReadConfigFile(path));
    ASSAY_TRY(const MigratedConfig migrated, MigrateJobFile(document));
    for (const std::string& change : migrated.changes)
      TheConsole().Print(fmt::format("{}: {}\n", path, change));
    if (!*write) {
      std::fputs(migrated.text.c_str(), stdout);
      return 0;
    }
    if (migrated.from == kJobSchemaVersion) {
      TheConsole().Print(
          fmt::format("{}: is of schema version {} already\n", path, kJobSchemaVersion));
      return 0;
    }
    ASSAY_TRY_STATUS(Replace(path, migrated));
    return 0;
  };
  return command;
}

}  // namespace assay::cli
