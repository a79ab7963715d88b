// An identity and the files' digests; the report stands in a file of its own.
#include "assay/run/publication_note.h"

#include "assay/base/byte_stream.h"
#include "assay/run/report_bytes.h"

namespace assay {
namespace {

constexpr std::string_view kReportBytesFile = "report_bytes";

}  // namespace

Status LeaveReport(const Report& report, OutputDirectory* output) {
  return output->WriteAside(kReportBytesFile, EncodeCachedReport(report, {}, {}));
}

std::string PublicationNote(const std::string& identity, const std::vector<NamedDigest>& files) {
  ByteWriter out;
  out.Text(identity);
  out.Number(files.size());
  for (const NamedDigest& file : files) WriteDigestBytes(file, &out);
  return out.Take();
}

Result<std::optional<CachedReport>> EndPublication(const Job& job, const std::string& identity,
                                                   OutputDirectory* output) {
  std::optional<CachedReport> published;
  const auto left = output->ReadUnfinished(std::string(kReportBytesFile));
  ASSAY_TRY(const std::optional<std::string> note, output->FinishPublication());
  if (!note || !left || identity.empty() || !job.resume || job.profile || !job.save_profile.empty())
    return published;
  ByteReader in(*note);
  if (in.Text() != identity) return published;
  auto cached = DecodeCachedReport(*left, "the report of a stopped run");
  if (!cached) return published;
  for (uint64_t files = in.Count(kLeastDigestBytes); files > 0; --files)
    cached->files.push_back(ReadDigestBytes(&in));
  if (in.done()) published = *std::move(cached);
  return published;
}

}  // namespace assay
