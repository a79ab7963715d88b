// Write, fsync, rename, fsync.
#include "assay/base/durable_file.h"

#include <unistd.h>

#include <filesystem>

#include <fmt/format.h>

namespace assay {

std::string FolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

Status ReplaceFile(const std::string& path, std::string_view bytes, const Runtime& runtime,
                   int mode) {
  const std::string folder = FolderOf(path);
  if (!runtime.files->Exists(folder)) ASSAY_TRY_STATUS(runtime.files->MakeDirectories(folder));
  const std::string partial = fmt::format("{}.{}.partial", path, getpid());
  const Status status = [&]() -> Status {
    ASSAY_TRY(auto file, runtime.files->Create(partial));
    std::error_code code;
    std::filesystem::permissions(partial, static_cast<std::filesystem::perms>(mode), code);
    ASSAY_TRY_STATUS(file->Append(bytes));
    ASSAY_TRY_STATUS(file->Sync());
    ASSAY_TRY_STATUS(file->Close());
    return runtime.files->Rename(partial, path);
  }();
  if (!status) {
    (void)runtime.files->Remove(partial);
    return status;
  }
  return runtime.files->SyncDirectory(folder);
}

}  // namespace assay
