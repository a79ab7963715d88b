// Shapes: what a value looks like when its letters and digits are forgotten ("AB-1204" →
// "AA-9999").
#pragma once

#include <string>
#include <string_view>

namespace assay {

// The shape of `value`: 'A' for an upper-case letter, 'a' for any other letter, '9' for a digit,
// every other character itself, an ill-formed byte U+FFFD. Values of at most 40 bytes with at most
// two blanks keep the length of every run; the rest, texts, have each run written once, and only
// their first 96 bytes count.
void AppendShape(std::string_view value, std::string* shape);
std::string ShapeOf(std::string_view value);

// The shape with each run of 'A', 'a', '9' and blanks written once: "AA-9999" → "A-9".
std::string CoarseShape(std::string_view shape);

}  // namespace assay
