// BrandConfig and Mapping: which column of a table holds which named field.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "assay/base/config_node.h"
#include "assay/base/result.h"

namespace assay {

// A brand's description of its tables. Keys are the operations guide's.
struct BrandConfig {
  std::string path;
  std::string sha256;
  std::string brand_name;
  std::vector<std::pair<std::string, std::string>>
      field_mappings;                                   // field -> column, in file order
  std::vector<std::string> enabled_fields;              // empty: all mapped fields
  std::map<std::string, double> custom_thresholds;      // by method, or field, or "field.method"
  std::map<std::string, std::string> field_variations;  // field -> variant of its rule pack
  std::vector<std::string> core_fields;                 // for --core-fields-only
  std::vector<std::string> key_fields;                  // identify a row in fingerprints
  ConfigDocument document;                              // for errors at a place
};

// Reads and checks a brand file. Unknown keys and wrong types are errors with the nearest right
// name.
Result<BrandConfig> LoadBrandConfig(const std::string& path);

// The same from a document that was read before.
Result<BrandConfig> ReadBrandConfig(const ConfigDocument& document);

// `name` is a path, or a name in one of `search_directories` or its brand_configs/ (.json, .yaml,
// .yml). Not found: an error that lists the nearest names there are.
Result<BrandConfig> FindBrandConfig(const std::string& name,
                                    const std::vector<std::string>& search_directories);

// One field of a run.
struct MappedField {
  std::string field;
  std::string column;
  uint32_t column_index = 0;
  std::string variation;  // of the rule pack; empty = the default
  bool inferred = false;  // from the header and values, not from a brand
};

// The columns of a table as fields, one for each column that is to be checked, in column order.
struct Mapping {
  std::vector<MappedField> fields;
  std::vector<std::string> notes;  // unmapped columns with suggestions, inferred fields
};

// Maps by a brand: exact, case-sensitive names. A column that is missing, doubled or nearly right
// is an error that names the nearest columns; one error tells of all of them. Columns
// that no field names are still checked by the detectors that need no field (their field is their
// column's name), unless enabled_fields says otherwise.
Result<Mapping> MapByBrand(const BrandConfig& brand, const std::vector<std::string>& columns);

// Without a brand: a column's field is its header; when a rule pack knows the header as an alias of
// one of its fields (`aliases`: alias, case-folded without punctuation -> field), it is that field,
// marked inferred.
Mapping InferMapping(const std::vector<std::string>& columns,
                     const std::map<std::string, std::string>& aliases);

}  // namespace assay
