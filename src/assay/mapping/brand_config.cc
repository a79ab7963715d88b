// Reads and checks brand files.
#include "assay/mapping/brand_config.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "assay/base/config_value.h"

namespace assay {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kKeys[] = {"brand_name",        "field_mappings",   "enabled_fields",
                                      "custom_thresholds", "field_variations", "core_fields",
                                      "key_fields",        "description",      "$schema"};
constexpr std::string_view kMethods[] = {"validation", "pattern", "ml", "llm"};
constexpr std::string_view kExtensions[] = {".json", ".yaml", ".yml"};

// Reads one document; every error points into it.
class BrandReader {
 public:
  explicit BrandReader(const ConfigDocument& document) : document_(document) {}

  Result<BrandConfig> Read() {
    const ConfigNode& root = document_.root;
    ASSAY_TRY_STATUS(CheckMap(document_, root, ""));
    ASSAY_TRY_STATUS(CheckKeys(document_, root, kKeys, "a brand configuration"));
    ASSAY_TRY(const ConfigNode* name, Needed("brand_name"));
    ASSAY_TRY(brand_.brand_name, ReadText(document_, *name, "brand_name"));
    ASSAY_TRY_STATUS(ReadMappings());
    ASSAY_TRY(brand_.enabled_fields, FieldList("enabled_fields"));
    ASSAY_TRY(brand_.core_fields, FieldList("core_fields"));
    ASSAY_TRY_STATUS(ReadThresholds());
    ASSAY_TRY_STATUS(ReadVariations());
    if (const ConfigNode* node = root.Find("key_fields")) {
      ASSAY_TRY(brand_.key_fields, ReadTextList(document_, *node, "key_fields"));
    }
    brand_.path = document_.file;
    brand_.sha256 = document_.sha256;
    brand_.document = document_;
    return std::move(brand_);
  }

 private:
  Result<const ConfigNode*> Needed(std::string_view key) const {
    const ConfigNode* node = document_.root.Find(key);
    if (node != nullptr) return node;
    return ErrorAt(document_, document_.root.mark,
                   fmt::format("the key '{}' of the brand configuration is missing", key));
  }

  Status CheckField(const std::string& field, Mark mark, std::string_view key) const {
    const bool known = std::find(fields_.begin(), fields_.end(), field) != fields_.end();
    if (known) return {};
    return ErrorAt(document_, mark,
                   fmt::format("{}: the field '{}' is not in field_mappings.{}", key, field,
                               NearestHint(field, fields_)));
  }

  Status ReadMappings() {
    ASSAY_TRY(const ConfigNode* node, Needed("field_mappings"));
    ASSAY_TRY_STATUS(CheckMap(document_, *node, "field_mappings"));
    std::map<std::string, std::string> field_of;
    for (const ConfigNode::Member& member : node->members) {
      ASSAY_TRY(const std::string column, ReadText(document_, member.value, member.key));
      if (member.key.empty()) return ErrorAt(document_, member.mark, "found an empty field name");
      if (column.empty())
        return Mismatch(document_, member.value, member.key, "the name of a column");
      const auto [first, is_new] = field_of.emplace(column, member.key);
      if (!is_new) {
        return ErrorAt(
            document_, member.value.mark,
            fmt::format(
                "the column '{}' is mapped to the field '{}' already; a column holds one field",
                column, first->second));
      }
      fields_.push_back(member.key);
      brand_.field_mappings.emplace_back(member.key, column);
    }
    return {};
  }

  Result<std::vector<std::string>> FieldList(std::string_view key) const {
    const ConfigNode* node = document_.root.Find(key);
    if (node == nullptr) return std::vector<std::string>{};
    ASSAY_TRY(std::vector<std::string> names, ReadTextList(document_, *node, key));
    for (size_t i = 0; i < names.size(); ++i) {
      ASSAY_TRY_STATUS(CheckField(names[i], node->items[i].mark, key));
    }
    return names;
  }

  // A threshold is for a method, for a field, or for "field.method".
  Status ReadThresholds() {
    const ConfigNode* node = document_.root.Find("custom_thresholds");
    if (node == nullptr) return {};
    ASSAY_TRY_STATUS(CheckMap(document_, *node, "custom_thresholds"));
    std::vector<std::string> allowed(std::begin(kMethods), std::end(kMethods));
    allowed.insert(allowed.end(), fields_.begin(), fields_.end());
    for (const std::string& field : fields_) {
      for (const std::string_view method : kMethods)
        allowed.push_back(fmt::format("{}.{}", field, method));
    }
    for (const ConfigNode::Member& member : node->members) {
      if (std::find(allowed.begin(), allowed.end(), member.key) == allowed.end()) {
        return ErrorAt(document_, member.mark,
                       fmt::format("custom_thresholds: '{}' is no method, field or field.method.{}",
                                   member.key, NearestHint(member.key, allowed)));
      }
      ASSAY_TRY(brand_.custom_thresholds[member.key],
                ReadNumberBetween(document_, member.value, member.key, 0, 1));
    }
    return {};
  }

  Status ReadVariations() {
    const ConfigNode* node = document_.root.Find("field_variations");
    if (node == nullptr) return {};
    ASSAY_TRY_STATUS(CheckMap(document_, *node, "field_variations"));
    for (const ConfigNode::Member& member : node->members) {
      ASSAY_TRY_STATUS(CheckField(member.key, member.mark, "field_variations"));
      ASSAY_TRY(brand_.field_variations[member.key], ReadText(document_, member.value, member.key));
    }
    return {};
  }

  const ConfigDocument& document_;
  BrandConfig brand_;
  std::vector<std::string> fields_;
};

bool HasConfigExtension(const std::string& name) {
  const std::string extension = fs::path(name).extension().string();
  return std::find(std::begin(kExtensions), std::end(kExtensions), extension) !=
         std::end(kExtensions);
}

bool IsFile(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::vector<std::string> BrandNames(const std::vector<fs::path>& folders) {
  std::vector<std::string> names;
  for (const fs::path& folder : folders) {
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      if (HasConfigExtension(at->path().string())) names.push_back(at->path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

Result<BrandConfig> ReadBrandConfig(const ConfigDocument& document) {
  return BrandReader(document).Read();
}

Result<BrandConfig> LoadBrandConfig(const std::string& path) {
  ASSAY_TRY(const ConfigDocument document, ReadConfigFile(path));
  return ReadBrandConfig(document);
}

Result<BrandConfig> FindBrandConfig(const std::string& name,
                                    const std::vector<std::string>& search_directories) {
  const bool path = name.find('/') != std::string::npos;
  if (path || (HasConfigExtension(name) && IsFile(name))) return LoadBrandConfig(name);
  std::vector<fs::path> folders;
  for (const std::string& directory : search_directories) {
    if (fs::path(directory).filename() == "brand_configs") {
      folders.emplace_back(directory);
    } else {
      folders.push_back(fs::path(directory) / "brand_configs");
    }
  }
  for (const fs::path& folder : folders) {
    if (HasConfigExtension(name) && IsFile(folder / name))
      return LoadBrandConfig((folder / name).string());
    for (const std::string_view extension : kExtensions) {
      const fs::path file = folder / (name + std::string(extension));
      if (IsFile(file)) return LoadBrandConfig(file.string());
    }
  }
  std::string looked;
  for (const fs::path& folder : folders)
    looked += fmt::format("{}{}", looked.empty() ? "" : ", ", folder.string());
  return UsageError(
      fmt::format("there is no brand configuration '{}' in {}.{} A path to a file works too.", name,
                  looked, NearestHint(name, BrandNames(folders))));
}

}  // namespace assay
