// Files by name; their times of change tell when they were of use.
#include "assay/run/cache_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnfinished = ".new-";
// What a killed run left unfinished is of no use after this time.
constexpr auto kLongestWrite = std::chrono::hours(1);

// Another process has another number, another thread another count.
std::string UnfinishedName() {
  static std::atomic<uint64_t> count{0};
  return fmt::format("{}{}-{}", kUnfinished, getpid(), count++);
}

Status MakeOwnFolder(const std::string& path) {
  if (mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return {};
  return InputError(
      fmt::format("the cache folder '{}' can't be made: {}", path, std::strerror(errno)));
}

struct Entry {
  fs::file_time_type used;
  uint64_t bytes = 0;
  fs::path path;
};

}  // namespace

Result<CacheFolder> CacheFolder::Open(const std::string& path,
                                      const std::vector<std::string>& kinds, uint64_t most_bytes,
                                      const Runtime& runtime) {
  const std::string parent = fs::path(path).parent_path().string();
  if (!parent.empty()) ASSAY_TRY_STATUS(runtime.files->MakeDirectories(parent));
  ASSAY_TRY_STATUS(MakeOwnFolder(path));
  for (const std::string& kind : kinds) ASSAY_TRY_STATUS(MakeOwnFolder(path + "/" + kind));
  return CacheFolder(path, kinds, most_bytes, runtime);
}

std::string CacheFolder::PathOf(const std::string& kind, const std::string& name) const {
  return fmt::format("{}/{}/{}", path_, kind, name);
}

bool CacheFolder::HoldsAny(const std::string& kind, const std::string& prefix) const {
  const auto names = runtime_.files->List(path_ + "/" + kind);
  if (!names) return false;
  const auto at = std::lower_bound(names->begin(), names->end(), prefix);
  return at != names->end() && at->starts_with(prefix);
}

Status CacheFolder::Add(const std::string& kind, const std::string& name,
                        const std::function<Status(OutputFile*)>& write) const {
  const std::string unfinished = PathOf(kind, UnfinishedName());
  const auto fill = [&]() -> Status {
    ASSAY_TRY(const auto file, runtime_.files->Create(unfinished));
    ASSAY_TRY_STATUS(write(file.get()));
    ASSAY_TRY_STATUS(file->Close());
    return runtime_.files->Rename(unfinished, PathOf(kind, name));
  };
  const Status filled = fill();
  if (!filled) (void)runtime_.files->Remove(unfinished);
  MakeRoom();
  return filled;
}

void CacheFolder::Touch(const std::string& kind, const std::string& name) const {
  std::error_code ignored;
  fs::last_write_time(PathOf(kind, name), fs::file_time_type::clock::now(), ignored);
}

void CacheFolder::Discard(const std::string& kind, const std::string& name) const {
  (void)runtime_.files->Remove(PathOf(kind, name));
}

void CacheFolder::MakeRoom() const {
  const auto now = fs::file_time_type::clock::now();
  std::vector<Entry> entries;
  uint64_t total = 0;
  std::error_code error;
  for (const std::string& kind : kinds_) {
    for (const fs::directory_entry& file : fs::directory_iterator(path_ + "/" + kind, error)) {
      const fs::file_time_type used = file.last_write_time(error);
      const bool is_unfinished = file.path().filename().string().starts_with(kUnfinished);
      if (error || (is_unfinished && now - used < kLongestWrite)) continue;
      entries.push_back(
          {is_unfinished ? fs::file_time_type::min() : used, file.file_size(error), file.path()});
      total += entries.back().bytes;
    }
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.used < b.used; });
  for (const Entry& entry : entries) {
    if (total <= most_bytes_ && entry.used != fs::file_time_type::min()) break;
    fs::remove(entry.path, error);
    total -= entry.bytes;
  }
}

}  // namespace assay
