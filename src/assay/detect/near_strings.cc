// Look-ups by deletions; each candidate is checked by its distance.
#include "assay/detect/near_strings.h"

#include "assay/base/hash.h"
#include "assay/profile/spelling_distance.h"

namespace assay {
namespace {

constexpr size_t kShortest = 4;  // two or three letters are near too much
constexpr size_t kLongest = 64;

// Calls visit with the hash of the text and of the text without each of its bytes.
template <typename Visit>
void ForEachDeletion(std::string_view text, Visit visit) {
  visit(Hash64(text));
  std::string shorter(text.substr(std::min<size_t>(1, text.size())));
  for (size_t i = 0; i < text.size(); ++i) {
    visit(Hash64(shorter));
    if (i < shorter.size()) shorter[i] = text[i];
  }
}

}  // namespace

NearStrings::NearStrings(std::vector<std::string> strings) : strings_(std::move(strings)) {
  for (uint32_t i = 0; i < strings_.size(); ++i) {
    if (strings_[i].size() < kShortest || strings_[i].size() > kLongest) continue;
    ForEachDeletion(strings_[i], [&](uint64_t hash) { index_.emplace(hash, i); });
  }
}

int NearStrings::Find(std::string_view text) const {
  if (text.size() + 1 < kShortest || text.size() > kLongest + 1) return -1;
  int found = -1;
  bool is_alone = true;
  ForEachDeletion(text, [&](uint64_t hash) {
    const auto [begin, end] = index_.equal_range(hash);
    for (auto at = begin; at != end; ++at) {
      const int index = static_cast<int>(at->second);
      if (index == found || SpellingDistance(text, strings_[at->second], 1) > 1) continue;
      is_alone = found < 0;
      found = index;
    }
  });
  return is_alone ? found : -1;
}

}  // namespace assay
