// ProfileKeeper: saves the state of the profile pass from time to time, so that a killed run goes
// on with the pass instead of making it again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/profile/table_profile.h"
#include "assay/run/output_directory.h"

namespace assay {

// How far the pass was when it was saved.
struct ProfilePlace {
  uint64_t next_block = 0;  // every block below is in the state
  uint64_t records = 0;     // of those blocks
  bool is_whole = false;    // there are no more blocks
};

inline constexpr std::string_view kProfileFile = "profile_pass";

// Not thread-safe: the pass calls it in its merging turn.
class ProfileKeeper {
 public:
  // `identity` is of UnfinishedIdentity. An interval of 0 saves behind every block.
  ProfileKeeper(std::string identity, OutputDirectory* directory, int64_t interval_micros,
                Clock* clock)
      : identity_(std::move(identity)),
        directory_(directory),
        interval_micros_(interval_micros),
        clock_(clock),
        saved_micros_(clock->MonotonicMicros()) {}

  // An earlier run of the same identity left a state here.
  bool HasState() const;
  // Fills a fresh builder with what an earlier run of the same identity left. Nothing: there is
  // none that can be used; the builder may be half filled then.
  std::optional<ProfilePlace> Load(TableProfileBuilder* builder) const;

  // Saves are a fifth of the interval apart, and take no more than a hundredth of the time, however
  // large the state is.
  bool IsDue() const;
  Status Save(const ProfilePlace& place, const TableProfileBuilder& builder);
  bool has_saved() const { return has_saved_; }

 private:
  std::string identity_;
  OutputDirectory* directory_;
  int64_t interval_micros_;
  Clock* clock_;
  int64_t saved_micros_;
  int64_t cost_micros_ = 0;  // of the last saving
  bool has_saved_ = false;
};

}  // namespace assay
