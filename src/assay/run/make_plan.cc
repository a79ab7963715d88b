// Chooses detectors for each column from rule packs, brand and registry.
#include "assay/run/plan.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "assay/combine/vouched_values.h"
#include "assay/detect/registry.h"
#include "assay/profile/derived_judge.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/spelling_rivals.h"
#include "assay/run/automatic_detectors.h"
#include "assay/run/expanded_column.h"
#include "assay/run/one_at_a_time.h"
#include "assay/run/plan_fields.h"
#include "assay/run/redact.h"
#include "assay/run/sample_evidence.h"

namespace assay {
namespace {

constexpr size_t kMostDetectors = 62;

bool Wants(const Job& job, Method method) {
  const bool any =
      std::any_of(std::begin(job.methods), std::end(job.methods), [](bool b) { return b; });
  return !any || job.methods[static_cast<size_t>(method)];
}

// Builds the plan column by column; holds what all steps share.
class Planner {
 public:
  explicit Planner(const PlanInput& input) : input_(input), job_(*input.job) {
    input_.job = &job_;
    for (size_t method = 0; method < kMethodCount; ++method) {
      if (job_.takes_turns[method]) turns_[method] = std::make_shared<std::mutex>();
    }
  }

  Result<Plan> Make() {
    ASSAY_TRY_STATUS(Calibrate());
    plan_.null_tokens = job_.null_tokens;
    std::sort(plan_.null_tokens.begin(), plan_.null_tokens.end());
    if (input_.profile != nullptr && input_.is_own_profile)
      plan_.sampled_rows = input_.profile->sample.rows;
    if (!input_.job->weights.empty()) {
      ASSAY_TRY(const ConfigDocument document, ReadConfigFile(input_.job->weights));
      ASSAY_TRY(plan_.weights, DetectorWeights::Read(document));
    }
    ASSAY_TRY_STATUS(PlanFields(input_, &plan_));
    ASSAY_TRY_STATUS(PlanRedaction(input_, &plan_));
    ordered_.resize(plan_.columns.size());
    ASSAY_TRY_STATUS(MakeAutomatic());
    for (size_t column = 0; column < plan_.columns.size(); ++column) {
      if (!plan_.columns[column].checked) continue;
      if (Wants(*input_.job, Method::kValidation)) ASSAY_TRY_STATUS(AddRules(column));
      ASSAY_TRY_STATUS(AddAutomatic(column));
    }
    ASSAY_TRY_STATUS(AddOrdered());
    ASSAY_TRY_STATUS(AddRowDetectors());
    TakeTurns();
    SortByClass();
    AddUntrained();
    return std::move(plan_);
  }

 private:
  Status Calibrate();
  Status AddRules(size_t column);
  Status AddRule(size_t column, const Rule& rule, const RulePack& pack);
  void LearnFromSample();
  Status MakeAutomatic();
  Status AddAutomatic(size_t column);
  void AddColumnDetector(size_t column, AutomaticDetector* made);
  Status AddOrdered();
  Status AddRowDetectors();
  void TakeTurns();
  void SortByClass();
  void AddUntrained();
  const std::shared_ptr<std::mutex>& TurnOf(const DetectorType& type) const {
    return turns_[static_cast<size_t>(type.method)];
  }
  DetectorContext ContextOf(size_t column) const;
  size_t NewOutcome(const DetectorType& type, const std::string& field, Outcome::State state,
                    std::string reason);
  size_t NewOutcome(const AutomaticDetector& made, bool ran) {
    const size_t outcome =
        NewOutcome(*made.type, made.context.field,
                   ran ? Outcome::State::kRan : Outcome::State::kSkipped, made.reason);
    plan_.learned.resize(plan_.outcomes.size());
    plan_.learned[outcome] = made.cost;
    return outcome;
  }

  PlanInput input_;
  Job job_;  // of the input, its budgets turned into a threshold
  Plan plan_;
  std::shared_ptr<std::mutex> turns_[kMethodCount];  // null: the method runs beside itself
  EncodedSample sample_;
  DerivedJudge derived_;
  SpellingRivals rivals_;
  std::vector<AutomaticDetector> automatic_rows_;
  std::vector<AutomaticDetector> automatic_;           // of columns, in column order
  size_t next_automatic_ = 0;                          // the first that AddAutomatic has not taken
  std::vector<std::vector<PlannedDetector>> ordered_;  // by column, appended behind the value ones
};

DetectorContext Planner::ContextOf(size_t column) const {
  DetectorContext context;
  context.field = plan_.columns[column].field.field;
  context.is_inferred = plan_.columns[column].field.inferred;
  context.column = input_.schema->columns[column];
  context.column_index = static_cast<uint32_t>(column);
  context.table = input_.profile;
  context.head = input_.head;
  if (input_.profile != nullptr) {
    context.profile = &input_.profile->columns[column];
    context.sample = &sample_;
  }
  return context;
}

size_t Planner::NewOutcome(const DetectorType& type, const std::string& field, Outcome::State state,
                           std::string reason) {
  if (state == Outcome::State::kRan) reason.clear();  // why it might not have
  plan_.outcomes.push_back(
      {std::string(type.name), type.method, field, state, std::move(reason), 0});
  return plan_.outcomes.size() - 1;
}

// Loads the calibration and turns a budget into a threshold.
Status Planner::Calibrate() {
  if (job_.calibration == "none") {
    plan_.calibration = Calibration::Identity();
  } else if (job_.calibration.empty()) {
    plan_.calibration = ShippedCalibration();
  } else {
    ASSAY_TRY(const ConfigDocument document, ReadConfigFile(job_.calibration));
    ASSAY_TRY(plan_.calibration, Calibration::Read(document));
  }
  if (!job_.min_precision && !job_.false_alarms) return {};
  if (job_.calibration == "none") {
    return UsageError(fmt::format("{} needs a calibration, and --calibration none takes it away",
                                  job_.min_precision ? "--min-precision" : "--false-alarms"));
  }
  job_.anomaly_threshold = 0;
  if (job_.min_precision) {
    ASSAY_TRY(const double least, plan_.calibration.ThresholdForPrecision(*job_.min_precision));
    job_.anomaly_threshold = least;
  }
  if (job_.false_alarms) {
    ASSAY_TRY(const double least, plan_.calibration.ThresholdForFalseAlarms(*job_.false_alarms));
    job_.anomaly_threshold = std::max(job_.anomaly_threshold, least);
  }
  return {};
}

Status Planner::AddRules(size_t column) {
  for (const RulePack& pack : *input_.packs) {
    for (const Rule& rule : pack.every_field) ASSAY_TRY_STATUS(AddRule(column, rule, pack));
  }
  const MappedField& field = plan_.columns[column].field;
  const bool named = input_.brand != nullptr || field.inferred;
  const FoundRules found = named ? FindFieldRules(*input_.packs, field.field) : FoundRules();
  const FieldRules* rules = found.rules;
  if (rules == nullptr) return {};
  const std::vector<Rule>* chosen = &rules->rules;
  if (!field.variation.empty()) {
    const auto variant = rules->variants.find(field.variation);
    if (variant == rules->variants.end()) {
      std::vector<std::string> names;
      for (const auto& [name, unused] : rules->variants) names.push_back(name);
      return UsageError(fmt::format("field_variations: the field '{}' has no variant '{}'.{}",
                                    field.field, field.variation,
                                    NearestHint(field.variation, names)));
    }
    chosen = &variant->second;
  }
  for (const Rule& rule : *chosen) ASSAY_TRY_STATUS(AddRule(column, rule, *found.pack));
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
  planned.weight = plan_.weights.Of(type.name, type.method);
  std::string reason;
  if (type.make_value != nullptr) {
    ASSAY_TRY(planned.value, type.make_value(rule.params, context, &reason));
  } else if (type.make_ordered != nullptr) {
    ASSAY_TRY(planned.ordered, type.make_ordered(rule.params, context, &reason));
  } else {
    return ErrorAt(
        pack.document, rule.mark,
        fmt::format("the detector '{}' can't be used as a rule of one field", type.name));
  }
  const bool made = planned.value != nullptr || planned.ordered != nullptr;
  planned.outcome =
      NewOutcome(type, context.field, made ? Outcome::State::kRan : Outcome::State::kSkipped,
                 std::move(reason));
  if (!made) return {};
  auto& list = planned.value != nullptr ? plan_.columns[column].detectors : ordered_[column];
  list.push_back(std::move(planned));
  if (plan_.columns[column].detectors.size() + ordered_[column].size() > kMostDetectors) {
    return ErrorAt(
        pack.document, rule.mark,
        fmt::format("the field '{}' has more than {} detectors", context.field, kMostDetectors));
  }
  return {};
}

// What row detectors learn from, beside the sample.
void Planner::LearnFromSample() {
  if (!Wants(*input_.job, Method::kPattern)) return;
  derived_ = DerivedJudge(sample_, FindDerivedColumns(sample_));
  rivals_ = SpellingRivals(sample_, FindSpellingRivals(sample_));
  plan_.styles = SourceStyles(sample_);
}

// Row detectors stand first: they take longest to make.
Status Planner::MakeAutomatic() {
  if (input_.profile != nullptr) sample_ = EncodeSample(input_.profile->sample);
  std::vector<AutomaticDetector> wanted;
  const auto want = [&](const DetectorType& type, DetectorContext context) {
    if (!type.automatic || !Wants(*input_.job, type.method)) return;
    if (type.needs_profile && input_.profile == nullptr) return;
    if (type.make_column != nullptr && !input_.is_own_profile) {
      NewOutcome(type, context.field, Outcome::State::kSkipped, "the profile is of another table");
      return;
    }
    AutomaticDetector& detector = wanted.emplace_back();
    detector.type = &type;
    detector.context = std::move(context);
    detector.turn = TurnOf(type);
  };
  DetectorContext whole_table;
  whole_table.table = input_.profile;
  whole_table.sample = &sample_;
  whole_table.derived = &derived_;
  whole_table.rivals = &rivals_;
  for (const DetectorType* type : AllDetectorTypes()) {
    if (type->make_row != nullptr) want(*type, whole_table);
  }
  const size_t rows = wanted.size();
  for (size_t column = 0; column < plan_.columns.size(); ++column) {
    if (!plan_.columns[column].checked) continue;
    for (const DetectorType* type : AllDetectorTypes()) {
      if (type->make_value != nullptr || type->make_column != nullptr)
        want(*type, ContextOf(column));
    }
  }
  ASSAY_TRY_STATUS(MakeAutomaticDetectors(
      input_, rows, [this] { LearnFromSample(); }, &wanted));
  const auto end_of_rows = wanted.begin() + static_cast<std::ptrdiff_t>(rows);
  automatic_rows_.assign(std::make_move_iterator(wanted.begin()),
                         std::make_move_iterator(end_of_rows));
  automatic_.assign(std::make_move_iterator(end_of_rows), std::make_move_iterator(wanted.end()));
  return {};
}

Status Planner::AddAutomatic(size_t column) {
  for (; next_automatic_ < automatic_.size(); ++next_automatic_) {
    AutomaticDetector& made = automatic_[next_automatic_];
    if (made.context.column_index != column) break;
    if (made.error) return *made.error;
    if (made.type->make_column != nullptr) {
      AddColumnDetector(column, &made);
      continue;
    }
    PlannedDetector planned;
    planned.type = made.type;
    planned.weight = plan_.weights.Of(made.type->name, made.type->method);
    planned.value = std::move(made.value);
    if (planned.value != nullptr && made.type->doubts_rare) {
      planned.value = WithoutVouchedValues(std::move(planned.value), sample_, derived_.columns(),
                                           static_cast<uint32_t>(column));
    }
    planned.outcome = NewOutcome(made, planned.value != nullptr);
    if (planned.value != nullptr) plan_.columns[column].detectors.push_back(std::move(planned));
  }
  return {};
}

void Planner::AddColumnDetector(size_t column, AutomaticDetector* made) {
  std::optional<Evidence> evidence;
  if (made->column != nullptr) evidence = made->column->Check();
  const size_t outcome = NewOutcome(*made, made->column != nullptr);
  if (!evidence) return;
  evidence->method = made->type->method;
  evidence->detector = made->type->name;
  evidence->confidence *= plan_.weights.Of(made->type->name, made->type->method);
  if (!plan_.Uses(plan_.columns[column], *evidence)) return;
  if (!input_.job->expand_column_findings) {
    ++plan_.outcomes[outcome].flagged;
    plan_.column_findings.push_back(
        {static_cast<uint32_t>(column), std::move(*evidence), std::move(made->column)});
    return;
  }
  PlannedDetector planned;
  planned.type = made->type;
  planned.value = ExpandColumn(std::move(made->column), std::move(*evidence));
  planned.outcome = outcome;
  plan_.columns[column].detectors.push_back(std::move(planned));
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
  for (AutomaticDetector& made : automatic_rows_) {
    if (made.error) return *made.error;
    PlannedRowDetector planned;
    planned.type = made.type;
    planned.weight = plan_.weights.Of(made.type->name, made.type->method);
    planned.row = std::move(made.row);
    planned.outcome = NewOutcome(made, planned.row != nullptr);
    if (planned.row != nullptr) plan_.rows.push_back(std::move(planned));
  }
  if (input_.profile != nullptr)
    plan_.context = ContextOfSample(plan_, sample_, input_.profile->sample);
  return {};
}

// Behind all that learns from the detectors of the plan. Ordered detectors take turns anyway.
void Planner::TakeTurns() {
  for (ColumnPlan& column : plan_.columns) {
    for (PlannedDetector& planned : column.detectors) {
      const auto& turn = TurnOf(*planned.type);
      if (turn != nullptr && planned.value != nullptr)
        planned.value = OneAtATime(std::move(planned.value), turn);
    }
  }
  for (PlannedRowDetector& planned : plan_.rows) {
    const auto& turn = TurnOf(*planned.type);
    if (turn != nullptr) planned.row = OneAtATime(std::move(planned.row), turn);
  }
}

// Which value detectors are asked about which values.
void Planner::SortByClass() {
  for (ColumnPlan& column : plan_.columns) {
    for (size_t i = 0; i < column.value_detectors; ++i) {
      const auto cleared = static_cast<size_t>(column.detectors[i].value->Clears());
      for (size_t c = cleared + 1; c < kValueClassCount; ++c) column.asked[c] |= uint64_t{1} << i;
    }
  }
}

// The families that need a trained model: asked for without one, they are skipped, and it is said.
void Planner::AddUntrained() {
  for (const Method method : {Method::kMl, Method::kLlm}) {
    if (!input_.job->methods[static_cast<size_t>(method)]) continue;
    plan_.outcomes.push_back({std::string(MethodName(method)), method, "", Outcome::State::kSkipped,
                              "no trained model is available", 0});
    plan_.notes.push_back(
        fmt::format("--enable-{}: skipped, no trained model is available", MethodName(method)));
  }
}

}  // namespace

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
