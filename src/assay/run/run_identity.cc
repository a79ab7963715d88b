// Each text goes into the digest behind its length, so that no two lists look alike.
#include "assay/run/run_identity.h"

#include <sys/stat.h>

#include <fmt/format.h>

#include "assay/base/hash.h"
#include "assay/run/make_report.h"
#include "assay/source/input_digest.h"

namespace assay {
namespace {

constexpr const char* kProgram = "/proc/self/exe";

class TextDigest {
 public:
  void Add(std::string_view text) {
    digest_.Update(fmt::format("{}:", text.size()));
    digest_.Update(text);
  }
  std::string Hex() const { return digest_.Hex(); }

 private:
  Sha256Digest digest_;
};

template <typename T>
std::string Given(const std::optional<T>& choice) {
  return choice ? fmt::format("{}", static_cast<int>(*choice)) : "";
}

// How bytes become rows.
void AddReading(const Job& job, TextDigest* digest) {
  const SourceOptions& source = job.source;
  for (const auto& character : {source.delimiter, source.quote, source.escape})
    digest->Add(Given(character));
  digest->Add(Given(source.line_end));
  digest->Add(Given(source.encoding));
  digest->Add(Given(source.header));
  digest->Add(fmt::format("{}", source.skip_lines));
  digest->Add(fmt::format("{} {}", source.block_bytes, source.max_record_bytes));
}

// Size and time of change, or "" when `path` is no regular file.
std::string FileState(const std::string& path) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return "";
  return fmt::format("{} {}.{:09}", info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
}

}  // namespace

std::string SettingsIdentity(const Job& job, const std::vector<std::string>& configuration_digests,
                             Files* files) {
  TextDigest digest;
  for (const auto& [key, value] : EffectiveSettings(job)) {
    digest.Add(key);
    digest.Add(value);
  }
  for (const std::string& configuration : configuration_digests) digest.Add(configuration);
  for (const std::string& file : {job.calibration, job.weights, job.profile_from}) {
    if (file.empty() || file == "none") continue;
    const auto bytes = files->ReadAll(file);
    digest.Add(bytes ? *bytes : "");  // the plan tells what is wrong with a file that can't be read
  }
  AddReading(job, &digest);
  return digest.Hex();
}

std::string ProfileIdentity(const Job& job, uint32_t sample_rows) {
  TextDigest digest;
  digest.Add(fmt::format("{} {}", job.seed, sample_rows));
  AddReading(job, &digest);
  return digest.Hex();
}

std::string UnfinishedIdentity(const Job& job, const std::string& settings_identity) {
  const std::string input = FileState(job.input);
  if (input.empty()) return "";
  TextDigest digest;
  for (const std::string& part : {settings_identity, job.input, input, FileState(kProgram)})
    digest.Add(part);
  return digest.Hex();
}

Result<std::string> ProgramDigest() {
  ASSAY_TRY(const InputDigest digest, DigestInput(kProgram, {}));
  return digest.hex;
}

}  // namespace assay
