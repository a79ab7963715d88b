// registry.json: JSON for people, with a checksum over everything before it.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/hash.h"
#include "assay/operate/model_registry.h"
#include "assay/report/json_writer.h"

namespace assay {
namespace {

constexpr std::string_view kKinds[] = {"calibration", "weights", "profile"};
constexpr std::string_view kChecksum = ",\n\"checksum\": \"";
constexpr std::string_view kEnd = "\"}\n";

std::string TextOf(const ConfigNode& node, std::string_view key) {
  const ConfigNode* found = node.Find(key);
  return found == nullptr ? "" : found->text;
}

uint64_t CountOf(const ConfigNode& node, std::string_view key) {
  const std::string text = TextOf(node, key);
  uint64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

void WriteVersion(const ModelVersion& version, JsonWriter* json) {
  json->BeginObject();
  json->Unsigned("version", version.version);
  json->String("sha256", version.sha256);
  json->Unsigned("bytes", version.bytes);
  json->String("added", version.added);
  json->String("added_by", version.added_by);
  json->String("note", version.note);
  json->EndObject();
}

RegisteredModel ReadModel(const ConfigNode& node) {
  RegisteredModel model;
  model.name = TextOf(node, "name");
  const auto kind = std::find(std::begin(kKinds), std::end(kKinds), TextOf(node, "kind"));
  model.kind = static_cast<ModelKind>(kind - std::begin(kKinds));
  model.last_version = CountOf(node, "last_version");
  if (const ConfigNode* versions = node.Find("versions")) {
    for (const ConfigNode& one : versions->items) {
      model.versions.push_back({CountOf(one, "version"), TextOf(one, "sha256"),
                                CountOf(one, "bytes"), TextOf(one, "added"),
                                TextOf(one, "added_by"), TextOf(one, "note")});
    }
  }
  if (const ConfigNode* promoted = node.Find("promoted")) {
    for (const ConfigNode& one : promoted->items)
      model.promoted.push_back(static_cast<uint64_t>(one.number));
  }
  return model;
}

}  // namespace

std::string_view ModelKindName(ModelKind kind) { return kKinds[static_cast<size_t>(kind)]; }

std::string EncodeRegistry(const std::vector<RegisteredModel>& models) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginArray();
  for (const RegisteredModel& model : models) {
    json.BeginObject();
    json.String("name", model.name);
    json.String("kind", ModelKindName(model.kind));
    json.Unsigned("last_version", model.last_version);
    json.BeginArray("promoted");
    for (const uint64_t version : model.promoted) json.Unsigned(version);
    json.EndArray();
    json.BeginArray("versions");
    for (const ModelVersion& version : model.versions) WriteVersion(version, &json);
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  std::string text = "{\"schema_version\": 1,\n\"models\": " + json.Take();
  while (text.back() == '\n') text.pop_back();
  const std::string checksum = Sha256Hex(text);
  return text.append(kChecksum).append(checksum).append(kEnd);
}

Result<std::vector<RegisteredModel>> DecodeRegistry(std::string_view text,
                                                    const std::string& file) {
  const Error damaged =
      InputError(fmt::format("{}: is damaged: its checksum does not fit its content", file));
  constexpr size_t kTail = kChecksum.size() + 64 + kEnd.size();
  if (text.size() < kTail) return damaged;
  const std::string_view content = text.substr(0, text.size() - kTail);
  const std::string expected = std::string(kChecksum).append(Sha256Hex(content)).append(kEnd);
  if (text.substr(content.size()) != expected) return damaged;
  ASSAY_TRY(const ConfigDocument document, ParseJson(text, file));
  if (CountOf(document.root, "schema_version") != 1) {
    return UsageError(fmt::format("{}: was written by a newer version of the program", file));
  }
  std::vector<RegisteredModel> models;
  if (const ConfigNode* list = document.root.Find("models")) {
    for (const ConfigNode& node : list->items) models.push_back(ReadModel(node));
  }
  return models;
}

}  // namespace assay
