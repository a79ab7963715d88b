// Requirements: minimum 4 CPUs, 8 GB, 20 GB; recommended 8, 16 GB, 50 GB and a GPU for models.
#include "assay/operate/doctor.h"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "assay/base/control_group.h"
#include "assay/run/job.h"

namespace assay {
namespace {

constexpr uint64_t kGigabyte = 1'000'000'000;
constexpr uint64_t kLeastOpenFiles = 256;

CheckState Rate(double value, double least, double recommended) {
  if (value < least) return CheckState::kFailed;
  return value < recommended ? CheckState::kWarning : CheckState::kOk;
}

std::string Gigabytes(uint64_t bytes) {
  return fmt::format("{:.1f} GB", static_cast<double>(bytes) / 1e9);
}

uint64_t MemAvailable() {
  std::ifstream file("/proc/meminfo");
  for (std::string name; file >> name;) {
    uint64_t kilobytes = 0;
    if (name == "MemAvailable:" && file >> kilobytes) return kilobytes * 1024;
    std::getline(file, name);
  }
  return 0;
}

}  // namespace

double MachineFacts::DiskUsed() const {
  return disk_bytes == 0
             ? 0
             : 1 - static_cast<double>(disk_free_bytes) / static_cast<double>(disk_bytes);
}

MachineFacts ReadMachine(const std::string& path) {
  MachineFacts facts;
  facts.cpus = GrantedCpus();
  facts.memory_bytes = GrantedMemory();
  std::error_code code;
  std::filesystem::path place = std::filesystem::absolute(path, code);
  while (!std::filesystem::exists(place, code) && place.has_relative_path())
    place = place.parent_path();
  struct statvfs disk {};
  if (statvfs(place.c_str(), &disk) == 0) {
    facts.disk_free_bytes = uint64_t{disk.f_bavail} * disk.f_frsize;
    facts.disk_bytes =
        facts.disk_free_bytes + (uint64_t{disk.f_blocks} - disk.f_bfree) * disk.f_frsize;
  }
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) facts.open_files = limit.rlim_cur;
  facts.gpu = std::filesystem::exists("/dev/nvidia0", code);
  return facts;
}

uint64_t AvailableMemory() { return std::min(MemAvailable(), ControlGroupMemoryLeft()); }

Checklist CheckMachine(const MachineFacts& facts) {
  Checklist list{"Machine", {}};
  list.Add("cpus", Rate(facts.cpus, 4, 8),
           fmt::format("{} granted; at least 4, better 8", facts.cpus));
  list.Add(
      "memory", Rate(static_cast<double>(facts.memory_bytes), 8.0 * kGigabyte, 16.0 * kGigabyte),
      fmt::format("{} granted; at least 8 GB, better 16 to 32", Gigabytes(facts.memory_bytes)));
  list.Add("disk",
           Rate(static_cast<double>(facts.disk_free_bytes), 20.0 * kGigabyte, 50.0 * kGigabyte),
           fmt::format("{} free of {}; at least 20 GB, better 50", Gigabytes(facts.disk_free_bytes),
                       Gigabytes(facts.disk_bytes)));
  list.Add("open files", facts.open_files < kLeastOpenFiles ? CheckState::kFailed : CheckState::kOk,
           fmt::format("limit {}; at least {}", facts.open_files, kLeastOpenFiles));
  list.Add("gpu", facts.gpu ? CheckState::kOk : CheckState::kSkipped,
           facts.gpu ? "an NVIDIA device is there" : "none; only large models want one");
  return list;
}

}  // namespace assay
