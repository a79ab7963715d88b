// The word in which two values differ, and whether one may be a slip for the other.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace assay {

// The one word, folded, in which two values of equally many words differ; both empty when it is not
// one.
std::pair<std::string, std::string> DifferingWord(std::string_view a, std::string_view b);

// Whether the words are one stem with endings that tell compounds apart: phosphate, phosphite,
// phosphide; ethane, ethene, ethyne.
bool AreCompounds(std::string_view a, std::string_view b);

// Whether the one word may be the other with something typed wrong, and is no other form of it.
bool MayBeSlip(std::string_view bad, std::string_view good);

// Whether two values differ by one letter inside a long word: names and words of that length which
// differ so little are seldom two, but for their endings.
bool DifferInsideLongWord(std::string_view a, std::string_view b);

}  // namespace assay
