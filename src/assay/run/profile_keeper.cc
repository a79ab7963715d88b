// One sealed file: identity, place, and the builder's state piece by piece.
#include "assay/run/profile_keeper.h"

#include <algorithm>

#include "assay/base/byte_stream.h"
#include "assay/base/sealed_bytes.h"

namespace assay {
namespace {

constexpr std::string_view kFormat = "assay profile pass 1\n";
constexpr int64_t kRestForCost = 100;
constexpr int64_t kSavesInInterval = 5;  // what it holds is not written down block by block

}  // namespace

bool ProfileKeeper::HasState() const {
  const auto bytes = directory_->ReadUnfinished(std::string(kProfileFile));
  if (!bytes || !bytes->starts_with(kFormat)) return false;
  return ByteReader(std::string_view(*bytes).substr(kFormat.size())).Text() == identity_;
}

std::optional<ProfilePlace> ProfileKeeper::Load(TableProfileBuilder* builder) const {
  const auto bytes = directory_->ReadUnfinished(std::string(kProfileFile));
  if (!bytes) return std::nullopt;
  const auto content = Unseal(kFormat, *bytes, "the saved state of the first pass");
  if (!content) return std::nullopt;
  ByteReader in(*content);
  if (in.Text() != identity_) return std::nullopt;
  ProfilePlace place;
  place.next_block = in.Number();
  place.records = in.Number();
  place.is_whole = in.Number() != 0;
  if (in.failed() || !builder->Load(in.rest())) return std::nullopt;
  return place;
}

bool ProfileKeeper::IsDue() const {
  if (interval_micros_ == 0) return true;
  const int64_t wait = std::max(interval_micros_ / kSavesInInterval, cost_micros_ * kRestForCost);
  return clock_->MonotonicMicros() - saved_micros_ >= wait;
}

Status ProfileKeeper::Save(const ProfilePlace& place, const TableProfileBuilder& builder) {
  const int64_t start = clock_->MonotonicMicros();
  ByteWriter head;
  head.Text(identity_);
  head.Number(place.next_block);
  head.Number(place.records);
  head.Number(place.is_whole);
  ASSAY_TRY_STATUS(directory_->WriteAside(kProfileFile, [&](OutputFile* file) -> Status {
    Sealer sealer;
    ASSAY_TRY_STATUS(file->Append(sealer.Add(kFormat)));
    ASSAY_TRY_STATUS(file->Append(sealer.Add(head.bytes())));
    ASSAY_TRY_STATUS(
        builder.Save([&](std::string_view piece) { return file->Append(sealer.Add(piece)); }));
    return file->Append(sealer.Close());
  }));
  has_saved_ = true;
  saved_micros_ = clock_->MonotonicMicros();
  cost_micros_ = saved_micros_ - start;
  return {};
}

}  // namespace assay
