// Reading, digesting and spooling of stored bytes.
#include "assay/source/stored_stream.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include <fmt/format.h>

namespace assay {

Status StoredStream::Commit() {
  if (committed_) return {};
  committed_ = true;
  if (!spooling_) return {};
  ASSAY_TRY(spool_, Spool::Create(temp_directory_));
  return spool_->Append(head_);
}

Result<size_t> StoredStream::Read(char* out, size_t size) {
  const uint64_t at = position_;
  size_t got = 0;
  if (at < head_.size()) {
    got = std::min<size_t>(size, head_.size() - at);
    std::memcpy(out, head_.data() + at, got);
  } else {
    if (committed_) std::string().swap(head_);
    ASSAY_TRY(got, file_.regular() ? file_.ReadAt(at, out, size) : ReadPipe(out, size));
    if (!committed_) head_.append(out, got);
  }
  if (at + got > digested_) {
    const uint64_t known = digested_ - at;
    digest_.Update({out + known, got - known});
    digested_ = at + got;
  }
  position_ = at + got;
  return got;
}

// First what the spool holds, then what the pipe has not given yet.
Result<size_t> StoredStream::ReadPipe(char* out, size_t size) {
  if (replay_ != nullptr) {
    ASSAY_TRY(const size_t got, replay_->Read(out, size));
    if (got > 0) return got;
    replay_.reset();
  }
  ASSAY_TRY(const size_t got, file_.ReadNext(out, size));
  if (spool_ != nullptr) ASSAY_TRY_STATUS(spool_->Append({out, got}));
  return got;
}

Status StoredStream::Rewind() {
  position_ = 0;
  if (!committed_) return {};
  if (file_.regular()) {
    digest_ = Xxh128Digest();
    digested_ = 0;
    return file_.CheckUnchanged();
  }
  if (spool_ == nullptr) {
    return InternalError(
        fmt::format("{}: a pipe was to be read twice but was not kept", file_.name()));
  }
  ASSAY_TRY(replay_, spool_->Replay());
  return {};
}

Status StoredStream::EndPass() {
  std::vector<char> rest(size_t{64} << 10);
  while (true) {
    ASSAY_TRY(const size_t got, Read(rest.data(), rest.size()));
    if (got == 0) break;
  }
  const std::string hex = digest_.Hex();
  if (hex_.empty()) hex_ = hex;
  if (hex_ == hex) return {};
  return InputError(
      fmt::format("{}: its content changed between two readings; run again when nobody "
                  "writes to it",
                  file_.name()));
}

}  // namespace assay
