// The commands of the program, one file each.
#pragma once

#include <vector>

#include "command.h"

namespace assay::cli {

Command DetectCommand();
Command SingleDemoCommand();
Command ValidateConfigCommand();
Command DetectorsListCommand();
Command DetectorsShowCommand();
Command FieldsListCommand();
Command FieldsShowCommand();
Command ConfigShowCommand();
Command ConfigMigrateCommand();
Command SampleDataCommand();
Command InjectCommand();
Command RepairCommand();
Command EvaluateCommand();
Command MultiEvalCommand();
Command MlCurvesCommand();
Command CompletionCommand();

// All of them, in the order of the help.
std::vector<Command> AllCommands();

}  // namespace assay::cli
