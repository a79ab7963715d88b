// Staging: consistent copies of the files of a backup, before they are archived.
#pragma once

#include <string>

#include "assay/operate/backup.h"

namespace assay {

// The files that a backup takes, sorted by path; sizes and digests are not known yet.
Result<BackupManifest> PlanBackup(const BackupOptions& options, const Runtime& runtime);

// Copies them into `folder` and fills in what the manifest says of each. A file that disappears
// meanwhile is left out; one that keeps changing, or a report that does not become consistent, is a
// transient error.
Status StageFiles(const BackupOptions& options, const std::string& folder, BackupManifest* manifest,
                  const Runtime& runtime);

}  // namespace assay
