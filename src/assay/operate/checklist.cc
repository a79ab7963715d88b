// Checklists as text and JSON.
#include "assay/operate/checklist.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/report/json_writer.h"

namespace assay {

const char* CheckStateName(CheckState state) {
  constexpr const char* kNames[] = {"ok", "skipped", "warning", "failed"};
  return kNames[static_cast<size_t>(state)];
}

void Checklist::Add(std::string name, CheckState state, std::string detail) {
  items.push_back({std::move(name), state, std::move(detail)});
}

bool Checklist::failed() const {
  return std::any_of(items.begin(), items.end(),
                     [](const CheckItem& i) { return i.state == CheckState::kFailed; });
}

std::string FormatChecklist(const Checklist& list) {
  std::string text = list.title + "\n";
  for (const CheckItem& item : list.items) {
    text += fmt::format("  {:<8} {:<24} {}\n", CheckStateName(item.state), item.name, item.detail);
  }
  return text + (list.failed() ? "Result: failed\n" : "Result: ok\n");
}

std::string ChecklistJson(const Checklist& list, const std::string& timestamp) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.String("title", list.title);
  json.String("timestamp", timestamp);
  json.String("version", ASSAY_VERSION);
  json.String("result", list.failed() ? "failed" : "ok");
  json.BeginArray("items");
  for (const CheckItem& item : list.items) {
    json.BeginObject();
    json.String("name", item.name);
    json.String("state", CheckStateName(item.state));
    json.String("detail", item.detail);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace assay
