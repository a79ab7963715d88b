// Headers of 512 bytes: fixed fields, numbers in octal, a sum of the bytes.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/operate/tar_stream_internal.h"

namespace assay {
namespace {

constexpr size_t kBlock = 512;
constexpr std::array<char, 2 * kBlock> kZeros{};
constexpr uint64_t kMostOctal = 077777777777;  // eleven digits: 8 GiB less one
constexpr uint64_t kMostBytes = INT64_MAX;
constexpr uint64_t kMostRecords = uint64_t{1} << 20;  // bytes of pax records
constexpr char kRegular = '0';
constexpr char kOldRegular = '\0';
constexpr char kPaxRecords = 'x';

struct Field {
  size_t at;
  size_t size;
};
constexpr Field kName{0, 100};
constexpr Field kMode{100, 8};
constexpr Field kOwner{108, 8};
constexpr Field kGroup{116, 8};
constexpr Field kSize{124, 12};
constexpr Field kTime{136, 12};
constexpr Field kSum{148, 8};
constexpr Field kKind{156, 1};
constexpr Field kMagic{257, 8};
constexpr Field kPrefix{345, 155};
constexpr std::string_view kUstar("ustar\00000", 8);

void PutOctal(std::string* block, Field field, uint64_t number) {
  const std::string digits = fmt::format("{:0{}o}", number, field.size - 1);
  block->replace(field.at, digits.size(), digits);
}

// The sum of all bytes, those of the sum itself taken for blanks.
uint64_t SumOf(std::string_view block) {
  uint64_t sum = kSum.size * uint64_t{' '};
  for (size_t i = 0; i < block.size(); ++i) {
    const bool own = i >= kSum.at && i < kSum.at + kSum.size;
    if (!own) sum += static_cast<unsigned char>(block[i]);
  }
  return sum;
}

std::string UstarHeader(char kind, std::string_view name, uint64_t bytes, uint32_t mode) {
  std::string block(kBlock, '\0');
  block.replace(kName.at, name.size(), name);
  PutOctal(&block, kMode, mode);
  PutOctal(&block, kOwner, 0);
  PutOctal(&block, kGroup, 0);
  PutOctal(&block, kSize, bytes);
  PutOctal(&block, kTime, 0);
  block[kKind.at] = kind;
  block.replace(kMagic.at, kMagic.size, kUstar);
  const std::string sum = fmt::format("{:06o}", SumOf(block));
  block.replace(kSum.at, kSum.size, sum + std::string("\0 ", 2));
  return block;
}

// "LENGTH KEY=VALUE\n"; the length counts its own digits.
std::string PaxRecord(std::string_view key, std::string_view value) {
  const size_t rest = key.size() + value.size() + 3;
  size_t length = rest + 1;
  while (length < rest + fmt::to_string(length).size()) ++length;
  return fmt::format("{} {}={}\n", length, key, value);
}

std::string_view TextOf(std::string_view block, Field field) {
  const std::string_view bytes = block.substr(field.at, field.size);
  return bytes.substr(0, bytes.find('\0'));
}

std::optional<uint64_t> ParseNumber(std::string_view digits, int base) {
  uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number, base);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

std::optional<uint64_t> OctalOf(std::string_view block, Field field) {
  std::string_view digits = TextOf(block, field);
  while (digits.starts_with(' ')) digits.remove_prefix(1);
  while (digits.ends_with(' ')) digits.remove_suffix(1);
  return ParseNumber(digits, 8);
}

uint64_t PaddingOf(uint64_t bytes) { return (kBlock - bytes % kBlock) % kBlock; }

}  // namespace

std::string TarHeader(const TarEntry& entry) {
  std::string records;
  const bool long_path = entry.path.size() > kName.size;
  const bool large = entry.bytes > kMostOctal;
  if (long_path || !IsAscii(entry.path)) records += PaxRecord("path", entry.path);
  if (large) records += PaxRecord("size", fmt::format("{}", entry.bytes));
  std::string header;
  if (!records.empty()) {
    header = UstarHeader(kPaxRecords, "pax_records", records.size(), 0644);
    header += records;
    header += TarPadding(records.size());
  }
  const std::string_view name = std::string_view(entry.path).substr(0, kName.size);
  return header + UstarHeader(kRegular, name, large ? 0 : entry.bytes, entry.mode);
}

std::string_view TarPadding(uint64_t bytes) { return {kZeros.data(), PaddingOf(bytes)}; }

std::string_view TarEnd() { return {kZeros.data(), kZeros.size()}; }

struct TarReader::Header {
  char kind = kRegular;
  std::string path;
  std::optional<uint64_t> bytes;
  bool ends = false;  // the zeros behind the last file
};

struct TarReader::PaxRecords {
  std::optional<std::string> path;
  std::optional<uint64_t> bytes;
};

Error TarReader::Damaged(std::string_view what) const {
  return InputError(fmt::format("{} is damaged: {}", name_, what));
}

Status TarReader::Take(char* out, size_t size) {
  ASSAY_TRY(const size_t got, ReadFully(below_, out, size));
  if (got < size) return Damaged("the archive ends too early");
  return {};
}

Status TarReader::SkipRest() {
  std::array<char, kBlock> ignored;
  for (left_ += std::exchange(padding_, 0); left_ > 0;) {
    const size_t size = std::min<uint64_t>(left_, ignored.size());
    ASSAY_TRY_STATUS(Take(ignored.data(), size));
    left_ -= size;
  }
  return {};
}

Result<TarReader::Header> TarReader::ReadHeader() {
  std::string block(kBlock, '\0');
  ASSAY_TRY_STATUS(Take(block.data(), block.size()));
  Header header;
  header.ends = std::all_of(block.begin(), block.end(), [](char c) { return c == '\0'; });
  if (header.ends) return header;
  if (OctalOf(block, kSum) != SumOf(block)) return Damaged("a header does not fit its checksum");
  header.kind = block[kKind.at];
  header.path = TextOf(block, kPrefix);
  if (!header.path.empty()) header.path += '/';
  header.path += TextOf(block, kName);
  header.bytes = OctalOf(block, kSize);
  return header;
}

Result<TarReader::PaxRecords> TarReader::ReadPaxRecords(uint64_t bytes) {
  if (bytes > kMostRecords) return Damaged("a file's pax records are too long");
  std::string text(bytes, '\0');
  ASSAY_TRY_STATUS(Take(text.data(), text.size()));
  PaxRecords records;
  for (std::string_view rest = text; !rest.empty();) {
    const size_t blank = std::min(rest.find(' '), rest.size());
    const auto length = ParseNumber(rest.substr(0, blank), 10);
    if (!length || *length <= blank + 1 || *length > rest.size() || rest[*length - 1] != '\n') {
      return Damaged("a pax record has a wrong length");
    }
    const std::string_view record = rest.substr(blank + 1, *length - blank - 2);
    const size_t equals = std::min(record.find('='), record.size());
    const std::string_view key = record.substr(0, equals);
    const std::string_view value = record.substr(std::min(equals + 1, record.size()));
    if (key == "path") records.path = value;
    if (key == "size") records.bytes = ParseNumber(value, 10);
    if (key == "size" && !records.bytes) return Damaged("a pax record has a size that is none");
    rest.remove_prefix(*length);
  }
  padding_ = PaddingOf(bytes);
  ASSAY_TRY_STATUS(SkipRest());
  return records;
}

Result<std::optional<TarEntry>> TarReader::Next() {
  ASSAY_TRY_STATUS(SkipRest());
  ASSAY_TRY(Header header, ReadHeader());
  PaxRecords records;
  if (header.kind == kPaxRecords && header.bytes) {
    ASSAY_TRY(records, ReadPaxRecords(*header.bytes));
    ASSAY_TRY(header, ReadHeader());
    if (header.ends) return Damaged("the archive ends behind pax records");
  }
  if (header.ends) return std::optional<TarEntry>();
  TarEntry entry;
  entry.path = records.path ? *std::move(records.path) : std::move(header.path);
  if (header.kind != kRegular && header.kind != kOldRegular) {
    return Damaged(fmt::format("'{}' is no regular file", entry.path));
  }
  if (records.bytes) header.bytes = records.bytes;
  if (!header.bytes || *header.bytes > kMostBytes) {
    return Damaged(fmt::format("'{}' has a size that is none", entry.path));
  }
  entry.bytes = left_ = *header.bytes;
  padding_ = PaddingOf(left_);
  return std::optional<TarEntry>(std::move(entry));
}

Result<size_t> TarReader::Read(char* out, size_t size) {
  size = std::min<uint64_t>(size, left_);
  if (size == 0) return size_t{0};
  ASSAY_TRY_STATUS(Take(out, size));
  left_ -= size;
  return size;
}

}  // namespace assay
