// Control groups: one line a hierarchy in /proc/self/cgroup ("0::/path" is version 2,
// "4:memory:/path" version 1).
#include "assay/base/control_group.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <vector>

namespace assay {
namespace {

constexpr uint64_t kNoLimit = std::numeric_limits<uint64_t>::max();

// A version 1 group without a limit tells the largest number of pages; no machine has so much.
constexpr uint64_t kMostBytes = uint64_t{1} << 60;

// The folders of a controller, from this process's group up to the root. In a container the path of
// /proc/self/cgroup is that of the machine and leads nowhere below the root that the container
// sees, which is then its own group: folders that are not there have no limit.
std::vector<std::string> Folders(const ControlGroupFiles& files, const std::string& controller) {
  std::vector<std::string> folders;
  std::ifstream lines(files.membership);
  for (std::string line; std::getline(lines, line);) {
    const size_t first = line.find(':');
    const size_t second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string names = "," + line.substr(first + 1, second - first - 1) + ",";
    std::string path = line.substr(second + 1);
    if (path.find("..") != std::string::npos) path.clear();  // a group outside of what is seen here
    if (names == ",,") {
      path.insert(0, files.root);
    } else if (names.find("," + controller + ",") != std::string::npos) {
      path.insert(0, files.root + "/" + controller);
    } else {
      continue;
    }
    for (; path.size() >= files.root.size(); path.resize(path.rfind('/'))) folders.push_back(path);
  }
  folders.push_back(files.root);
  folders.push_back(files.root + "/" + controller);
  return folders;
}

// The number at the start of a file; 0 where there is none ("max").
uint64_t ReadNumber(const std::string& path) {
  std::ifstream file(path);
  uint64_t number = 0;
  return file >> number ? number : 0;
}

// The number behind a key of a file of lines "key number".
uint64_t ReadKey(const std::string& path, const std::string& key) {
  std::ifstream file(path);
  uint64_t number = 0;
  for (std::string name; file >> name >> number;) {
    if (name == key) return number;
  }
  return 0;
}

uint64_t MemoryLimit(const std::string& folder) {
  for (const char* name : {"/memory.max", "/memory.limit_in_bytes"}) {
    const uint64_t limit = ReadNumber(folder + name);
    if (limit > 0 && limit < kMostBytes) return limit;
  }
  return kNoLimit;
}

uint64_t MemoryInUse(const std::string& folder) {
  const uint64_t v2 = ReadNumber(folder + "/memory.current");
  const uint64_t used = v2 > 0 ? v2 : ReadNumber(folder + "/memory.usage_in_bytes");
  const uint64_t cache =
      ReadKey(folder + "/memory.stat", v2 > 0 ? "inactive_file" : "total_inactive_file");
  return used - std::min(used, cache);
}

double CpuQuota(const std::string& folder) {
  double quota = 0;
  double period = 0;
  std::ifstream v2(folder + "/cpu.max");
  if (v2 >> quota >> period && quota > 0 && period > 0) return quota / period;
  std::ifstream quota_file(folder + "/cpu.cfs_quota_us");
  std::ifstream period_file(folder + "/cpu.cfs_period_us");
  if (quota_file >> quota && period_file >> period && quota > 0 && period > 0)
    return quota / period;
  return 0;
}

}  // namespace

uint64_t ControlGroupMemory(const ControlGroupFiles& files) {
  uint64_t smallest = kNoLimit;
  for (const std::string& folder : Folders(files, "memory")) {
    smallest = std::min(smallest, MemoryLimit(folder));
  }
  return smallest == kNoLimit ? 0 : smallest;
}

uint64_t ControlGroupMemoryLeft(const ControlGroupFiles& files) {
  uint64_t left = kNoLimit;
  for (const std::string& folder : Folders(files, "memory")) {
    const uint64_t limit = MemoryLimit(folder);
    if (limit == kNoLimit) continue;
    const uint64_t used = MemoryInUse(folder);
    left = std::min(left, limit > used ? limit - used : 0);
  }
  return left;
}

double ControlGroupCpus(const ControlGroupFiles& files) {
  double smallest = 0;
  for (const std::string& folder : Folders(files, "cpu")) {
    const double cpus = CpuQuota(folder);
    if (cpus > 0 && (smallest == 0 || cpus < smallest)) smallest = cpus;
  }
  return smallest;
}

}  // namespace assay
