// RunFiles: the files that a run's findings go to, begun anew or gone on with from a checkpoint.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/report/finding_writer.h"
#include "assay/run/block_journal.h"
#include "assay/run/checkpoint.h"
#include "assay/run/checkpointer.h"
#include "assay/run/collector.h"
#include "assay/run/detect_pass.h"
#include "assay/run/job.h"
#include "assay/run/output_directory.h"
#include "assay/run/profile_keeper.h"

namespace assay {

class RunFiles {
 public:
  using LogLine = std::function<void(std::string_view level, std::string_view message)>;

  // `identity` is of UnfinishedIdentity; when it is empty, the run keeps no checkpoints. All else
  // must outlive the object.
  RunFiles(const Job& job, std::string identity, OutputDirectory* output, const Runtime& runtime,
           LogLine log)
      : job_(job),
        identity_(std::move(identity)),
        output_(output),
        runtime_(runtime),
        log_(std::move(log)) {}

  // Goes on with what an earlier run of the same job left unfinished, if there is such; else begins
  // anew.
  Status Open();

  std::vector<const FindingFormat*> formats() const;
  const CollectorFiles& files() const { return files_; }
  Checkpointer* checkpointer() { return checkpointer_ ? &*checkpointer_ : nullptr; }
  ProfileKeeper* profile_keeper() { return profile_keeper_ ? &*profile_keeper_ : nullptr; }
  // An earlier run of the same job left the state of its profile pass.
  bool has_unfinished_profile() const { return has_unfinished_profile_; }
  // There is something from which a later run can go on.
  bool can_be_resumed() const;
  // Of the run that is gone on with; each can be taken once.
  std::optional<Checkpoint> TakeCheckpoint() { return std::exchange(checkpoint_, std::nullopt); }
  std::optional<ResumePoint> TakeResumePoint() { return std::exchange(resume_, std::nullopt); }

 private:
  bool keeps_checkpoints() const { return job_.checkpoint && !identity_.empty(); }
  bool may_resume() const { return keeps_checkpoints() && job_.resume; }
  int64_t checkpoint_micros() const { return static_cast<int64_t>(job_.checkpoint_seconds * 1e6); }
  bool TryResume();
  std::optional<Checkpoint> LastCheckpoint();
  Status ResumeFiles(const Checkpoint& checkpoint);
  Status ResumeFrom(JournalReplay replay);
  Status CreateFiles();
  Status StartCheckpoints();

  const Job& job_;
  std::string identity_;
  OutputDirectory* output_;
  const Runtime& runtime_;
  LogLine log_;
  std::vector<std::unique_ptr<FindingFormat>> formats_;
  CollectorFiles files_;
  std::optional<Checkpointer> checkpointer_;
  std::optional<Checkpoint> checkpoint_;
  std::optional<ResumePoint> resume_;
  std::optional<ProfileKeeper> profile_keeper_;
  uint64_t journal_bytes_ = 0;  // of an earlier run's that count
  bool was_resumed_ = false;
  bool has_unfinished_profile_ = false;
};

}  // namespace assay
