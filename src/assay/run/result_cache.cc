// An entry: the length of its head, the head (sealed), and the bytes of the files, which the head's
// digests seal.
#include "assay/run/result_cache.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "assay/base/byte_stream.h"
#include "assay/base/hash.h"
#include "assay/base/sealed_bytes.h"
#include "assay/run/report_bytes.h"

namespace assay {
namespace {

constexpr std::string_view kFormat = "assay cached report 1\n";
constexpr uint64_t kPieceBytes = uint64_t{1} << 20;
constexpr size_t kLengthDigits = 16;

void WriteFigures(const ColumnFigures& figures, ByteWriter* out) {
  out->Text(figures.column);
  out->Real(figures.empty_share);
  out->Real(figures.numeric_share);
  out->Number(figures.distinct);
  out->Real(figures.mean_length);
  out->Number(figures.median.has_value());
  out->Real(figures.median.value_or(0));
}

ColumnFigures ReadFigures(ByteReader* in) {
  ColumnFigures figures;
  figures.column = in->Text();
  figures.empty_share = in->Real();
  figures.numeric_share = in->Real();
  figures.distinct = in->Number();
  figures.mean_length = in->Real();
  const bool has_median = in->Number() != 0;
  const double median = in->Real();
  if (has_median) figures.median = median;
  return figures;
}

// Hands the bytes [begin, begin + size) of a file to `take`, piece by piece.
template <typename Take>
Status ReadPieces(Files* files, const std::string& path, uint64_t begin, uint64_t size,
                  const Take& take) {
  for (uint64_t done = 0; done < size;) {
    ASSAY_TRY(const std::string piece,
              files->ReadRange(path, begin + done,
                               static_cast<size_t>(std::min(size - done, kPieceBytes))));
    if (piece.empty()) return InputError(fmt::format("{} is damaged: it ends too early", path));
    ASSAY_TRY_STATUS(take(piece));
    done += piece.size();
  }
  return {};
}

Result<CachedReport> ReadHead(Files* files, const std::string& path, uint64_t* files_begin) {
  ASSAY_TRY(const std::string digits, files->ReadRange(path, 0, kLengthDigits));
  uint64_t length = 0;
  const auto [end, code] =
      std::from_chars(digits.data(), digits.data() + digits.size(), length, 16);
  if (digits.size() != kLengthDigits || code != std::errc() ||
      end != digits.data() + digits.size()) {
    return InputError(fmt::format("{} is damaged: it does not begin with a length", path));
  }
  std::string head;
  ASSAY_TRY_STATUS(
      ReadPieces(files, path, kLengthDigits, length, [&](const std::string& piece) -> Status {
        head += piece;
        return {};
      }));
  *files_begin = kLengthDigits + length;
  return DecodeCachedReport(head, path);
}

bool SameBytes(const NamedDigest& a, const NamedDigest& b) {
  return a.hex == b.hex && a.bytes == b.bytes;
}

}  // namespace

std::string EncodeCachedReport(const Report& report, const std::vector<NamedDigest>& files,
                               const std::vector<ColumnFigures>& columns) {
  ByteWriter out;
  WriteReportBytes(report, &out);
  out.Number(files.size());
  for (const NamedDigest& file : files) WriteDigestBytes(file, &out);
  out.Number(columns.size());
  for (const ColumnFigures& figures : columns) WriteFigures(figures, &out);
  return Seal(kFormat, out.bytes());
}

Result<CachedReport> DecodeCachedReport(std::string_view bytes, const std::string& path) {
  ASSAY_TRY(const std::string_view content, Unseal(kFormat, bytes, path));
  ByteReader in(content);
  bool known = true;
  CachedReport cached;
  cached.report = ReadReportBytes(&in, &known);
  for (uint64_t left = in.Count(kLeastDigestBytes); left > 0; --left)
    cached.files.push_back(ReadDigestBytes(&in));
  for (uint64_t left = in.Count(56); left > 0; --left) cached.columns.push_back(ReadFigures(&in));
  if (!in.done() || !known) return InputError(fmt::format("{} is not one of this program", path));
  return cached;
}

Status KeepReport(const CacheFolder& folder, const std::string& name, const CachedReport& cached,
                  const std::string& directory, Files* files) {
  return folder.Add(kResultKind, name, [&](OutputFile* entry) -> Status {
    const std::string head = EncodeCachedReport(cached.report, cached.files, cached.columns);
    ASSAY_TRY_STATUS(entry->Append(fmt::format("{:016x}", head.size())));
    ASSAY_TRY_STATUS(entry->Append(head));
    for (const NamedDigest& file : cached.files) {
      const std::string path = directory + "/" + file.name;
      Xxh128Digest digest;
      ASSAY_TRY_STATUS(ReadPieces(files, path, 0, file.bytes, [&](const std::string& piece) {
        digest.Update(piece);
        return entry->Append(piece);
      }));
      if (digest.Hex() != file.hex)
        return InputError(fmt::format("{} was changed since it was written", path));
    }
    return {};
  });
}

Result<std::optional<CachedReport>> CopyReport(const CacheFolder& folder, const std::string& name,
                                               OutputDirectory* output, Files* files) {
  const std::string path = folder.PathOf(kResultKind, name);
  if (!files->Exists(path)) return std::optional<CachedReport>();
  uint64_t at = 0;
  ASSAY_TRY(CachedReport cached, ReadHead(files, path, &at));
  for (const NamedDigest& file : cached.files) {
    ASSAY_TRY(ReportFile* const copy, output->Create(file.name));
    ASSAY_TRY_STATUS(ReadPieces(files, path, at, file.bytes,
                                [&](const std::string& piece) { return copy->Append(piece); }));
    ASSAY_TRY_STATUS(copy->Finish());
    if (!SameBytes(copy->Digest(), file)) {
      return InputError(fmt::format("{} is damaged: {} in it has another digest", path, file.name));
    }
    at += file.bytes;
  }
  return std::optional(std::move(cached));
}

}  // namespace assay
