// Rows one by one.
#include "assay/evaluate/row_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_node.h"

namespace assay {

Result<RowReader> RowReader::Open(const std::string& path, const SourceOptions& options) {
  ASSAY_TRY(auto source, OpenSource(path, options));
  return RowReader(std::move(source), path);
}

Result<bool> RowReader::Next() {
  ++at_;
  while (!started_ || at_ >= block_.rows()) {
    block_.Clear();
    ASSAY_TRY(const bool any, source_->Next(&block_));
    if (!any) return false;
    started_ = true;
    at_ = 0;
    records_ += block_.record_count;
    rejected_ += block_.rejects.size();
  }
  cells_.resize(columns().size());
  std::string scratch;
  for (uint32_t c = 0; c < block_.columns; ++c) cells_[c] = block_.Value(at_, c, &scratch);
  return true;
}

Result<uint32_t> RowReader::FindColumn(const std::string& name) const {
  const auto& all = columns();
  const auto found = std::find(all.begin(), all.end(), name);
  if (found != all.end()) return static_cast<uint32_t>(found - all.begin());
  return InputError(
      fmt::format("{}: there is no column '{}'.{}", path_, name, NearestHint(name, all)));
}

SourceOptions OwnDialect() {
  SourceOptions options;
  options.delimiter = ',';
  options.quote = '"';
  options.escape = '\0';
  options.encoding = Encoding::kUtf8;
  return options;
}

}  // namespace assay
