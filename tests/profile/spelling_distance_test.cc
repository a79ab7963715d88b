// The distance in bits of one word and of several against the textbook's whole matrix.
#include "assay/profile/spelling_distance.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace assay {
namespace {

uint32_t ByMatrix(const std::string& a, const std::string& b) {
  std::vector<std::vector<uint32_t>> d(a.size() + 1, std::vector<uint32_t>(b.size() + 1));
  for (uint32_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (uint32_t k = 0; k <= b.size(); ++k) d[0][k] = k;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t k = 1; k <= b.size(); ++k) {
      d[i][k] =
          std::min({d[i - 1][k] + 1, d[i][k - 1] + 1, d[i - 1][k - 1] + (a[i - 1] != b[k - 1])});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
        d[i][k] = std::min(d[i][k], d[i - 2][k - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(SpellingDistance, IsTheMatrixsForEveryLengthAndLimit) {
  std::mt19937 random(3);
  for (int i = 0; i < 6000; ++i) {
    const size_t longest = i % 50 == 0 ? 250 : i % 4 == 0 ? 90 : 12;
    std::string a(random() % longest, 'a');
    for (char& c : a) c = static_cast<char>('a' + random() % 4);
    std::string b = a;
    if (random() % 3 == 0) b.assign(random() % longest, 'b');
    for (uint32_t edits = random() % 8; edits > 0; --edits) {
      const size_t at = random() % (b.size() + 1);
      const char c = static_cast<char>(random() % 8 == 0 ? '\xc3' : 'a' + random() % 4);
      if (random() % 2 == 0)
        b.insert(at, 1, c);
      else if (at + 1 < b.size())
        std::swap(b[at], b[at + 1]);
    }
    const uint32_t distance = ByMatrix(a, b);
    for (const uint32_t limit : {0u, 1u, 3u, 200u}) {
      ASSERT_EQ(SpellingDistance(a, b, limit), std::min(distance, limit + 1)) << a << " " << b;
      ASSERT_EQ(SpellingDistance(b, a, limit), std::min(distance, limit + 1)) << a << " " << b;
    }
  }
}

}  // namespace
}  // namespace assay
