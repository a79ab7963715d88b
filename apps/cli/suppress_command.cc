// `assay suppress`: decide that a finding is not to be seen, with a name, a reason and an end.
#include <cstdio>

#include <fmt/format.h>

#include "assay/operate/audit_log.h"
#include "assay/operate/suppressions.h"
#include "operate_commands.h"
#include "option_setters.h"

namespace assay::cli {

Command SuppressCommand() {
  struct Options {
    Suppression entry;
    std::string file = "suppressions.yaml";
  };
  auto options = std::make_shared<Options>();
  Command command;
  command.name = "suppress";
  command.arguments = "FINGERPRINT|CODE";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Stop reporting a finding until a day";
  command.description =
      "Appends to a YAML file that `assay detect --suppressions FILE` reads: text that is reviewed "
      "like code.\n"
      "Behind its last day an entry has no effect and every run says so.";
  command.examples =
      "assay suppress 0f3c9a1b2d4e5f60 --reason 'the supplier confirmed it' --until 2027-03-31\n"
      "assay detect products.csv --suppressions suppressions.yaml";
  command.options = {{.name = "--reason",
                      .value = "TEXT",
                      .group = "Entry",
                      .summary = "Why; needed.",
                      .set = SetText(&options->entry.reason)},
                     {.name = "--until",
                      .value = "DATE",
                      .group = "Entry",
                      .summary = "The last day; needed.",
                      .set = SetText(&options->entry.until)},
                     {.name = "--owner",
                      .value = "NAME",
                      .group = "Entry",
                      .summary = "Who (default: you).",
                      .set = SetText(&options->entry.owner)},
                     {.name = "--file",
                      .value = "FILE",
                      .group = "Entry",
                      .summary = "The file (default suppressions.yaml).",
                      .set = SetText(&options->file),
                      .completes = Completes::kFile}};
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    options->entry.finding = given.arguments[0];
    if (options->entry.owner.empty()) options->entry.owner = CurrentUser();
    ASSAY_TRY_STATUS(AddSuppression(options->file, options->entry, SystemRuntime()));
    fmt::print("{}: {} is suppressed until {}\n", options->file, options->entry.finding,
               options->entry.until);
    return 0;
  };
  return command;
}

Command SuppressionsCommand() {
  Command command;
  command.name = "suppressions";
  command.arguments = "FILE";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Check a suppression file and list what it says";
  command.description = "Exit status 2 when the file has a mistake, named by its line and column.";
  command.examples = "assay suppressions suppressions.yaml";
  command.completes = Completes::kFile;
  command.run = [](const Given& given) -> Result<int> {
    ASSAY_TRY(const auto all, ReadSuppressions(given.arguments[0]));
    for (const Suppression& entry : all) {
      std::vector<Suppression> expired;
      ActiveSuppressions({entry}, SystemRuntime().clock->WallMicros(), &expired);
      fmt::print("{:<8} {:<18} until {}  {}: {}\n", expired.empty() ? "active" : "ended",
                 entry.finding, entry.until, entry.owner, entry.reason);
    }
    return 0;
  };
  return command;
}

}  // namespace assay::cli
