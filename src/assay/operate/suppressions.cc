// Suppression files: reviewed like code, so they are text and are only ever appended to.
#include "assay/operate/suppressions.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/config_value.h"
#include "assay/base/durable_file.h"
#include "assay/finding/code.h"
#include "assay/operate/timestamp.h"
#include "assay/report/json_text.h"

namespace assay {
namespace {

constexpr std::string_view kKeys[] = {"finding", "owner", "reason", "until"};

bool IsFingerprint(std::string_view text) {
  return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Status CheckFinding(const std::string& finding) {
  if (IsFingerprint(finding) || ParseCode(finding)) return {};
  std::vector<std::string> names;
  for (const CodeInfo& info : AllCodes()) names.emplace_back(info.name);
  return UsageError(
      fmt::format("found '{}', expected a fingerprint of 16 hexadecimal digits or a code.{}",
                  finding, NearestHint(finding, names)));
}

Result<std::string> NeededText(const ConfigDocument& document, const ConfigNode& map,
                               std::string_view key) {
  const ConfigNode* node = map.Find(key);
  if (node == nullptr)
    return ErrorAt(document, map.mark, fmt::format("the entry has no '{}'", key));
  ASSAY_TRY(std::string text, ReadText(document, *node, key));
  if (text.empty()) return ErrorAt(document, node->mark, fmt::format("'{}' is empty", key));
  return text;
}

Result<Suppression> ReadEntry(const ConfigDocument& document, const ConfigNode& node) {
  ASSAY_TRY_STATUS(CheckMap(document, node, "an entry"));
  ASSAY_TRY_STATUS(CheckKeys(document, node, kKeys, "a suppression"));
  Suppression entry;
  ASSAY_TRY(entry.finding, NeededText(document, node, "finding"));
  ASSAY_TRY(entry.owner, NeededText(document, node, "owner"));
  ASSAY_TRY(entry.reason, NeededText(document, node, "reason"));
  ASSAY_TRY(entry.until, NeededText(document, node, "until"));
  entry.line = node.mark.line;
  if (const Status fine = CheckFinding(entry.finding); !fine) {
    return ErrorAt(document, node.Find("finding")->mark, fine.error().message);
  }
  if (const auto date = ParseDate(entry.until); !date) {
    return ErrorAt(document, node.Find("until")->mark, date.error().message);
  }
  return entry;
}

std::string Quoted(std::string_view text) {
  std::string quoted;
  AppendJsonString(text, &quoted);
  return quoted;
}

}  // namespace

Result<std::vector<Suppression>> ReadSuppressions(const std::string& path) {
  ASSAY_TRY(const ConfigDocument document, ReadConfigFile(path));
  std::vector<Suppression> all;
  if (document.root.kind == ConfigNode::Kind::kNull) return all;
  ASSAY_TRY_STATUS(CheckList(document, document.root, "the file"));
  for (const ConfigNode& node : document.root.items) {
    ASSAY_TRY(Suppression entry, ReadEntry(document, node));
    all.push_back(std::move(entry));
  }
  return all;
}

std::vector<std::string> ActiveSuppressions(const std::vector<Suppression>& all, int64_t micros,
                                            std::vector<Suppression>* expired) {
  std::vector<std::string> active;
  for (const Suppression& entry : all) {
    const auto last_day = ParseDate(entry.until);
    if (last_day && micros < *last_day + kMicrosPerDay) {
      active.push_back(entry.finding);
    } else {
      expired->push_back(entry);
    }
  }
  return active;
}

Status AddSuppression(const std::string& path, const Suppression& entry, const Runtime& runtime) {
  if (!path.ends_with(".yaml") && !path.ends_with(".yml")) {
    return UsageError(fmt::format("{}: entries can be added to .yaml files only", path));
  }
  ASSAY_TRY_STATUS(CheckFinding(entry.finding));
  ASSAY_TRY(const int64_t last_day, ParseDate(entry.until));
  if (last_day + kMicrosPerDay <= runtime.clock->WallMicros()) {
    return UsageError(
        fmt::format("{} is over; a suppression needs an end in the future", entry.until));
  }
  if (entry.owner.empty() || entry.reason.empty())
    return UsageError("a suppression needs an owner and a reason");
  std::string text =
      "# Findings that are not reported, each with its owner, reason and last day.\n";
  if (runtime.files->Exists(path)) {
    ASSAY_TRY(const auto before, ReadSuppressions(path));
    const bool known = std::any_of(before.begin(), before.end(), [&](const Suppression& one) {
      return one.finding == entry.finding;
    });
    if (known)
      return UsageError(
          fmt::format("{}: '{}' stands there already; edit its entry", path, entry.finding));
    ASSAY_TRY(text, runtime.files->ReadAll(path));
    if (!text.empty() && text.back() != '\n') text += '\n';
  }
  text +=
      fmt::format("- finding: {}\n  owner: {}\n  reason: {}\n  until: {}\n", Quoted(entry.finding),
                  Quoted(entry.owner), Quoted(entry.reason), Quoted(entry.until));
  return ReplaceFile(path, text, runtime);
}

}  // namespace assay
