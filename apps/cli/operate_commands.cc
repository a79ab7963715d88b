// The list of the commands of operations.
#include "operate_commands.h"

namespace assay::cli {

std::vector<Command> OperateCommands() {
  // A command of two words stands before that of its first word alone.
  return {HistoryCommand(),      CompareCommand(),      SuppressCommand(),   SuppressionsCommand(),
          AlertsFlushCommand(), BackupVerifyCommand(), BackupCommand(), RestoreCommand(),  AuditVerifyCommand(),  KeysGenerateCommand(), KeysRotateCommand(),
          EncryptCommand(),      DecryptCommand()};
}

}  // namespace assay::cli
