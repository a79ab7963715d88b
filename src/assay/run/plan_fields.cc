// Names the columns: by brand or by inference, with their thresholds, keys and ignored findings.
#include "assay/run/plan_fields.h"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "assay/detect/head_sample.h"
#include "assay/mapping/field_alias.h"

namespace assay {
namespace {

class FieldPlanner {
 public:
  FieldPlanner(const PlanInput& input, Plan* plan) : input_(input), plan_(plan) {}

  Status MapFields();
  Status ResolveKeys();
  Status ReadIgnored();

 private:
  void SetThresholds(ColumnPlan* column) const;
  bool ValuesFit(size_t column, const FieldRules& rules) const;

  const PlanInput& input_;
  Plan* plan_;
};

Status FieldPlanner::MapFields() {
  const std::vector<std::string>& columns = input_.schema->columns;
  Mapping mapping;
  if (input_.brand != nullptr) {
    ASSAY_TRY(mapping, MapByBrand(*input_.brand, columns));
  } else {
    std::map<std::string, std::string> aliases;
    for (const RulePack& pack : *input_.packs) {
      for (const FieldRules& field : pack.fields) {
        aliases.emplace(FoldHeader(field.field), field.field);
        for (const std::string& alias : field.aliases)
          aliases.emplace(FoldHeader(alias), field.field);
      }
    }
    mapping = InferMapping(columns, aliases);
  }
  plan_->notes = mapping.notes;
  plan_->columns.resize(columns.size());
  const auto& excluded = input_.job->exclude_columns;
  for (const std::string& name : excluded) {
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
      return UsageError(fmt::format("--exclude-columns: there is no column '{}'.{}", name,
                                    NearestHint(name, columns)));
    }
  }
  std::string inferred;
  for (MappedField& field : mapping.fields) {
    ColumnPlan& column = plan_->columns[field.column_index];
    column.checked = std::find(excluded.begin(), excluded.end(), field.column) == excluded.end();
    if (field.inferred) {
      const FieldRules* rules = FindFieldRules(*input_.packs, field.field).rules;
      if (rules != nullptr && !ValuesFit(field.column_index, *rules)) {
        plan_->notes.push_back(
            fmt::format("column '{}' is named like the field '{}' but its values do not look like "
                        "it: not checked as one",
                        field.column, field.field));
        field.field = field.column;
        field.inferred = false;
      } else {
        inferred +=
            fmt::format("{}'{}' as '{}'", inferred.empty() ? "" : ", ", field.column, field.field);
      }
    }
    if (input_.job->core_fields_only) {
      const FieldRules* rules = FindFieldRules(*input_.packs, field.field).rules;
      const auto& core =
          input_.brand != nullptr ? input_.brand->core_fields : std::vector<std::string>{};
      const bool is_core = core.empty()
                               ? rules != nullptr && rules->core
                               : std::find(core.begin(), core.end(), field.field) != core.end();
      column.checked = column.checked && is_core;
    }
    column.field = field;
    SetThresholds(&column);
  }
  if (!inferred.empty()) plan_->notes.push_back("columns checked as fields: " + inferred);
  for (size_t i = 0; i < columns.size(); ++i) {
    ColumnPlan& column = plan_->columns[i];
    column.field.column_index = static_cast<uint32_t>(i);
    if (column.field.column.empty()) column.field.column = columns[i];
    if (column.field.field.empty()) column.field.field = columns[i];
  }
  return {};
}

void FieldPlanner::SetThresholds(ColumnPlan* column) const {
  for (int m = 0; m < kMethodCount; ++m) {
    const auto method = static_cast<Method>(m);
    double threshold = method == Method::kValidation ? input_.job->validation_threshold
                                                     : input_.job->anomaly_threshold;
    if (input_.brand != nullptr) {
      const auto& custom = input_.brand->custom_thresholds;
      const std::string name(MethodName(method));
      for (const std::string& key : {name, column->field.field, column->field.field + "." + name}) {
        if (const auto found = custom.find(key); found != custom.end()) threshold = found->second;
      }
    }
    column->threshold[m] = threshold;
  }
}

Status FieldPlanner::ResolveKeys() {
  std::vector<std::string> keys = input_.job->key_fields;
  if (keys.empty() && input_.brand != nullptr) keys = input_.brand->key_fields;
  std::vector<std::string> names = input_.schema->columns;
  for (const ColumnPlan& column : plan_->columns) {
    if (std::find(names.begin(), names.end(), column.field.field) == names.end())
      names.push_back(column.field.field);
  }
  for (const std::string& key : keys) {
    size_t found = 0;
    for (size_t i = 0; i < plan_->columns.size(); ++i) {
      if (plan_->columns[i].field.field != key && input_.schema->columns[i] != key) continue;
      plan_->key_columns.push_back(static_cast<uint32_t>(i));
      ++found;
    }
    if (found > 1) {
      return UsageError(fmt::format(
          "--key-fields: '{}' names {} columns of the table; a key must name one", key, found));
    }
    if (found == 0) {
      return UsageError(fmt::format("--key-fields: there is no field or column '{}'.{}", key,
                                    NearestHint(key, names)));
    }
  }
  return {};
}

Status FieldPlanner::ReadIgnored() {
  for (const std::string& text : input_.job->ignore) {
    if (const auto code = ParseCode(text)) {
      plan_->ignored_codes.push_back(*code);
      continue;
    }
    uint64_t fingerprint = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), fingerprint, 16);
    if (error != std::errc() || end != text.data() + text.size() || text.size() != 16) {
      std::vector<std::string> names;
      for (const CodeInfo& info : AllCodes()) names.emplace_back(info.name);
      return UsageError(fmt::format(
          "--ignore: '{}' is neither a fingerprint (16 hexadecimal digits) nor a code.{}", text,
          NearestHint(text, names)));
    }
    plan_->ignored_fingerprints.push_back(fingerprint);
  }
  std::sort(plan_->ignored_fingerprints.begin(), plan_->ignored_fingerprints.end());
  return {};
}

// A field named by its header alone gets its rules only when they hold for most of the first rows.
bool FieldPlanner::ValuesFit(size_t column, const FieldRules& rules) const {
  if (input_.head == nullptr) return false;
  std::vector<std::unique_ptr<ValueDetector>> detectors;
  for (const Rule& rule : rules.rules) {
    if (rule.type->make_value == nullptr || rule.type->needs_profile) continue;
    DetectorContext context;
    std::string reason;
    auto made = rule.type->make_value(rule.params, context, &reason);
    if (made && *made != nullptr) detectors.push_back(std::move(*made));
  }
  size_t filled = 0, passed = 0;
  ForEachHeadValue(*input_.head, static_cast<uint32_t>(column), [&](std::string_view value) {
    if (value.empty()) return;
    ++filled;
    passed += std::none_of(detectors.begin(), detectors.end(),
                           [&](const auto& detector) { return detector->Flags(value); });
  });
  return filled > 0 &&
         static_cast<double>(passed) >= rules.infer_min_match * static_cast<double>(filled);
}

}  // namespace

Status PlanFields(const PlanInput& input, Plan* plan) {
  FieldPlanner planner(input, plan);
  ASSAY_TRY_STATUS(planner.MapFields());
  ASSAY_TRY_STATUS(planner.ResolveKeys());
  return planner.ReadIgnored();
}

}  // namespace assay
