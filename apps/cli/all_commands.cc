// The list of commands.
#include "commands.h"

namespace assay::cli {

std::vector<Command> AllCommands() {
  return {DetectCommand(),        SingleDemoCommand(),    ValidateConfigCommand(), ConfigShowCommand(),
          DetectorsListCommand(), DetectorsShowCommand(), SampleDataCommand(), EvaluateCommand(),     CompletionCommand()};
}

}  // namespace assay::cli
