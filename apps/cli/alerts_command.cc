// `assay alerts flush`: deliver what waits.
#include <cstdio>

#include <fmt/format.h>

#include "assay/operate/run_operations.h"
#include "operate_commands.h"
#include "operate_options.h"
#include "option_setters.h"

namespace assay::cli {

Command AlertsFlushCommand() {
  auto settings = std::make_shared<OperateSettings>();
  Command command;
  command.name = "alerts flush";
  command.summary = "Deliver alerts that wait because the webhook was down";
  command.description =
      "Every run and `assay daily` try this too. ALERT_WEBHOOK (or ALERT_WEBHOOK_FILE) names the "
      "webhook. Exit\n"
      "status 5: some still wait.";
  command.examples = "assay alerts flush --state-dir state";
  command.options = {
      {.name = "--state-dir",
       .value = "DIR",
       .group = "Where",
       .summary = "The directory that runs were given (default $ASSAY_STATE_DIR, else .assay).",
       .set = SetText(&settings->state_directory),
       .completes = Completes::kDirectory}};
  command.run = [settings](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ReadOperateEnvironment(settings.get()));
    ASSAY_TRY_STATUS(ApplyOptions(given));
    ASSAY_TRY_STATUS(CheckOperateSettings(*settings));
    const Runtime runtime = SystemRuntime();
    const AlertSettings alerts = settings->Alerts();
    const Status flushed = FlushAlerts(alerts, runtime);
    fmt::print("{} alerts wait\n", WaitingAlerts(alerts, runtime));
    if (!flushed) return flushed.error();
    return 0;
  };
  return command;
}

}  // namespace assay::cli
