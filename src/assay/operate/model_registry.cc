// Changes of the registry, and the reading of what it holds.
#include "assay/operate/model_registry.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/config_node.h"
#include "assay/base/durable_file.h"
#include "assay/base/hash.h"
#include "assay/combine/calibration.h"
#include "assay/combine/detector_weights.h"
#include "assay/operate/audit_log.h"
#include "assay/operate/file_lock.h"
#include "assay/operate/timestamp.h"
#include "assay/profile/profile_file.h"

namespace assay {
namespace {

constexpr const char* kFile = "/registry.json";
constexpr const char* kPrevious = "/registry.previous.json";

bool IsName(std::string_view name) {
  const auto fits = [](char c) { return IsLower(c) || IsDigit(c) || c == '-' || c == '_'; };
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), fits);
}

Result<ModelKind> KindOf(const std::string& bytes, const std::string& file) {
  if (DecodeProfile(bytes)) return ModelKind::kProfile;
  const auto document = ParseJson(bytes, file);
  if (document && Calibration::Read(*document)) return ModelKind::kCalibration;
  if (document && DetectorWeights::Read(*document)) return ModelKind::kWeights;
  return UsageError(
      fmt::format("{}: is no calibration or detector weights (JSON) and no profile", file));
}

}  // namespace

const ModelVersion* RegisteredModel::Find(uint64_t version) const {
  const auto found = std::find_if(versions.begin(), versions.end(),
                                  [&](const ModelVersion& one) { return one.version == version; });
  return found == versions.end() ? nullptr : &*found;
}

Result<ModelRegistry> ModelRegistry::Open(const std::string& directory, const Runtime& runtime) {
  ModelRegistry registry(directory, runtime);
  ASSAY_TRY_STATUS(registry.Load());
  return registry;
}

Status ModelRegistry::Load() {
  models_.clear();
  registry_damage_.clear();
  const std::string path = directory_ + kFile, previous = directory_ + kPrevious;
  if (!runtime_.files->Exists(path) && !runtime_.files->Exists(previous)) return {};
  const auto read = [&](const std::string& file) -> Result<std::vector<RegisteredModel>> {
    ASSAY_TRY(const std::string text, runtime_.files->ReadAll(file));
    return DecodeRegistry(text, file);
  };
  auto models = read(path);
  if (!models && models.error().kind == ErrorKind::kInput && runtime_.files->Exists(previous)) {
    registry_damage_ = models.error().message;
    models = read(previous);
  }
  ASSAY_TRY(models_, std::move(models));
  return {};
}

// The registry before the last change stays beside it.
Status ModelRegistry::Save() {
  const std::string path = directory_ + kFile;
  if (registry_damage_.empty() && runtime_.files->Exists(path)) {
    ASSAY_TRY(const std::string before, runtime_.files->ReadAll(path));
    ASSAY_TRY_STATUS(ReplaceFile(directory_ + kPrevious, before, runtime_));
  }
  return ReplaceFile(path, EncodeRegistry(models_), runtime_);
}

Result<const RegisteredModel*> ModelRegistry::Find(const std::string& name) const {
  std::vector<std::string> names;
  for (const RegisteredModel& model : models_) {
    if (model.name == name) return &model;
    names.push_back(model.name);
  }
  return UsageError(
      fmt::format("{}: holds no model '{}'.{}", directory_, name, NearestHint(name, names)));
}

// Under the lock: what others changed meanwhile is read again.
Result<RegisteredModel*> ModelRegistry::FindToChange(const std::string& name) {
  ASSAY_TRY_STATUS(Load());
  ASSAY_TRY(const RegisteredModel* found, Find(name));
  return &models_[static_cast<size_t>(found - models_.data())];
}

std::string ModelRegistry::PathOf(const RegisteredModel& model, const ModelVersion& version) const {
  const char* ending = model.kind == ModelKind::kProfile ? "bin" : "json";  // readers go by it
  return fmt::format("{}/{}/{}.{}", directory_, model.name, version.sha256, ending);
}

Result<uint64_t> ModelRegistry::Add(const std::string& name, const std::string& file,
                                    const std::string& note) {
  if (!IsName(name)) {
    return UsageError(fmt::format(
        "'{}': a model's name has up to 64 of the letters a to z, digits, - and _", name));
  }
  ASSAY_TRY(const std::string bytes, runtime_.files->ReadAll(file));
  ASSAY_TRY(const ModelKind kind, KindOf(bytes, file));
  ASSAY_TRY_STATUS(runtime_.files->MakeDirectories(directory_));
  ASSAY_TRY(const FileLock lock, FileLock::Wait(directory_ + "/.lock"));
  ASSAY_TRY_STATUS(Load());
  auto model = std::find_if(models_.begin(), models_.end(),
                            [&](const RegisteredModel& one) { return one.name == name; });
  if (model == models_.end()) {
    model = models_.insert(models_.end(), RegisteredModel{name, kind, {}, 0, {}});
  }
  if (model->kind != kind) {
    return UsageError(fmt::format("{}: is {}, but the versions of '{}' so far are {}", file,
                                  ModelKindName(kind), name, ModelKindName(model->kind)));
  }
  const ModelVersion version{++model->last_version, Sha256Hex(bytes),
                             bytes.size(),          UtcTimestamp(runtime_.clock->WallMicros()),
                             CurrentUser(),         note};
  ASSAY_TRY_STATUS(ReplaceFile(PathOf(*model, version), bytes, runtime_));
  model->versions.push_back(version);
  if (model->promoted.empty()) model->promoted.push_back(version.version);
  ASSAY_TRY_STATUS(Save());
  return version.version;
}

Status ModelRegistry::Check(const RegisteredModel& model, const ModelVersion& version) const {
  const std::string path = PathOf(model, version);
  ASSAY_TRY(const std::string bytes, runtime_.files->ReadAll(path));
  if (bytes.size() == version.bytes && Sha256Hex(bytes) == version.sha256) return {};
  return InputError(fmt::format("{}: has not the bytes that were registered as version {} of '{}'",
                                path, version.version, model.name));
}

Status ModelRegistry::Promote(const std::string& name, uint64_t version) {
  ASSAY_TRY(const FileLock lock, FileLock::Wait(directory_ + "/.lock"));
  ASSAY_TRY(RegisteredModel * model, FindToChange(name));
  const ModelVersion* found = model->Find(version);
  if (found == nullptr) return UsageError(fmt::format("'{}' has no version {}", name, version));
  ASSAY_TRY_STATUS(Check(*model, *found));
  if (model->current() == version) return {};
  model->promoted.push_back(version);
  return Save();
}

Result<uint64_t> ModelRegistry::Rollback(const std::string& name) {
  ASSAY_TRY(const FileLock lock, FileLock::Wait(directory_ + "/.lock"));
  ASSAY_TRY(RegisteredModel * model, FindToChange(name));
  if (model->promoted.size() < 2) {
    return UsageError(
        fmt::format("'{}': no version was in use before version {}", name, model->current()));
  }
  const uint64_t before = model->promoted[model->promoted.size() - 2];
  const ModelVersion* found = model->Find(before);
  if (found == nullptr) return UsageError(fmt::format("'{}': version {} was pruned", name, before));
  ASSAY_TRY_STATUS(Check(*model, *found));
  model->promoted.pop_back();
  ASSAY_TRY_STATUS(Save());
  return before;
}

Result<size_t> ModelRegistry::Prune(const std::string& name, size_t keep) {
  ASSAY_TRY(const FileLock lock, FileLock::Wait(directory_ + "/.lock"));
  ASSAY_TRY(RegisteredModel * model, FindToChange(name));
  const size_t uses = model->promoted.size();
  const auto is_needed = [&](uint64_t version) {
    return version == model->current() || (uses > 1 && version == model->promoted[uses - 2]);
  };
  std::vector<ModelVersion> kept, gone;
  for (size_t i = 0; i < model->versions.size(); ++i) {
    const ModelVersion& version = model->versions[i];
    const bool stays = i + keep >= model->versions.size() || is_needed(version.version);
    (stays ? kept : gone).push_back(version);
  }
  model->versions = kept;
  ASSAY_TRY_STATUS(Save());
  for (const ModelVersion& version : gone) {
    const bool is_shared = std::any_of(kept.begin(), kept.end(), [&](const ModelVersion& one) {
      return one.sha256 == version.sha256;
    });
    if (!is_shared) ASSAY_TRY_STATUS(runtime_.files->Remove(PathOf(*model, version)));
  }
  return gone.size();
}

std::vector<ModelDamage> ModelRegistry::Verify(const std::string& name) const {
  std::vector<ModelDamage> damaged;
  for (const RegisteredModel& model : models_) {
    if (!name.empty() && model.name != name) continue;
    for (const ModelVersion& version : model.versions) {
      const Status checked = Check(model, version);
      if (!checked) damaged.push_back({model.name, version.version, checked.error().message});
    }
  }
  return damaged;
}

Result<ResolvedModel> ModelRegistry::Resolve(const std::string& name, uint64_t version) const {
  ASSAY_TRY(const RegisteredModel* model, Find(name));
  const uint64_t wanted = version == 0 ? model->current() : version;
  const ModelVersion* found = model->Find(wanted);
  if (found == nullptr) return UsageError(fmt::format("'{}' has no version {}", name, wanted));
  const Status checked = Check(*model, *found);
  if (checked) return ResolvedModel{PathOf(*model, *found), wanted, {}};
  if (version != 0) return checked.error();
  for (size_t i = model->promoted.size() - 1; i-- > 0;) {
    const ModelVersion* before = model->Find(model->promoted[i]);
    if (before == nullptr || !Check(*model, *before)) continue;
    return ResolvedModel{PathOf(*model, *before), before->version,
                         ModelDamage{name, wanted, checked.error().message}};
  }
  return checked.error();
}

bool ModelRegistry::Knows(const std::string& sha256) const {
  return std::any_of(models_.begin(), models_.end(), [&](const RegisteredModel& model) {
    return std::any_of(model.versions.begin(), model.versions.end(),
                       [&](const ModelVersion& version) { return version.sha256 == sha256; });
  });
}

}  // namespace assay
