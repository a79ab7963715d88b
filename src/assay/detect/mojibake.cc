// Undoes wrong decodings sequence by sequence, so that half-damaged texts are found too.
#include "assay/detect/mojibake.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "assay/base/utf8.h"

namespace assay {
namespace {

// What the bytes 0x80 to 0xFF are in the two encodings; bytes that Windows-1252 leaves free are C1
// control codes, as in Latin-1.
constexpr char16_t kWindows1252[128] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178, 0x00A0, 0x00A1, 0x00A2, 0x00A3,
    0x00A4, 0x00A5, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
    0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x00BA, 0x00BB,
    0x00BC, 0x00BD, 0x00BE, 0x00BF, 0x00C0, 0x00C1, 0x00C2, 0x00C3, 0x00C4, 0x00C5, 0x00C6, 0x00C7,
    0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x00CC, 0x00CD, 0x00CE, 0x00CF, 0x00D0, 0x00D1, 0x00D2, 0x00D3,
    0x00D4, 0x00D5, 0x00D6, 0x00D7, 0x00D8, 0x00D9, 0x00DA, 0x00DB, 0x00DC, 0x00DD, 0x00DE, 0x00DF,
    0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x00E4, 0x00E5, 0x00E6, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB,
    0x00EC, 0x00ED, 0x00EE, 0x00EF, 0x00F0, 0x00F1, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0x00F6, 0x00F7,
    0x00F8, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x00FD, 0x00FE, 0x00FF,
};
constexpr char16_t kMacRoman[128] = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
    0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
    0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7,
};

// An encoding turned round: characters in order, each with its byte.
struct Encoding {
  struct Entry {
    char16_t character;
    uint8_t byte;
  };
  std::array<Entry, 128> entries;
  bool reads_c1;  // Latin-1 readers leave C1 control codes
};

constexpr Encoding TurnRound(const char16_t (&table)[128], bool reads_c1) {
  Encoding encoding{{}, reads_c1};
  for (size_t i = 0; i < 128; ++i) encoding.entries[i] = {table[i], static_cast<uint8_t>(0x80 + i)};
  std::sort(encoding.entries.begin(), encoding.entries.end(),
            [](const auto& a, const auto& b) { return a.character < b.character; });
  return encoding;
}

constexpr Encoding kFromWindows = TurnRound(kWindows1252, true);
constexpr Encoding kFromMac = TurnRound(kMacRoman, false);

// The byte that a character was read from, or -1.
int ByteOf(char32_t c, const Encoding& encoding) {
  const auto found = std::lower_bound(
      encoding.entries.begin(), encoding.entries.end(), c,
      [](const Encoding::Entry& entry, char32_t wanted) { return entry.character < wanted; });
  if (found != encoding.entries.end() && found->character == c) return found->byte;
  return encoding.reads_c1 && c >= 0x80 && c <= 0x9F ? static_cast<int>(c) : -1;
}

// Damage shows as two characters beyond ASCII side by side, which most texts do not have.
bool HasNeighboursBeyondAscii(std::string_view text) {
  for (size_t i = 1; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0xC0 &&
        static_cast<unsigned char>(text[i - 1]) >= 0x80)
      return true;
  }
  return false;
}

// What a text is likely to have held before it was damaged.
bool IsPlausible(char32_t c, bool allow_c1) {
  if (c >= 0x80 && c <= 0x9F) return allow_c1;
  if (c >= 0xA0 && c <= 0x17F) return true;     // Latin letters and signs
  if (c >= 0x218 && c <= 0x21B) return true;    // Romanian
  if (c >= 0x386 && c <= 0x3CE) return true;    // Greek
  if (c >= 0x400 && c <= 0x45F) return true;    // Cyrillic
  if (c >= 0x1E00 && c <= 0x1EFF) return true;  // Vietnamese
  if (c >= 0x2010 && c <= 0x203A) return true;  // dashes, quotes, bullets
  if (c == 0x20AC || c == 0x2122 || c == 0x2022 || c == 0x2713) return true;
  if (c == 0xFEFF || c == 0xFFFD) return true;
  if (c >= 0x3040 && c <= 0x30FF) return true;  // Kana
  if (c >= 0x4E00 && c <= 0x9FFF) return true;  // Han
  return c >= 0x1F300 && c <= 0x1FAFF;          // pictographs
}

// Quotes and trade marks stand behind words in undamaged texts too ("CAFÉ»", "Å®").
bool ClosesWords(char32_t c) {
  return c == 0xAB || c == 0xBB || c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019 ||
         c == 0x201A || c == 0x201E || c == 0xAE || c == 0xA9 || c == 0x2122 || c == 0xB0 ||
         c == 0x2026 || c == 0xA0 || c == 0x2013 || c == 0x2014 || c == 0xB7 || c == 0xB4 ||
         c == 0xB2 || c == 0xB3 || c == 0xB9;
}

bool IsLower(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7); }
bool IsLetter(char32_t c) {
  return IsLower(c) || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

// Whether a letter and the mark behind it can stand there for themselves.
bool CouldBeMeant(int lead, char32_t mark, char32_t before, char32_t after,
                  const Encoding& encoding) {
  if (!ClosesWords(mark)) return false;
  if (!encoding.reads_c1) return true;
  // No word begins with Â or Ã and ends behind it.
  if ((lead == 0xC2 || lead == 0xC3) && !IsLetter(before)) return false;
  return !IsLower(before) && !IsLetter(after);
}

struct Sequence {
  char32_t meant = 0;
  size_t end = 0;
  bool sure = false;
};

// The damaged sequence at `pos`, if there is one.
std::optional<Sequence> SequenceAt(std::string_view text, size_t pos, char32_t before,
                                   const Encoding& encoding, bool allow_c1) {
  const char32_t lead_character = DecodeUtf8(text, &pos);
  const int lead = ByteOf(lead_character, encoding);
  if (lead < 0xC2 || lead > 0xF4) return std::nullopt;
  const int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::string bytes(1, static_cast<char>(lead));
  char32_t last = 0;
  while (static_cast<int>(bytes.size()) < length) {
    if (pos == text.size()) return std::nullopt;
    last = DecodeUtf8(text, &pos);
    const int byte = ByteOf(last, encoding);
    if (byte < 0x80 || byte > 0xBF) return std::nullopt;
    bytes.push_back(static_cast<char>(byte));
  }
  size_t at = 0;
  const char32_t meant = DecodeUtf8(bytes, &at);
  if (at != bytes.size() || !IsPlausible(meant, allow_c1)) return std::nullopt;
  size_t next = pos;
  const char32_t after = pos < text.size() ? DecodeUtf8(text, &next) : 0;
  return Sequence{meant, pos, length > 2 || !CouldBeMeant(lead, last, before, after, encoding)};
}

std::optional<std::string> RepairOnce(std::string_view text, const Encoding& encoding,
                                      bool allow_c1) {
  std::string out;
  bool sure = false;
  char32_t before = 0;
  for (size_t pos = 0; pos < text.size();) {
    if (const size_t end = AsciiRunEnd(text, pos); end > pos) {
      out += text.substr(pos, end - pos);
      before = static_cast<unsigned char>(text[end - 1]);
      pos = end;
      continue;
    }
    if (const auto sequence = SequenceAt(text, pos, before, encoding, allow_c1)) {
      AppendUtf8(sequence->meant, &out);
      sure |= sequence->sure;
      pos = sequence->end;
      before = sequence->meant;
      continue;
    }
    const size_t start = pos;
    before = DecodeUtf8(text, &pos);
    out += text.substr(start, pos - start);
  }
  return sure ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<std::string> RepairAll(std::string_view text, bool allow_c1) {
  std::optional<std::string> repaired;
  for (int round = 0; round < 3; ++round) {
    const std::string_view damaged = repaired ? std::string_view(*repaired) : text;
    auto next = RepairOnce(damaged, kFromWindows, allow_c1);
    if (!next) next = RepairOnce(damaged, kFromMac, allow_c1);
    if (!next) break;
    repaired = std::move(next);
  }
  return repaired;
}

bool HasC1(std::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = DecodeUtf8(text, &pos);
    if (c >= 0x80 && c <= 0x9F) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> RepairMojibake(std::string_view text) {
  if (!HasNeighboursBeyondAscii(text)) return std::nullopt;
  // Text that was damaged twice holds C1 control codes half-way, but not in the end.
  auto repaired = RepairAll(text, true);
  if (repaired && HasC1(*repaired)) repaired = RepairAll(text, false);
  return repaired;
}

}  // namespace assay
