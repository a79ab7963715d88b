// Chooses detectors for each column from rule packs, brand and registry.
#include "assay/run/plan.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "assay/detect/head_sample.h"
#include "assay/detect/registry.h"
#include "assay/mapping/field_alias.h"
#include "assay/profile/encoded_sample.h"

namespace assay {
namespace {

constexpr size_t kMostDetectors = 62;

bool Wants(const Job& job, Method method) {
  const bool any = std::any_of(std::begin(job.methods), std::end(job.methods), [](bool b) { return b; });
  return !any || job.methods[static_cast<size_t>(method)];
}

// Builds the plan column by column; holds what all steps share.
class Planner {
 public:
  explicit Planner(const PlanInput& input) : input_(input) {}

  Result<Plan> Make() {
    ASSAY_TRY_STATUS(MapFields());
    ASSAY_TRY_STATUS(ResolveKeys());
    ASSAY_TRY_STATUS(ReadIgnored());
    for (size_t column = 0; column < plan_.columns.size(); ++column) {
      if (!plan_.columns[column].checked) continue;
      if (Wants(*input_.job, Method::kValidation)) ASSAY_TRY_STATUS(AddRules(column));
      ASSAY_TRY_STATUS(AddAutomatic(column));
    }
    ASSAY_TRY_STATUS(AddOrdered());
    ASSAY_TRY_STATUS(AddRowDetectors());
    AddUntrained();
    plan_.null_tokens = input_.job->null_tokens;
    std::sort(plan_.null_tokens.begin(), plan_.null_tokens.end());
    return std::move(plan_);
  }

 private:
  Status MapFields();
  Status ResolveKeys();
  Status ReadIgnored();
  void SetThresholds(ColumnPlan* column) const;
  const FieldRules* RulesOf(std::string_view field) const;
  const RulePack* PackOf(std::string_view field) const;
  bool ValuesFit(size_t column, const FieldRules& rules) const;
  Status AddRules(size_t column);
  Status AddRule(size_t column, const Rule& rule, const RulePack& pack);
  Status AddAutomatic(size_t column);
  Status AddColumnDetector(size_t column, const DetectorType& type, const DetectorContext& context);
  Status AddOrdered();
  Status AddRowDetectors();
  void AddUntrained();
  DetectorContext ContextOf(size_t column) const;
  size_t NewOutcome(const DetectorType& type, const std::string& field, Outcome::State state,
                    std::string reason);

  const PlanInput& input_;
  Plan plan_;
  std::vector<std::vector<PlannedDetector>> ordered_;  // by column, appended behind the value ones
};

// Adapts a column detector to single cells, for --expand-column-findings.
class ExpandedColumn : public ValueDetector {
 public:
  ExpandedColumn(std::unique_ptr<ColumnDetector> detector, Evidence evidence)
      : detector_(std::move(detector)), evidence_(std::move(evidence)) {}
  bool Flags(std::string_view value) const override { return detector_->Affects(value); }
  Evidence Explain(std::string_view) const override { return evidence_; }

 private:
  std::unique_ptr<ColumnDetector> detector_;
  Evidence evidence_;
};

Status Planner::MapFields() {
  const std::vector<std::string>& columns = input_.schema->columns;
  Mapping mapping;
  if (input_.brand != nullptr) {
    ASSAY_TRY(mapping, MapByBrand(*input_.brand, columns));
  } else {
    std::map<std::string, std::string> aliases;
    for (const RulePack& pack : *input_.packs) {
      for (const FieldRules& field : pack.fields) {
        aliases.emplace(FoldHeader(field.field), field.field);
        for (const std::string& alias : field.aliases) aliases.emplace(FoldHeader(alias), field.field);
      }
    }
    mapping = InferMapping(columns, aliases);
  }
  plan_.notes = mapping.notes;
  plan_.columns.resize(columns.size());
  ordered_.resize(columns.size());
  const auto& excluded = input_.job->exclude_columns;
  for (const std::string& name : excluded) {
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
      return UsageError(fmt::format("--exclude-columns: there is no column '{}'; nearest: '{}'", name,
                                    NearestName(name, columns)));
    }
  }
  for (MappedField& field : mapping.fields) {
    ColumnPlan& column = plan_.columns[field.column_index];
    column.checked = std::find(excluded.begin(), excluded.end(), field.column) == excluded.end();
    if (field.inferred) {
      const FieldRules* rules = RulesOf(field.field);
      if (rules != nullptr && !ValuesFit(field.column_index, *rules)) {
        plan_.notes.push_back(fmt::format(
            "column '{}' is named like the field '{}' but its values do not look like it: not checked as one",
            field.column, field.field));
        field.field = field.column;
        field.inferred = false;
      } else {
        plan_.notes.push_back(
            fmt::format("column '{}' is checked as the field '{}'", field.column, field.field));
      }
    }
    if (input_.job->core_fields_only) {
      const FieldRules* rules = RulesOf(field.field);
      const auto& core = input_.brand != nullptr ? input_.brand->core_fields : std::vector<std::string>{};
      const bool is_core = core.empty() ? rules != nullptr && rules->core
                                        : std::find(core.begin(), core.end(), field.field) != core.end();
      column.checked = column.checked && is_core;
    }
    column.field = field;
    SetThresholds(&column);
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    ColumnPlan& column = plan_.columns[i];
    column.field.column_index = static_cast<uint32_t>(i);
    if (column.field.column.empty()) column.field.column = columns[i];
    if (column.field.field.empty()) column.field.field = columns[i];
  }
  return {};
}

void Planner::SetThresholds(ColumnPlan* column) const {
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

Status Planner::ResolveKeys() {
  std::vector<std::string> keys = input_.job->key_fields;
  if (keys.empty() && input_.brand != nullptr) keys = input_.brand->key_fields;
  std::vector<std::string> names;
  for (const ColumnPlan& column : plan_.columns) names.push_back(column.field.field);
  for (const std::string& key : keys) {
    bool found = false;
    for (size_t i = 0; i < plan_.columns.size() && !found; ++i) {
      found = plan_.columns[i].field.field == key || input_.schema->columns[i] == key;
      if (found) plan_.key_columns.push_back(static_cast<uint32_t>(i));
    }
    if (!found) {
      return UsageError(fmt::format("--key-fields: there is no field or column '{}'; nearest: '{}'", key,
                                    NearestName(key, names)));
    }
  }
  return {};
}

Status Planner::ReadIgnored() {
  for (const std::string& text : input_.job->ignore) {
    if (const auto code = ParseCode(text)) {
      plan_.ignored_codes.push_back(*code);
      continue;
    }
    uint64_t fingerprint = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), fingerprint, 16);
    if (error != std::errc() || end != text.data() + text.size() || text.size() != 16) {
      std::vector<std::string> names;
      for (const CodeInfo& info : AllCodes()) names.emplace_back(info.name);
      return UsageError(fmt::format(
          "--ignore: '{}' is neither a fingerprint (16 hexadecimal digits) nor a code; nearest: '{}'", text,
          NearestName(text, names)));
    }
    plan_.ignored_fingerprints.push_back(fingerprint);
  }
  std::sort(plan_.ignored_fingerprints.begin(), plan_.ignored_fingerprints.end());
  return {};
}

const RulePack* Planner::PackOf(std::string_view field) const {
  const RulePack* last = nullptr;
  for (const RulePack& pack : *input_.packs) {
    for (const FieldRules& rules : pack.fields) {
      if (rules.field == field) last = &pack;
    }
  }
  return last;
}

const FieldRules* Planner::RulesOf(std::string_view field) const {
  const RulePack* pack = PackOf(field);
  if (pack == nullptr) return nullptr;
  for (const FieldRules& rules : pack->fields) {
    if (rules.field == field) return &rules;
  }
  return nullptr;
}

// A field named by its header alone gets its rules only when they hold for most of the first rows.
bool Planner::ValuesFit(size_t column, const FieldRules& rules) const {
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
  return filled > 0 && static_cast<double>(passed) >= rules.infer_min_match * static_cast<double>(filled);
}

DetectorContext Planner::ContextOf(size_t column) const {
  DetectorContext context;
  context.field = plan_.columns[column].field.field;
  context.column = input_.schema->columns[column];
  context.column_index = static_cast<uint32_t>(column);
  context.table = input_.profile;
  context.head = input_.head;
  if (input_.profile != nullptr) context.profile = &input_.profile->columns[column];
  return context;
}

size_t Planner::NewOutcome(const DetectorType& type, const std::string& field, Outcome::State state,
                           std::string reason) {
  plan_.outcomes.push_back({std::string(type.name), type.method, field, state, std::move(reason), 0});
  return plan_.outcomes.size() - 1;
}

Status Planner::AddRules(size_t column) {
  for (const RulePack& pack : *input_.packs) {
    for (const Rule& rule : pack.every_field) ASSAY_TRY_STATUS(AddRule(column, rule, pack));
  }
  const MappedField& field = plan_.columns[column].field;
  const bool named = input_.brand != nullptr || field.inferred;
  const FieldRules* rules = named ? RulesOf(field.field) : nullptr;
  if (rules == nullptr) return {};
  const std::vector<Rule>* chosen = &rules->rules;
  if (!field.variation.empty()) {
    const auto variant = rules->variants.find(field.variation);
    if (variant == rules->variants.end()) {
      std::vector<std::string> names;
      for (const auto& [name, unused] : rules->variants) names.push_back(name);
      return UsageError(fmt::format("field_variations: the field '{}' has no variant '{}'; nearest: '{}'",
                                    field.field, field.variation, NearestName(field.variation, names)));
    }
    chosen = &variant->second;
  }
  for (const Rule& rule : *chosen) ASSAY_TRY_STATUS(AddRule(column, rule, *PackOf(field.field)));
  return {};
}

Status Planner::AddRule(size_t column, const Rule& rule, const RulePack& pack) {
  const DetectorType& type = *rule.type;
  if (type.needs_profile && input_.profile == nullptr) {
    NewOutcome(type, plan_.columns[column].field.field, Outcome::State::kSkipped,
               "it needs a profile of the table; enable the pattern method");
    return {};
  }
  DetectorContext context = ContextOf(column);
  context.document = &pack.document;
  PlannedDetector planned;
  planned.type = &type;
  planned.code = rule.code;
  planned.severity = rule.severity;
  planned.confidence = rule.confidence;
  planned.message = rule.message;
  std::string reason;
  if (type.make_value != nullptr) {
    ASSAY_TRY(planned.value, type.make_value(rule.params, context, &reason));
  } else if (type.make_ordered != nullptr) {
    ASSAY_TRY(planned.ordered, type.make_ordered(rule.params, context, &reason));
  } else {
    return ErrorAt(pack.document, rule.mark,
                   fmt::format("the detector '{}' can't be used as a rule of one field", type.name));
  }
  const bool made = planned.value != nullptr || planned.ordered != nullptr;
  planned.outcome = NewOutcome(type, context.field, made ? Outcome::State::kRan : Outcome::State::kSkipped,
                               std::move(reason));
  if (!made) return {};
  auto& list = planned.value != nullptr ? plan_.columns[column].detectors : ordered_[column];
  list.push_back(std::move(planned));
  if (plan_.columns[column].detectors.size() + ordered_[column].size() > kMostDetectors) {
    return ErrorAt(pack.document, rule.mark,
                   fmt::format("the field '{}' has more than {} detectors", context.field, kMostDetectors));
  }
  return {};
}

Status Planner::AddAutomatic(size_t column) {
  for (const DetectorType* type : AllDetectorTypes()) {
    if (!type->automatic || !Wants(*input_.job, type->method)) continue;
    if (type->make_value == nullptr && type->make_column == nullptr) continue;
    if (type->needs_profile && input_.profile == nullptr) continue;
    const DetectorContext context = ContextOf(column);
    if (type->make_column != nullptr) {
      ASSAY_TRY_STATUS(AddColumnDetector(column, *type, context));
      continue;
    }
    PlannedDetector planned;
    planned.type = type;
    std::string reason;
    ASSAY_TRY(planned.value, type->make_value(DefaultParams(type->params), context, &reason));
    const bool made = planned.value != nullptr;
    planned.outcome = NewOutcome(*type, context.field,
                                 made ? Outcome::State::kRan : Outcome::State::kSkipped, std::move(reason));
    if (made) plan_.columns[column].detectors.push_back(std::move(planned));
  }
  return {};
}

Status Planner::AddColumnDetector(size_t column, const DetectorType& type, const DetectorContext& context) {
  std::string reason;
  ASSAY_TRY(auto detector, type.make_column(DefaultParams(type.params), context, &reason));
  std::optional<Evidence> evidence;
  if (detector != nullptr) evidence = detector->Check();
  const size_t outcome =
      NewOutcome(type, context.field, detector != nullptr ? Outcome::State::kRan : Outcome::State::kSkipped,
                 std::move(reason));
  if (!evidence) return {};
  evidence->method = type.method;
  evidence->detector = type.name;
  if (!plan_.Uses(plan_.columns[column], *evidence)) return {};
  if (!input_.job->expand_column_findings) {
    ++plan_.outcomes[outcome].flagged;
    plan_.column_findings.push_back({static_cast<uint32_t>(column), std::move(*evidence)});
    return {};
  }
  PlannedDetector planned;
  planned.type = &type;
  planned.value = std::make_unique<ExpandedColumn>(std::move(detector), std::move(*evidence));
  planned.outcome = outcome;
  plan_.columns[column].detectors.push_back(std::move(planned));
  return {};
}

Status Planner::AddOrdered() {
  for (size_t i = 0; i < plan_.columns.size(); ++i) {
    ColumnPlan& column = plan_.columns[i];
    column.value_detectors = column.detectors.size();
    for (PlannedDetector& planned : ordered_[i]) {
      column.detectors.push_back(std::move(planned));
      plan_.has_ordered = true;
    }
  }
  return {};
}

Status Planner::AddRowDetectors() {
  EncodedSample sample;
  if (input_.profile != nullptr) sample = EncodeSample(input_.profile->sample);
  for (const DetectorType* type : AllDetectorTypes()) {
    if (!type->automatic || type->make_row == nullptr || !Wants(*input_.job, type->method)) continue;
    if (type->needs_profile && input_.profile == nullptr) continue;
    DetectorContext context;
    context.table = input_.profile;
    context.sample = &sample;
    PlannedRowDetector planned;
    planned.type = type;
    std::string reason;
    ASSAY_TRY(planned.row, type->make_row(DefaultParams(type->params), context, &reason));
    const bool made = planned.row != nullptr;
    planned.outcome = NewOutcome(*type, "", made ? Outcome::State::kRan : Outcome::State::kSkipped,
                                 std::move(reason));
    if (made) plan_.rows.push_back(std::move(planned));
  }
  return {};
}

// The families that need a trained model: asked for without one, they are skipped, and it is said.
void Planner::AddUntrained() {
  for (const Method method : {Method::kMl, Method::kLlm}) {
    if (!input_.job->methods[static_cast<size_t>(method)]) continue;
    plan_.outcomes.push_back({std::string(MethodName(method)), method, "", Outcome::State::kSkipped,
                              "no trained model is available", 0});
    plan_.notes.push_back(fmt::format("--enable-{}: skipped, no trained model is available",
                                      MethodName(method)));
  }
}

}  // namespace

Evidence PlannedDetector::Explain(std::string_view flagged) const {
  Evidence evidence = value != nullptr ? value->Explain(flagged) : ordered->Explain(flagged);
  if (code) {
    evidence.code = *code;
    evidence.severity = InfoOf(*code).severity;
  }
  if (severity) evidence.severity = *severity;
  if (confidence) evidence.confidence = *confidence;
  if (!message.empty()) evidence.message = message;
  evidence.method = type->method;
  evidence.detector = type->name;
  return evidence;
}

std::string_view Plan::Seen(std::string_view value) const {
  if (null_tokens.empty()) return value;
  const bool is_null = std::binary_search(null_tokens.begin(), null_tokens.end(), value);
  return is_null ? std::string_view() : value;
}

bool Plan::Uses(const ColumnPlan& column, const Evidence& evidence) const {
  return evidence.confidence >= column.threshold[static_cast<size_t>(evidence.method)] &&
         std::find(ignored_codes.begin(), ignored_codes.end(), evidence.code) == ignored_codes.end();
}

bool NeedsProfile(const Job& job) {
  for (const DetectorType* type : AllDetectorTypes()) {
    if (type->needs_profile && type->automatic && Wants(job, type->method)) return true;
  }
  return false;
}

bool NeedsSample(const Job& job) {
  for (const DetectorType* type : AllDetectorTypes()) {
    if (type->automatic && type->make_row != nullptr && Wants(job, type->method)) return true;
  }
  return false;
}

Result<Plan> MakePlan(const PlanInput& input) { return Planner(input).Make(); }

}  // namespace assay
