// The list of commands, in the groups of the help.
#include <utility>

#include "commands.h"
#include "operate_commands.h"

namespace assay::cli {
namespace {

void Add(const char* group, std::vector<Command> commands, std::vector<Command>* all) {
  for (Command& command : commands) {
    command.group = group;
    all->push_back(std::move(command));
  }
}

}  // namespace

std::vector<Command> AllCommands() {
  std::vector<Command> all;
  Add("Find errors", {DetectCommand(), RepairCommand(), SingleDemoCommand()}, &all);
  Add("Configure",
      {ValidateConfigCommand(), ConfigShowCommand(), ConfigMigrateCommand(), DetectorsListCommand(),
       DetectorsShowCommand(), FieldsListCommand(), FieldsShowCommand(), CompletionCommand()},
      &all);
  Add("Measure",
      {SampleDataCommand(), InjectCommand(), EvaluateCommand(), MultiEvalCommand(),
       MlCurvesCommand()},
      &all);
  Add("Operate", OperateCommands(), &all);
  return all;
}

}  // namespace assay::cli
