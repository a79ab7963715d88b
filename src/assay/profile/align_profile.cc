// Columns are moved by name.
#include "assay/profile/align_profile.h"

#include <fmt/format.h>

#include "assay/base/config_node.h"

namespace assay {

Result<TableProfile> AlignProfile(TableProfile profile, const std::vector<std::string>& columns) {
  const std::vector<std::string> names = ColumnNames(profile);
  std::vector<bool> taken(names.size());
  TableProfile aligned;
  aligned.rows = profile.rows;
  aligned.sample.rows = std::move(profile.sample.rows);
  const bool has_sample = profile.sample.columns.size() == names.size();
  for (const std::string& name : columns) {
    size_t at = 0;
    while (at < names.size() && (taken[at] || names[at] != name)) ++at;
    if (at == names.size()) {
      return UsageError(fmt::format(
          "the saved profile has no column '{}'.{} Learn one from a table with the same "
          "columns (--save-profile)",
          name, NearestHint(name, names)));
    }
    taken[at] = true;
    profile.columns[at].index = static_cast<uint32_t>(aligned.columns.size());
    aligned.columns.push_back(std::move(profile.columns[at]));
    if (has_sample) aligned.sample.columns.push_back(std::move(profile.sample.columns[at]));
  }
  if (!has_sample) aligned.sample = {};
  return aligned;
}

}  // namespace assay
