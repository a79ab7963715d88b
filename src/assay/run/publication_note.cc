// An identity, then a cached report's head.
#include "assay/run/publication_note.h"

#include "assay/base/byte_stream.h"

namespace assay {

std::string PublicationNote(const std::string& identity, const Report& report,
                            const std::vector<NamedDigest>& files) {
  ByteWriter out;
  out.Text(identity);
  out.Text(EncodeCachedReport(report, files, {}));
  return out.Take();
}

Result<std::optional<CachedReport>> EndPublication(const Job& job, const std::string& identity,
                                                   OutputDirectory* output) {
  std::optional<CachedReport> published;
  ASSAY_TRY(const std::optional<std::string> note, output->FinishPublication());
  if (!note || identity.empty() || !job.resume || job.profile || !job.save_profile.empty())
    return published;
  ByteReader in(*note);
  if (in.Text() != identity) return published;
  auto cached = DecodeCachedReport(in.Text(), "the note of a stopped run");
  if (cached && in.done()) published = *std::move(cached);
  return published;
}

}  // namespace assay
