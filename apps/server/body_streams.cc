// pread, and server-sent events.
#include "server/body_streams.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace assay::server {
namespace {

constexpr uint64_t kPieceBytes = 256 * 1024;
constexpr int64_t kHeartbeatMicros = 15'000'000;

class FileBody : public BodyStream {
 public:
  FileBody(ConfinedFile file, const ByteRange& range)
      : file_(std::move(file)), at_(range.first), end_(range.first + range.bytes) {}

  Result<Piece> Next() override {
    Piece piece;
    piece.bytes.resize(std::min(end_ - at_, kPieceBytes));
    if (!piece.bytes.empty()) {
      const ssize_t got = pread(file_.descriptor(), piece.bytes.data(), piece.bytes.size(),
                                static_cast<off_t>(at_));
      if (got < 0)
        return InputError(fmt::format("reading a report failed: {}", std::strerror(errno)));
      if (got == 0) return InputError("a report became shorter while it was sent");
      piece.bytes.resize(static_cast<size_t>(got));
    }
    at_ += piece.bytes.size();
    piece.last = at_ == end_;
    return piece;
  }

 private:
  ConfinedFile file_;
  uint64_t at_;
  const uint64_t end_;
};

class JobEvents : public BodyStream {
 public:
  JobEvents(std::function<std::optional<JobView>()> find, const Runtime& runtime)
      : find_(std::move(find)), clock_(runtime.clock) {}

  Result<Piece> Next() override {
    const auto view = find_();
    if (!view) return Piece{"event: removed\ndata: {}\n\n", true};
    const int64_t now = clock_->MonotonicMicros();
    Piece piece;
    piece.last = IsFinished(view->record.state);
    if (view->version != version_) {
      const bool state = view->record.state != state_;
      piece.bytes = fmt::format("event: {}\nid: {}\ndata: {}\n\n", state ? "state" : "progress",
                                view->version, JobJson(view->record, &view->progress));
      version_ = view->version;
      state_ = view->record.state;
      spoke_micros_ = now;
    } else if (now - spoke_micros_ >= kHeartbeatMicros) {
      piece.bytes = ": still here\n\n";
      spoke_micros_ = now;
    }
    return piece;
  }

 private:
  const std::function<std::optional<JobView>()> find_;
  Clock* const clock_;
  uint64_t version_ = 0;
  std::optional<JobState> state_;
  int64_t spoke_micros_ = 0;
};

}  // namespace

std::unique_ptr<BodyStream> MakeFileBody(ConfinedFile file, const ByteRange& range) {
  return std::make_unique<FileBody>(std::move(file), range);
}

std::unique_ptr<BodyStream> MakeJobEvents(std::function<std::optional<JobView>()> find,
                                          const Runtime& runtime) {
  return std::make_unique<JobEvents>(std::move(find), runtime);
}

}  // namespace assay::server
