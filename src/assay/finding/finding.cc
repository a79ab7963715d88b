// Names and fingerprints of findings.
#include "assay/finding/finding.h"

#include "assay/base/hash.h"

namespace assay {

std::string_view MethodName(Method method) {
  static constexpr std::string_view kNames[] = {"validation", "pattern", "ml", "llm"};
  return kNames[static_cast<size_t>(method)];
}

std::string_view ScopeName(FindingScope scope) {
  static constexpr std::string_view kNames[] = {"cell", "column", "table"};
  return kNames[static_cast<size_t>(scope)];
}

std::string_view StateName(Outcome::State state) {
  static constexpr std::string_view kNames[] = {"ran", "skipped", "failed"};
  return kNames[static_cast<size_t>(state)];
}

uint64_t FingerprintSubject(std::string_view field, Code code, std::string_view value) {
  // The code's name, not its number: numbers move when codes are added.
  return MixHash(MixHash(Hash64(field), Hash64(CodeName(code))), Hash64(value));
}

uint64_t Fingerprint(uint64_t subject, uint64_t row_key) { return MixHash(subject, row_key); }

}  // namespace assay
