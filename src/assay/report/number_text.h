// Numbers as the reports print them: free of the locale and equal on every machine.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>

namespace assay {

// A probability in ten-thousandths, as every report prints it: 0.93117 is 9312. Values outside
// [0, 1] are clamped; NaN is 0.
inline int ConfidenceTicks(double confidence) {
  if (!(confidence > 0)) return 0;
  if (confidence >= 1) return 10000;
  return static_cast<int>(confidence * 10000 + 0.5);
}

// Appends ConfidenceTicks as "0.9312": always four decimals.
inline void AppendConfidence(double confidence, std::string* out) {
  const int ticks = ConfidenceTicks(confidence);
  const char text[6] = {
      static_cast<char>('0' + ticks / 10000),     '.',
      static_cast<char>('0' + ticks / 1000 % 10), static_cast<char>('0' + ticks / 100 % 10),
      static_cast<char>('0' + ticks / 10 % 10),   static_cast<char>('0' + ticks % 10)};
  out->append(text, sizeof text);
}

inline void AppendInteger(int64_t value, std::string* out) {
  char text[20];
  out->append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

inline void AppendUnsigned(uint64_t value, std::string* out) {
  char text[20];
  out->append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

// Writes 16 lower-case hexadecimal digits at `to`; returns the byte behind them.
inline char* WriteHex64(uint64_t value, char* to) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) *to++ = kDigits[value >> shift & 15];
  return to;
}

}  // namespace assay
