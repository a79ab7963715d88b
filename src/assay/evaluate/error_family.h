// ErrorFamily: one realistic way in which a cell goes wrong; injection packs list them as data.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/config_node.h"
#include "assay/base/result.h"
#include "assay/evaluate/random.h"

namespace assay {

// What is done to a value. docs/reference/injection-packs.md describes each.
enum class EditKind : uint8_t {
  kTypo,
  kCase,
  kSpacing,
  kClear,
  kReplace,
  kAppend,
  kTruncate,
  kForeign,
  kSwap,
  kSwapRows,
  kOtherRow,
  kCheckDigit,
  kPercentSum,
  kScale,
  kOutlier,
  kReformat,
  kEncoding,
  kDuplicateRow,
  kCount
};
std::string_view EditName(EditKind edit);

struct ErrorFamily {
  std::string name;  // the error type of the truth: "typo"
  EditKind edit = EditKind::kTypo;
  double weight = 1;                // how often, beside the other families that can apply
  std::vector<std::string> fields;  // folded field names or headers; empty: every column
  std::vector<std::string> values;  // for kReplace and kAppend
  std::vector<double> factors;      // for kScale and kOutlier
};

struct ErrorPack {
  std::string path;
  std::string sha256;
  std::string name;
  std::string version;
  std::string summary;
  std::vector<ErrorFamily> families;
};

// Reads and checks one pack: unknown keys, edits and wrong types are usage errors at their place.
Result<ErrorPack> ReadErrorPack(const ConfigDocument& document);

// `name` is the name of a pack of the program ("general", "catalogue") or a path.
Result<ErrorPack> FindErrorPack(const std::string& name);

// What an edit may look at.
struct EditContext {
  std::span<const std::string> row;  // the row's clean cells
  size_t column = 0;
  std::span<const std::string> others;  // values of the same column in other rows
};

// Makes the wrong value of row[column]; nothing when the family can't apply to it or would not
// change it. kSwap, kSwapRows and kDuplicateRow need whole rows: always nothing here.
std::optional<std::string> ApplyEdit(const ErrorFamily& family, const EditContext& context,
                                     SplitMix* random);

}  // namespace assay
