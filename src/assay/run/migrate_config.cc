// One function a step from a version to the next, on the parsed tree.
#include "assay/run/migrate_config.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_value.h"
#include "assay/report/json_text.h"
#include "assay/run/job_config.h"

namespace assay {
namespace {

constexpr std::string_view kVersionKey = "schema_version";

using Changes = std::vector<std::string>;

ConfigNode* FindChild(ConfigNode* map, std::string_view key) {
  for (ConfigNode::Member& member : map->members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

void Remove(ConfigNode* map, std::string_view key) {
  std::erase_if(map->members, [&](const ConfigNode::Member& member) { return member.key == key; });
}

ConfigNode* ChildMap(ConfigNode* map, const std::string& key) {
  if (ConfigNode* found = FindChild(map, key)) return found;
  ConfigNode node;
  node.kind = ConfigNode::Kind::kMap;
  map->members.push_back({key, {}, std::move(node)});
  return &map->members.back().value;
}

// The guide's settings modules named these sections in capitals.
void RenameSection(ConfigNode* root, std::string_view from, const std::string& to,
                   Changes* changes) {
  for (ConfigNode::Member& member : root->members) {
    if (member.key != from || FindChild(root, to) != nullptr) continue;
    member.key = to;
    changes->push_back(fmt::format("'{}' is called '{}' now", from, to));
  }
}

// Version 1 had several keys for the rows that are handled at once.
void MoveChunkSize(ConfigNode* root, const std::string& section, Changes* changes) {
  ConfigNode* from = FindChild(root, section);
  ConfigNode* chunk = from == nullptr ? nullptr : FindChild(from, "chunk_size");
  if (chunk == nullptr) return;
  const ConfigNode value = *chunk;
  Remove(from, "chunk_size");
  if (from->members.empty()) Remove(root, section);
  ConfigNode* performance = ChildMap(root, "performance");
  if (FindChild(performance, "batch_size") != nullptr) {
    changes->push_back(
        fmt::format("'{}.chunk_size' is dropped: 'performance.batch_size' says how many rows are "
                    "handled at once",
                    section));
    return;
  }
  performance->members.push_back({"batch_size", {}, value});
  changes->push_back(fmt::format("'{}.chunk_size' is 'performance.batch_size' now", section));
}

// Batches of models follow the device's memory by themselves.
void DropGpuBatches(ConfigNode* root, Changes* changes) {
  ConfigNode* gpu = FindChild(root, "gpu");
  if (gpu == nullptr || FindChild(gpu, "batch_size") == nullptr) return;
  Remove(gpu, "batch_size");
  if (gpu->members.empty()) Remove(root, "gpu");
  changes->push_back("'gpu.batch_size' is dropped: it has no counterpart");
}

void FromVersion1(ConfigNode* root, Changes* changes) {
  RenameSection(root, "MEMORY_SETTINGS", "memory", changes);
  RenameSection(root, "GPU_SETTINGS", "gpu", changes);
  RenameSection(root, "PARALLEL_SETTINGS", "performance", changes);
  MoveChunkSize(root, "performance", changes);
  MoveChunkSize(root, "memory", changes);
  DropGpuBatches(root, changes);
}

constexpr void (*kSteps[])(ConfigNode* root, Changes* changes) = {FromVersion1};
static_assert(std::size(kSteps) + 1 == kJobSchemaVersion);

void SetVersion(ConfigNode* root) {
  Remove(root, kVersionKey);
  ConfigNode version;
  version.kind = ConfigNode::Kind::kNumber;
  version.text = std::to_string(kJobSchemaVersion);
  version.number = kJobSchemaVersion;
  root->members.insert(root->members.begin(), {std::string(kVersionKey), {}, std::move(version)});
}

std::string Scalar(const ConfigNode& node) {
  if (node.kind == ConfigNode::Kind::kNull) return "null";
  if (node.kind != ConfigNode::Kind::kString) return node.text;
  std::string quoted;
  AppendJsonString(node.text, &quoted);
  return quoted;
}

std::string Quoted(const std::string& key) {
  std::string quoted;
  AppendJsonString(key, &quoted);
  return quoted;
}

void AppendJson(const ConfigNode& node, size_t indent, std::string* out) {
  const bool is_map = node.kind == ConfigNode::Kind::kMap;
  const bool is_list = node.kind == ConfigNode::Kind::kList;
  if (!is_map && !is_list) {
    *out += Scalar(node);
    return;
  }
  const size_t count = is_map ? node.members.size() : node.items.size();
  *out += is_map ? "{" : "[";
  for (size_t i = 0; i < count; ++i) {
    *out += fmt::format("{}\n{}", i == 0 ? "" : ",", std::string(indent + 2, ' '));
    if (is_map) *out += Quoted(node.members[i].key) + ": ";
    AppendJson(is_map ? node.members[i].value : node.items[i], indent + 2, out);
  }
  if (count > 0) *out += "\n" + std::string(indent, ' ');
  *out += is_map ? "}" : "]";
}

// Lists and scalars as JSON, which is YAML too; maps as blocks.
void AppendYaml(const ConfigNode& map, size_t indent, std::string* out) {
  for (const ConfigNode::Member& member : map.members) {
    *out += std::string(indent, ' ') + member.key + ":";
    if (member.value.kind == ConfigNode::Kind::kMap && !member.value.members.empty()) {
      *out += "\n";
      AppendYaml(member.value, indent + 2, out);
      continue;
    }
    *out += " ";
    AppendJson(member.value, indent + 2, out);
    *out += "\n";
  }
}

// Whether a run takes it.
Status Check(const std::string& text, const std::string& file, bool is_json) {
  ASSAY_TRY(const ConfigDocument document, is_json ? ParseJson(text, file) : ParseYaml(text, file));
  Job job;
  std::vector<std::string> notes;
  return ApplyJobFile(document, &job, &notes);
}

}  // namespace

Result<int> JobSchemaVersion(const ConfigDocument& document) {
  const ConfigNode* node = document.root.Find(kVersionKey);
  if (node == nullptr) return 1;
  ASSAY_TRY(const int64_t version, ReadInteger(document, *node, kVersionKey, 1, INT32_MAX));
  if (version <= kJobSchemaVersion) return static_cast<int>(version);
  return ErrorAt(
      document, node->mark,
      fmt::format(
          "the file is of schema version {}, this program knows versions up to {}; use a newer "
          "program",
          version, kJobSchemaVersion));
}

Result<MigratedConfig> MigrateJobFile(const ConfigDocument& document) {
  ASSAY_TRY_STATUS(CheckMap(document, document.root, ""));
  MigratedConfig migrated;
  ASSAY_TRY(migrated.from, JobSchemaVersion(document));
  ConfigNode root = document.root;
  for (int version = migrated.from; version < kJobSchemaVersion; ++version) {
    kSteps[version - 1](&root, &migrated.changes);
  }
  SetVersion(&root);
  const bool is_json = document.file.ends_with(".json");
  if (is_json) {
    AppendJson(root, 0, &migrated.text);
    migrated.text += "\n";
  } else {
    AppendYaml(root, 0, &migrated.text);
  }
  ASSAY_TRY_STATUS(Check(migrated.text, document.file + " (migrated)", is_json));
  return migrated;
}

}  // namespace assay
