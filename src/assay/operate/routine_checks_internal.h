// The single checks that routines are made of.
#pragma once

#include "assay/operate/daily.h"

namespace assay {

CheckItem CheckDisk(const RoutineOptions& options);
CheckItem CheckYesterday(const RoutineOptions& options, const Runtime& runtime);
CheckItem CheckBackup(const RoutineOptions& options, const Runtime& runtime);
CheckItem CheckAudit(const RoutineOptions& options, const Runtime& runtime);
CheckItem CheckConfigurations(const RoutineOptions& options, const Runtime& runtime);
CheckItem CheckModels(const RoutineOptions& options);
CheckItem CheckHistory(const RoutineOptions& options);

// Deletes *.log files older than log_days, but nothing with "audit" in its name.
CheckItem CleanLogs(const RoutineOptions& options, const Runtime& runtime);
// Removes what killed programs left behind and nobody holds any more.
CheckItem CleanTemporaryFiles(const RoutineOptions& options, const Runtime& runtime);

}  // namespace assay
