// Columns of a table to fields: by a brand, or by what headers are called.
#include <algorithm>

#include <fmt/format.h>

#include "assay/mapping/brand_config.h"
#include "assay/mapping/field_alias.h"

namespace assay {
namespace {

constexpr size_t kMostNamed = 3;

// Where the column of a field stands in the brand's file.
Mark MarkOfColumn(const BrandConfig& brand, const std::string& field) {
  const ConfigNode* mappings = brand.document.root.Find("field_mappings");
  const ConfigNode* node = mappings == nullptr ? nullptr : mappings->Find(field);
  return node == nullptr ? Mark{} : node->mark;
}

std::string QuotedList(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names)
    list += fmt::format("{}'{}'", list.empty() ? "" : ", ", name);
  return list;
}

Error MissingColumn(const BrandConfig& brand, const std::string& field, const std::string& column,
                    const std::vector<std::string>& columns) {
  std::vector<std::string> same, near = NearestNames(column, columns, kMostNamed);
  for (const std::string& name : columns) {
    if (FoldHeader(name) == FoldHeader(column)) same.push_back(name);
  }
  std::string hint;
  if (!same.empty()) {
    hint = fmt::format("; nearly right: {} (case and spaces count)", QuotedList(same));
  } else if (!near.empty()) {
    hint = fmt::format("; nearest: {}", QuotedList(near));
  } else {
    hint = fmt::format(
        "; no column is called alike, the first are {}",
        QuotedList({columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(
                                                           std::min<size_t>(columns.size(), 8))}));
  }
  return ErrorAt(
      brand.document, MarkOfColumn(brand, field),
      fmt::format("the table has no column '{}' for the field '{}'{}", column, field, hint));
}

// The index of the one column of that exact name.
Result<uint32_t> FindColumn(const BrandConfig& brand, const std::string& field,
                            const std::string& column, const std::vector<std::string>& columns) {
  const auto first = std::find(columns.begin(), columns.end(), column);
  if (first == columns.end()) return MissingColumn(brand, field, column, columns);
  const auto second = std::find(first + 1, columns.end(), column);
  if (second != columns.end()) {
    return ErrorAt(
        brand.document, MarkOfColumn(brand, field),
        fmt::format(
            "the column '{}' for the field '{}' stands in the table twice, as columns {} and {}; "
            "rename one",
            column, field, first - columns.begin() + 1, second - columns.begin() + 1));
  }
  return static_cast<uint32_t>(first - columns.begin());
}

std::string FieldOfUnmapped(const std::string& column, size_t index) {
  return column.empty() ? fmt::format("column_{}", index + 1) : column;
}

}  // namespace

Result<Mapping> MapByBrand(const BrandConfig& brand, const std::vector<std::string>& columns) {
  Mapping mapping;
  std::vector<bool> named(columns.size(), false);
  std::vector<std::string> fields;
  std::string wrong;  // all there is to mend, in one line
  for (const auto& [field, column] : brand.field_mappings) {
    fields.push_back(field);
    const auto& enabled = brand.enabled_fields;
    if (!enabled.empty() && std::find(enabled.begin(), enabled.end(), field) == enabled.end())
      continue;
    const Result<uint32_t> index = FindColumn(brand, field, column, columns);
    if (!index) {
      wrong += (wrong.empty() ? "" : "; and ") + index.error().message;
      continue;
    }
    const auto variation = brand.field_variations.find(field);
    mapping.fields.push_back({field, column, *index,
                              variation == brand.field_variations.end() ? "" : variation->second,
                              false});
    named[*index] = true;
  }
  if (!wrong.empty()) return UsageError(wrong);
  for (size_t i = 0; brand.enabled_fields.empty() && i < columns.size(); ++i) {
    if (named[i]) continue;
    mapping.fields.push_back(
        {FieldOfUnmapped(columns[i], i), columns[i], static_cast<uint32_t>(i), "", false});
    const std::string nearest = NearestName(columns[i], fields);
    mapping.notes.push_back(
        fmt::format("column '{}' is in no field_mappings of the brand '{}': checked without "
                    "the rules of a field{}",
                    columns[i], brand.brand_name,
                    nearest.empty() ? "" : fmt::format("; nearest field: '{}'", nearest)));
  }
  std::sort(
      mapping.fields.begin(), mapping.fields.end(),
      [](const MappedField& a, const MappedField& b) { return a.column_index < b.column_index; });
  return mapping;
}

Mapping InferMapping(const std::vector<std::string>& columns,
                     const std::map<std::string, std::string>& aliases) {
  Mapping mapping;
  for (size_t i = 0; i < columns.size(); ++i) {
    MappedField field;
    field.column = columns[i];
    field.column_index = static_cast<uint32_t>(i);
    const auto alias = aliases.find(FoldHeader(columns[i]));
    field.inferred = alias != aliases.end();
    field.field = field.inferred ? alias->second : FieldOfUnmapped(columns[i], i);
    mapping.fields.push_back(std::move(field));
  }
  return mapping;
}

}  // namespace assay
