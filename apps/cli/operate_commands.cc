// The list of the commands of operations.
#include "operate_commands.h"

namespace assay::cli {

std::vector<Command> OperateCommands() {
  return {HistoryCommand(),      CompareCommand(),      SuppressCommand(),   SuppressionsCommand(),
          AlertsFlushCommand(),  AuditVerifyCommand(),  KeysGenerateCommand(), KeysRotateCommand(),
          EncryptCommand(),      DecryptCommand()};
}

}  // namespace assay::cli
