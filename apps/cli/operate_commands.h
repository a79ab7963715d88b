// The commands of operations, one file each.
#pragma once

#include <vector>

#include "command.h"

namespace assay::cli {

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
Command AuditVerifyCommand();
Command KeysGenerateCommand();
Command KeysRotateCommand();
Command EncryptCommand();
Command DecryptCommand();

// All of them, in the order of the help.
std::vector<Command> OperateCommands();

}  // namespace assay::cli
