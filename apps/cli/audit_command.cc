// `assay audit verify`: whether the audit log is as it was written.
#include <cstdio>

#include <fmt/format.h>

#include "assay/operate/audit_log.h"
#include "operate_commands.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

struct AuditOptions {
  std::string key = "keys/audit.key";
  uint64_t expect_sequence = 0;
};

Result<int> Verify(const std::string& path, const AuditOptions& options) {
  ASSAY_TRY(const KeyRing ring, ReadKeys(options.key));
  ASSAY_TRY(const AuditCheck check, VerifyAudit(path, ring, SystemRuntime()));
  if (check.problem) return InputError(*check.problem);
  if (check.sequence < options.expect_sequence) {
    return InputError(fmt::format(
        "{}: it ends with sequence {}, expected at least {}: log and head were put back to "
        "an older state",
        path, check.sequence, options.expect_sequence));
  }
  fmt::print("{}: {} lines, all as they were written; the last has sequence {}\n", path,
             check.lines, check.sequence);
  if (check.behind_head)
    fmt::print("{}: a crash came behind the last line; the next run mends its head\n", path);
  return 0;
}

}  // namespace

Command AuditVerifyCommand() {
  auto options = std::make_shared<AuditOptions>();
  Command command;
  command.name = "audit verify";
  command.arguments = "FILE";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Check that nothing in an audit log was changed";
  command.description =
      "Finds any edited, deleted, moved, inserted or cut-off line of a log that --audit-log wrote. "
      "Exit status 0:\n"
      "the log is as it was written; 3: it is not, and the message names the first line that is "
      "wrong.";
  command.examples = "assay audit verify audit.log --audit-key keys/audit.key";
  command.options = {{.name = "--audit-key",
                      .value = "FILE|env:NAME",
                      .group = "Keys",
                      .summary = "The key of the log (default keys/audit.key).",
                      .set = SetText(&options->key),
                      .completes = Completes::kFile},
                     {.name = "--expect-sequence",
                      .value = "N",
                      .group = "Check",
                      .summary = "The log must reach at least this sequence, as noted elsewhere.",
                      .set = SetCount(&options->expect_sequence, 1, INT64_MAX)}};
  command.completes = Completes::kFile;
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    return Verify(given.arguments[0], *options);
  };
  return command;
}

}  // namespace assay::cli
