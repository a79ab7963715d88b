// The list of the commands of operations.
#include "operate_commands.h"

namespace assay::cli {

std::vector<Command> OperateCommands() {
  // A command of two words stands before that of its first word alone.
  std::vector<Command> commands = {
      DoctorCommand(),       PreflightCommand(),   DailyCommand(),       BackupVerifyCommand(),
      BackupCommand(),       RestoreCommand(),     DrillCommand(),       TuneCommand(),
      ReprocessCommand(),    HistoryCommand(),     CompareCommand(),     SuppressCommand(),
      SuppressionsCommand(), AlertsFlushCommand(), AuditVerifyCommand(), KeysGenerateCommand(),
      KeysRotateCommand(),   EncryptCommand(),     DecryptCommand()};
  commands.push_back(ServeCommand());
  for (Command& command : TokensCommands()) commands.push_back(std::move(command));
  for (Command& command : MaintainCommands()) commands.push_back(std::move(command));
  for (Command& command : ModelsCommands()) commands.push_back(std::move(command));
  return commands;
}

}  // namespace assay::cli
