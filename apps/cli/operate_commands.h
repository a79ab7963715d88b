// The commands of operations, one file each.
#pragma once

#include <string>
#include <vector>

#include "command.h"

namespace assay::cli {

Command TuneCommand();
Command HistoryCommand();
Command CompareCommand();
Command SuppressCommand();
Command SuppressionsCommand();
Command AlertsFlushCommand();
Command DoctorCommand();
Command PreflightCommand();
Command DailyCommand();
std::vector<Command> MaintainCommands();  // maintain daily|weekly|monthly|quarterly
Command ReprocessCommand();
Command DrillCommand();
Command BackupVerifyCommand();
Command BackupCommand();
Command RestoreCommand();
std::vector<Command> ModelsCommands();  // models list|show|add|verify|promote|rollback|prune
Command AuditVerifyCommand();
Command KeysGenerateCommand();
Command KeysRotateCommand();
Command EncryptCommand();
Command DecryptCommand();
Command ServeCommand();
std::vector<Command> TokensCommands();  // tokens add|list|remove

// MODEL_CACHE_DIR, else "models".
std::string DefaultModelDirectory();

// All of them, in the order of the help.
std::vector<Command> OperateCommands();

}  // namespace assay::cli
