// Copies a table row by row and spoils cells on the way.
#include "assay/evaluate/injection.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "assay/detect/rule_pack.h"
#include "assay/evaluate/csv_line.h"
#include "assay/evaluate/injection_manifest_internal.h"
#include "assay/evaluate/row_reader.h"
#include "assay/evaluate/staged_file.h"
#include "assay/evaluate/truth_file.h"
#include "assay/mapping/brand_config.h"
#include "assay/mapping/field_alias.h"

namespace assay {
namespace {

constexpr uint64_t kSampleStream = 31;

// The logical fields of columns, by brand or as the shipped rule packs know the headers.
Result<Mapping> MapColumns(const InjectionOptions& options,
                           const std::vector<std::string>& columns) {
  if (!options.brand_path.empty()) {
    ASSAY_TRY(const BrandConfig brand, LoadBrandConfig(options.brand_path));
    return MapByBrand(brand, columns);
  }
  ASSAY_TRY(const std::vector<RulePack> packs, LoadRulePacks({}));
  std::map<std::string, std::string> aliases;
  for (const RulePack& pack : packs) {
    for (const FieldRules& field : pack.fields) {
      aliases.emplace(FoldHeader(field.field), field.field);
      for (const std::string& alias : field.aliases)
        aliases.emplace(FoldHeader(alias), field.field);
    }
  }
  return InferMapping(columns, aliases);
}

class InjectionWriter {
 public:
  InjectionWriter(const InjectionOptions& options, const ErrorPack& pack, RowReader reader)
      : options_(options),
        pack_(pack),
        reader_(std::move(reader)),
        delimiter_(reader_.schema().dialect.delimiter) {}

  Result<InjectionSummary> Write(const Runtime& runtime) {
    ASSAY_TRY_STATUS(MakeInjector());
    ASSAY_TRY_STATUS(runtime.files->MakeDirectories(options_.output_directory));
    ASSAY_TRY(dirty_, Create("dirty.csv", runtime));
    ASSAY_TRY(truth_, Create("truth.csv", runtime));
    if (options_.write_clean) {
      ASSAY_TRY(clean_, Create("clean.csv", runtime));
      AppendCsvRecord(reader_.columns(), delimiter_, &clean_->buffer());
    }
    AppendCsvRecord(reader_.columns(), delimiter_, &dirty_->buffer());
    truth_->buffer() = kTruthHeader;
    ASSAY_TRY_STATUS(WriteRows());
    summary_.cells = summary_.rows * reader_.columns().size();
    summary_.rejected_rows = reader_.rejected();
    return Finish(runtime);
  }

 private:
  Result<StagedFile> Create(const std::string& name, const Runtime& runtime) const {
    return StagedFile::Create(options_.output_directory + "/" + name, runtime);
  }

  Status MakeInjector() {
    const std::vector<std::string>& columns = reader_.columns();
    ASSAY_TRY(const Mapping mapping, MapColumns(options_, columns));
    std::vector<std::vector<std::string>> names;
    for (const std::string& column : columns) names.push_back({column});
    for (const MappedField& field : mapping.fields)
      names[field.column_index].push_back(field.field);
    std::vector<bool> spare(columns.size(), false);
    for (const std::string& name : options_.exclude_columns) {
      const auto column = reader_.FindColumn(name);
      if (!column) return UsageError(column.error().message);
      spare[*column] = true;
    }
    injector_.emplace(pack_, names, spare, options_.rate);
    return {};
  }

  Status WriteRows() {
    while (true) {
      ASSAY_TRY(const bool any, reader_.Next());
      if (!any) return WriteAbove();
      if (options_.sample_share < 1 &&
          !SplitMix(MixHash(options_.rate.seed, kSampleStream), reader_.row())
               .Chance(options_.sample_share)) {
        continue;
      }
      const bool duplicate = injector_->WantsDuplicate(reader_.row());
      row_.row = summary_.rows + (above_ ? 1 : 0);
      row_.clean = reader_.cells();
      injector_->Apply(&row_, above_ ? &*above_ : nullptr);
      ASSAY_TRY_STATUS(WriteAbove());
      if (!duplicate) {
        above_ = std::move(row_);
        continue;
      }
      ASSAY_TRY_STATUS(WriteRow(row_));
      row_.row = summary_.rows;
      injector_->Vary(&row_);
      ++summary_.duplicated_rows;
      ASSAY_TRY_STATUS(WriteRow(row_));
    }
  }

  // The row that the next one could still change.
  Status WriteAbove() {
    if (!above_) return {};
    ASSAY_TRY_STATUS(WriteRow(*above_));
    above_.reset();
    return {};
  }

  Status WriteRow(const InjectedRow& row) {
    for (const InjectedError& error : row.errors) {
      const std::string& column = reader_.columns()[error.column];
      AppendTruthLine(row.row, column, error.family->name, error.clean, row.cells[error.column],
                      &truth_->buffer());
      ++summary_.by_type[error.family->name];
      ++summary_.by_column[column];
      ++summary_.wrong_cells;
    }
    AppendCsvRecord(row.cells, delimiter_, &dirty_->buffer());
    if (clean_) {
      AppendCsvRecord(row.clean, delimiter_, &clean_->buffer());
      ASSAY_TRY_STATUS(clean_->Flush());
    }
    ++summary_.rows;
    ASSAY_TRY_STATUS(dirty_->Flush());
    return truth_->Flush();
  }

  Result<InjectionSummary> Finish(const Runtime& runtime) {
    std::vector<NamedDigest> files;
    for (auto* file : {&clean_, &truth_, &dirty_}) {
      if (*file) ASSAY_TRY_STATUS((*file)->Complete());
    }
    for (auto& [name, file] :
         {std::pair{"clean.csv", &clean_}, {"truth.csv", &truth_}, {"dirty.csv", &dirty_}}) {
      if (!*file) continue;
      ASSAY_TRY_STATUS((*file)->Finish());
      files.push_back({name, "xxh3-128", (*file)->DigestHex(), (*file)->bytes()});
    }
    const NamedDigest input{options_.input, "xxh3-128", reader_.DigestHex(), reader_.bytes()};
    ASSAY_TRY_STATUS(WriteStaged(options_.output_directory + "/manifest.json",
                                 ManifestJson(options_, pack_, summary_, input, files), runtime));
    summary_.table = options_.output_directory + "/dirty.csv";
    summary_.truth = options_.output_directory + "/truth.csv";
    return std::move(summary_);
  }

  const InjectionOptions& options_;
  const ErrorPack& pack_;
  RowReader reader_;
  char delimiter_;
  std::optional<RowInjector> injector_;
  std::optional<StagedFile> dirty_, truth_, clean_;
  InjectionSummary summary_;
  InjectedRow row_;                   // in hand
  std::optional<InjectedRow> above_;  // not yet written
};

}  // namespace

Status InjectionOptions::Validate() const {
  for (const auto& [name, value] :
       {std::pair{"intensity", rate.intensity}, {"sample share", sample_share}}) {
    if (!(value >= 0 && value <= 1)) {
      return UsageError(fmt::format("{}: found {}, expected a share from 0 to 1", name, value));
    }
  }
  return {};
}

Result<InjectionSummary> InjectErrors(const InjectionOptions& options, const Runtime& runtime) {
  ASSAY_TRY_STATUS(options.Validate());
  ASSAY_TRY(const ErrorPack pack, FindErrorPack(options.error_pack));
  ASSAY_TRY(RowReader reader, RowReader::Open(options.input, options.source));
  return InjectionWriter(options, pack, std::move(reader)).Write(runtime);
}

}  // namespace assay
