// Looks the job's trained files up in the registry.
#include "assay/operate/trained_files.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "assay/base/hash.h"

namespace assay {
namespace {

constexpr std::string_view kReference = "registry:";

struct Reference {
  std::string name;
  uint64_t version = 0;  // 0: the one in use
};

Result<Reference> ReadReference(const std::string& text) {
  Reference reference{text.substr(kReference.size()), 0};
  const size_t at = reference.name.find('@');
  if (at == std::string::npos) return reference;
  const std::string number = reference.name.substr(at + 1);
  reference.name.resize(at);
  const auto [end, code] =
      std::from_chars(number.data(), number.data() + number.size(), reference.version);
  if (code == std::errc() && end == number.data() + number.size() && reference.version > 0)
    return reference;
  return UsageError(
      fmt::format("'{}': found version '{}', expected a whole number such as 3", text, number));
}

// Resolves one file of the job.
class Resolver {
 public:
  Resolver(const std::string& directory, bool only_registered, const Runtime& runtime)
      : directory_(directory), only_registered_(only_registered), runtime_(runtime) {}

  Status Resolve(ModelKind kind, std::string* file) {
    if (file->empty() || *file == "none") return {};
    if (!file->starts_with(kReference)) {
      if (kind == ModelKind::kProfile) return CheckRegistered(*file, "a saved profile");
      return only_registered_ ? CheckRegistered(*file, "in production a trained file") : Status();
    }
    ASSAY_TRY(const Reference reference, ReadReference(*file));
    ASSAY_TRY_STATUS(Open());
    ASSAY_TRY(const RegisteredModel* model, registry_->Find(reference.name));
    if (model->kind != kind) {
      return UsageError(fmt::format("'{}' is {}, expected {}", *file, ModelKindName(model->kind),
                                    ModelKindName(kind)));
    }
    ASSAY_TRY(const ResolvedModel found, registry_->Resolve(reference.name, reference.version));
    files_.notes.push_back(fmt::format("{}: version {}, {}", *file, found.version, found.path));
    if (found.fell_back_from) {
      const std::string text = fmt::format("{}; version {} is used in its place",
                                           found.fell_back_from->reason, found.version);
      files_.warnings.push_back(text);
      files_.alerts.push_back(DamageAlert("model_damaged:" + reference.name, text));
    }
    *file = found.path;
    return {};
  }

  TrainedFiles Take() { return std::move(files_); }

 private:
  Status Open() {
    if (registry_) return {};
    ASSAY_TRY(registry_, ModelRegistry::Open(directory_, runtime_));
    files_.used_registry = true;
    if (registry_->registry_damage().empty()) return {};
    const std::string text =
        registry_->registry_damage() + "; the one before its last change is used in its place";
    files_.warnings.push_back(text);
    files_.alerts.push_back(DamageAlert("registry_damaged", text));
    return {};
  }

  Status CheckRegistered(const std::string& file, const char* what) {
    ASSAY_TRY_STATUS(Open());
    ASSAY_TRY(const std::string bytes, runtime_.files->ReadAll(file));
    if (registry_->Knows(Sha256Hex(bytes))) return {};
    return UsageError(fmt::format(
        "{}: is not registered in '{}', and {} must be; look at it, then: assay models add "
        "NAME {}",
        file, directory_, what, file));
  }

  const std::string& directory_;
  const bool only_registered_;
  const Runtime& runtime_;
  std::optional<ModelRegistry> registry_;
  TrainedFiles files_;
};

}  // namespace

Alert DamageAlert(const std::string& key, const std::string& text) {
  return {key, Severity::kError, "A trained file is damaged", text, {}};
}

Result<TrainedFiles> ResolveTrainedFiles(const std::string& directory, bool only_registered,
                                         const Runtime& runtime, Job* job) {
  Resolver resolver(directory, only_registered, runtime);
  ASSAY_TRY_STATUS(resolver.Resolve(ModelKind::kCalibration, &job->calibration));
  ASSAY_TRY_STATUS(resolver.Resolve(ModelKind::kWeights, &job->weights));
  ASSAY_TRY_STATUS(resolver.Resolve(ModelKind::kProfile, &job->profile_from));
  return resolver.Take();
}

}  // namespace assay
