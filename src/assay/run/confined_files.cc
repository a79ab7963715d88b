// A folder's descriptor and a name in the place of each path.
#include "assay/run/confined_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "assay/run/open_file.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kFileMode = 0644;
constexpr unsigned kFolderMode = 0755;

// Closes the folder of a place behind its use.
class HeldPlace {
 public:
  explicit HeldPlace(ConfinedDirectory::Place place) : place_(std::move(place)) {}
  HeldPlace(const HeldPlace&) = delete;
  HeldPlace& operator=(const HeldPlace&) = delete;
  ~HeldPlace() { close(place_.folder); }
  int folder() const { return place_.folder; }
  const char* name() const { return place_.name.c_str(); }

 private:
  ConfinedDirectory::Place place_;
};

std::string Absolute(const std::string& path) {
  return fs::absolute(path).lexically_normal().string();
}

}  // namespace

Result<int> ConfinedFiles::Open(const std::string& path, int flags, unsigned mode) const {
  return folder_.OpenFile(Absolute(path), flags, mode);
}

Result<int> ConfinedFiles::OpenLock(const std::string& path) const {
  return Open(path, O_RDWR | O_CREAT, kFileMode);
}

Result<std::unique_ptr<OutputFile>> ConfinedFiles::Create(const std::string& path) {
  ASSAY_TRY(const int descriptor, Open(path, O_WRONLY | O_CREAT | O_TRUNC, kFileMode));
  return MakeOutputFile(descriptor, path);
}

Result<std::unique_ptr<OutputFile>> ConfinedFiles::Resume(const std::string& path,
                                                          uint64_t offset) {
  ASSAY_TRY(const int descriptor, Open(path, O_WRONLY));
  return MakeResumedFile(descriptor, path, offset);
}

Result<std::string> ConfinedFiles::ReadAll(const std::string& path) {
  ASSAY_TRY(const int descriptor, Open(path, O_RDONLY));
  return ReadAndClose(descriptor, path);
}

Result<std::string> ConfinedFiles::ReadRange(const std::string& path, uint64_t offset,
                                             size_t size) {
  ASSAY_TRY(const int descriptor, Open(path, O_RDONLY));
  return ReadRangeAndClose(descriptor, path, offset, size);
}

Status ConfinedFiles::Rename(const std::string& from, const std::string& to) {
  ASSAY_TRY(ConfinedDirectory::Place from_place, folder_.PlaceOf(Absolute(from)));
  const HeldPlace source(std::move(from_place));
  ASSAY_TRY(ConfinedDirectory::Place to_place, folder_.PlaceOf(Absolute(to)));
  const HeldPlace target(std::move(to_place));
  if (renameat(source.folder(), source.name(), target.folder(), target.name()) == 0) return {};
  return SystemError("renaming to", to);
}

Status ConfinedFiles::Remove(const std::string& path) {
  if (!Exists(fs::path(Absolute(path)).parent_path().string())) return {};
  ASSAY_TRY(ConfinedDirectory::Place found, folder_.PlaceOf(Absolute(path)));
  const HeldPlace place(std::move(found));
  if (unlinkat(place.folder(), place.name(), 0) == 0 || errno == ENOENT) return {};
  const bool is_folder = errno == EISDIR || errno == EPERM;
  if (is_folder && unlinkat(place.folder(), place.name(), AT_REMOVEDIR) == 0) return {};
  return SystemError("removing", path);
}

// From the innermost folder that is there on.
Status ConfinedFiles::MakeDirectories(const std::string& path) {
  const std::string absolute = Absolute(path);
  if (auto there = folder_.OpenFile(absolute, O_PATH | O_DIRECTORY, 0)) {
    close(*there);
    return {};
  }
  ASSAY_TRY_STATUS(folder_.CheckBeneath(absolute));
  const std::string parent = fs::path(absolute).parent_path().string();
  if (parent != absolute) ASSAY_TRY_STATUS(MakeDirectories(parent));
  ASSAY_TRY(ConfinedDirectory::Place found, folder_.PlaceOf(absolute));
  const HeldPlace place(std::move(found));
  if (mkdirat(place.folder(), place.name(), kFolderMode) == 0 || errno == EEXIST) return {};
  return SystemError("creating the directory", path);
}

Status ConfinedFiles::SyncDirectory(const std::string& path) {
  ASSAY_TRY(const int descriptor, Open(path, O_RDONLY | O_DIRECTORY));
  return SyncAndClose(descriptor, path);
}

bool ConfinedFiles::Exists(const std::string& path) {
  const auto descriptor = Open(path, O_PATH);
  if (descriptor) close(*descriptor);
  return static_cast<bool>(descriptor);
}

Result<std::vector<std::string>> ConfinedFiles::List(const std::string& directory) {
  ASSAY_TRY(const int descriptor, Open(directory, O_RDONLY | O_DIRECTORY));
  return ListAndClose(descriptor, directory);
}

}  // namespace assay
