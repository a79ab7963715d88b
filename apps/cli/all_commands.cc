// The list of commands.
#include "commands.h"
#include "operate_commands.h"

namespace assay::cli {

std::vector<Command> AllCommands() {
  std::vector<Command> commands = {
      DetectCommand(),        SingleDemoCommand(),    ValidateConfigCommand(), ConfigShowCommand(),
      DetectorsListCommand(), DetectorsShowCommand(), SampleDataCommand(),     InjectCommand(),
      EvaluateCommand(),      MultiEvalCommand(),     MlCurvesCommand(),       CompletionCommand()};
  for (Command& command : OperateCommands()) commands.push_back(std::move(command));
  return commands;
}

}  // namespace assay::cli
