// ModelRegistry: trained files by name and version, with their digests, what is in use and what was
// before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"

namespace assay {

enum class ModelKind : uint8_t { kCalibration, kWeights, kProfile };
std::string_view ModelKindName(ModelKind kind);

struct ModelVersion {
  uint64_t version = 0;  // 1, 2, …; never given twice
  std::string sha256;
  uint64_t bytes = 0;
  std::string added;  // UTC
  std::string added_by;
  std::string note;
};

struct RegisteredModel {
  std::string name;
  ModelKind kind = ModelKind::kCalibration;
  std::vector<ModelVersion> versions;  // ascending
  uint64_t last_version = 0;           // given so far
  std::vector<uint64_t> promoted;      // the versions that were in use, the present one last

  uint64_t current() const { return promoted.empty() ? 0 : promoted.back(); }
  const ModelVersion* Find(uint64_t version) const;
};

// A version whose file has not the bytes that were registered.
struct ModelDamage {
  std::string name;
  uint64_t version = 0;
  std::string reason;
};

// A verified version's file.
struct ResolvedModel {
  std::string path;
  uint64_t version = 0;
  std::optional<ModelDamage>
      fell_back_from;  // the version in use was damaged; this is the last good one
};

// A folder with registry.json and NAME/SHA256.json (.bin) for each version. Changes are made under
// a lock, the file first and the registry behind it, each in one durable step: a reader sees the
// old state or the new one. A registry.json that was damaged is an input error, unless
// registry.previous.json still stands: then that one counts and `registry_damage` says so.
class ModelRegistry {
 public:
  static Result<ModelRegistry> Open(const std::string& directory, const Runtime& runtime);

  const std::vector<RegisteredModel>& models() const { return models_; }
  const std::string& registry_damage() const { return registry_damage_; }
  // An unknown name is a usage error that names the nearest.
  Result<const RegisteredModel*> Find(const std::string& name) const;

  // Registers a file as the next version of `name` and, for the first one, puts it in use. A file
  // that is no calibration, weights or profile, or not of the kind of the versions before, is a
  // usage error.
  Result<uint64_t> Add(const std::string& name, const std::string& file, const std::string& note);
  // Puts a version in use, once its file is verified.
  Status Promote(const std::string& name, uint64_t version);
  // Back to the version that was in use before; gives it.
  Result<uint64_t> Rollback(const std::string& name);
  // Deletes all but the newest `keep` versions, never the one in use or the one before it; gives
  // how many.
  Result<size_t> Prune(const std::string& name, size_t keep);

  // Reads every file of `name` (empty: of all) again.
  std::vector<ModelDamage> Verify(const std::string& name) const;

  // The file to be used: `version`, or 0 for the one in use; then a damaged file gives way to the
  // last good one that was in use before it. An error when there is none.
  Result<ResolvedModel> Resolve(const std::string& name, uint64_t version) const;
  // Whether some version has these bytes.
  bool Knows(const std::string& sha256) const;

 private:
  ModelRegistry(std::string directory, const Runtime& runtime)
      : directory_(std::move(directory)), runtime_(runtime) {}
  Status Load();
  Status Save();
  Result<RegisteredModel*> FindToChange(const std::string& name);
  std::string PathOf(const RegisteredModel& model, const ModelVersion& version) const;
  Status Check(const RegisteredModel& model, const ModelVersion& version) const;

  std::string directory_;
  Runtime runtime_;
  std::vector<RegisteredModel> models_;
  std::string registry_damage_;
};

// The text of registry.json with its own checksum, and back; any change of a byte is an input
// error.
std::string EncodeRegistry(const std::vector<RegisteredModel>& models);
Result<std::vector<RegisteredModel>> DecodeRegistry(std::string_view text, const std::string& file);

}  // namespace assay
