// Parts of evidence.
#include "assay/detect/make_evidence.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/utf8.h"

namespace assay {
namespace {

constexpr size_t kMostCharacters = 40;

}  // namespace

Evidence MakeEvidence(Code code, double confidence, std::string message, std::string expected) {
  Evidence evidence;
  evidence.code = code;
  evidence.severity = InfoOf(code).severity;
  evidence.confidence = confidence;
  evidence.expected = std::move(expected);
  evidence.message = std::move(message);
  return evidence;
}

void Suggest(std::string suggestion, Evidence* evidence) {
  evidence->suggestion = std::move(suggestion);
  evidence->has_suggestion = true;
}

std::string Excerpt(std::string_view text) {
  size_t end = 0;
  for (size_t count = 0; end < text.size() && count < kMostCharacters; ++count)
    DecodeUtf8(text, &end);
  return fmt::format("'{}{}'", text.substr(0, end), end < text.size() ? "…" : "");
}

std::string PercentText(double share) {
  const double percent = share < 1 ? std::min(100 * share, 99.9) : 100;
  return fmt::format("{:.1f} %", percent);
}

std::string CodePointName(char32_t code_point) {
  return fmt::format("U+{:04X}", static_cast<uint32_t>(code_point));
}

}  // namespace assay
