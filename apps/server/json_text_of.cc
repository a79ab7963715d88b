// From nodes to text.
#include "server/json_text_of.h"

#include "assay/report/json_writer.h"

namespace assay::server {
namespace {

void Write(const ConfigNode& node, JsonWriter* json) {
  switch (node.kind) {
    case ConfigNode::Kind::kNull:
      return json->Null();
    case ConfigNode::Kind::kBool:
      return json->Bool(node.boolean);
    case ConfigNode::Kind::kNumber:
      return json->Json(node.text);
    case ConfigNode::Kind::kString:
      return json->String(node.text);
    case ConfigNode::Kind::kList:
      json->BeginArray();
      for (const ConfigNode& item : node.items) Write(item, json);
      return json->EndArray();
    case ConfigNode::Kind::kMap:
      json->BeginObject();
      for (const ConfigNode::Member& member : node.members) {
        json->Key(member.key);
        Write(member.value, json);
      }
      return json->EndObject();
  }
}

}  // namespace

std::string JsonTextOf(const ConfigNode& node) {
  JsonWriter json(JsonWriter::Layout::kCompact);
  Write(node, &json);
  return json.Take();
}

}  // namespace assay::server
