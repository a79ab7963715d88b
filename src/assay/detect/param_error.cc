// Errors of parameters.
#include "assay/detect/param_error.h"

namespace assay {

Error ParamError(const DetectorContext& context, const Params& params, std::string_view name,
                 std::string_view message) {
  Mark mark = params.MarkOf(name);
  if (mark.line == 0) mark = params.MarkOf("");
  if (context.document == nullptr || mark.line == 0) return UsageError(std::string(message));
  return ErrorAt(*context.document, mark, message);
}

}  // namespace assay
