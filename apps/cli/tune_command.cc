// `assay tune`: the batch size that is fastest here.
#include <cstdio>

#include <fmt/format.h>

#include "assay/operate/tune_batch_size.h"
#include "console.h"
#include "operate_commands.h"
#include "option_setters.h"
#include "run_jobs.h"
#include "run_settings.h"
#include "signals.h"

namespace assay::cli {
namespace {

constexpr uint64_t kLargestBatch = 1'000'000'000;

Setter SetSizes(std::vector<uint32_t>* to) {
  return [to](const Values& values) -> Status {
    to->clear();
    for (const std::string& part : JoinLists(values)) {
      ASSAY_TRY(const uint64_t size, ReadCount(part, 1, kLargestBatch));
      to->push_back(static_cast<uint32_t>(size));
    }
    return {};
  };
}

int Print(const TuneResult& result) {
  for (const TunedSize& one : result.sizes) {
    fmt::print("Batch size {}: {:.0f} rows/second\n", one.size, one.rows_per_second);
  }
  fmt::print("Optimal batch size: {}\n", result.best);
  return 0;
}

}  // namespace

Command TuneCommand() {
  struct Settings {
    RunSettings run;
    TuneOptions tune;
  };
  auto settings = std::make_shared<Settings>();
  Command command;
  command.name = "tune";
  command.arguments = "INPUT";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Find the batch size that is fastest on a table";
  command.description =
      "Detects with each size in turns and takes medians; the smallest size within 2 % of the "
      "fastest wins. The\n"
      "reports are compared, since a batch size never changes one, and thrown away. Takes the "
      "options of\n"
      "`assay detect`; --sample keeps it short.";
  command.examples =
      "assay tune products.csv --sample 100000\n"
      "assay tune products.csv --batch-sizes 64,256,1024 --repeats 5 --max-workers 4";
  command.options = RunOptions(&settings->run);
  const std::vector<Option> own = {
      {.name = "--batch-sizes",
       .value = "LIST",
       .group = "Trials",
       .summary = "The sizes to try (default 100,500,1000,5000,10000).",
       .set = SetSizes(&settings->tune.sizes)},
      {.name = "--repeats",
       .value = "N",
       .group = "Trials",
       .summary = "Runs of each size (default 3).",
       .set = SetCount(&settings->tune.repeats, 1, 1000)}};
  command.options.insert(command.options.begin(), own.begin(), own.end());
  command.completes = Completes::kFile;
  command.run = [settings](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(LoadRunSettings(given, &settings->run));
    WatchSignals();
    settings->tune.job = settings->run.job;
    settings->tune.job.input = settings->run.inputs[0];
    RunHooks hooks;
    hooks.stop_requested = StopAskedFor;
    ASSAY_TRY(const TuneResult result,
              TuneBatchSize(settings->tune, SystemRuntime(), hooks, [](uint32_t size, double rate) {
                TheConsole().Write(LogLevel::kDebug,
                                   fmt::format("batch size {}: {:.0f} rows/second", size, rate));
              }));
    return Print(result);
  };
  return command;
}

}  // namespace assay::cli
