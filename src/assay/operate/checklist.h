// Checklist: what a check of the machine, a deployment or a day found, item by item.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace assay {

enum class CheckState : uint8_t { kOk, kSkipped, kWarning, kFailed };
const char* CheckStateName(CheckState state);  // "ok", "skipped", "warning", "failed"

struct CheckItem {
  std::string name;
  CheckState state = CheckState::kOk;
  std::string detail;  // what was found, what was expected, what to do
};

struct Checklist {
  std::string title;
  std::vector<CheckItem> items;

  void Add(std::string name, CheckState state, std::string detail);
  bool failed() const;  // an item failed
};

// One line an item; and as JSON, the evidence that maintenance keeps.
std::string FormatChecklist(const Checklist& list);
std::string ChecklistJson(const Checklist& list, const std::string& timestamp);

}  // namespace assay
