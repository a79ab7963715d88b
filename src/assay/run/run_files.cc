// Creates or resumes each file.
#include "assay/run/run_files.h"

#include <utility>

#include <fmt/format.h>

#include "assay/run/quarantine.h"
#include "assay/run/write_summaries.h"

namespace assay {

Status RunFiles::Open() {
  if (WritesFormat(job_, "csv"))
    formats_.push_back(MakeCsvFormat({.defuse_formulas = job_.defuse_formulas}));
  if (WritesFormat(job_, "jsonl")) formats_.push_back(MakeJsonLinesFormat());
  if (keeps_checkpoints()) {
    profile_keeper_.emplace(identity_, output_, checkpoint_micros(), runtime_.clock);
  }
  has_unfinished_profile_ = may_resume() && profile_keeper_->HasState();
  was_resumed_ = TryResume();
  if (!was_resumed_) {
    resume_.reset();
    checkpoint_.reset();
    files_ = {};
    journal_bytes_ = 0;
    ASSAY_TRY_STATUS(output_->Clear(has_unfinished_profile_ ? kProfileFile : ""));
    ASSAY_TRY_STATUS(CreateFiles());
  }
  return keeps_checkpoints() ? StartCheckpoints() : Status();
}

std::vector<const FindingFormat*> RunFiles::formats() const {
  std::vector<const FindingFormat*> formats;
  for (const auto& format : formats_) formats.push_back(format.get());
  return formats;
}

std::optional<Checkpoint> RunFiles::LastCheckpoint() {
  const auto bytes = output_->ReadUnfinished(std::string(kCheckpointFile));
  if (!bytes) return std::nullopt;
  auto checkpoint = DecodeCheckpoint(*bytes);
  if (checkpoint && checkpoint->identity == identity_) return *std::move(checkpoint);
  log_("info",
       "an unfinished run was found here, but of another job, input or program: starting anew");
  return std::nullopt;
}

// The journal tells of more blocks than the checkpoint, but the files may lack some of them where
// the machine stopped; the checkpoint's are there.
bool RunFiles::TryResume() {
  if (!may_resume()) return false;
  std::optional<Checkpoint> last = LastCheckpoint();
  const auto journal = output_->ReadUnfinished(std::string(kBlockJournalFile));
  JournalReplay whole = ReplayBlocks(journal ? *journal : "", identity_, last);
  if (!whole.checkpoint) return false;
  const bool has_added = whole.has_added;
  Status resumed = ResumeFrom(std::move(whole));
  if (!resumed && has_added && last) {
    JournalReplay older;
    older.checkpoint = std::move(last);
    resumed = ResumeFrom(std::move(older));
  }
  if (!resumed) {
    log_("warning", fmt::format("can't resume the unfinished run ({}): starting anew",
                                resumed.error().message));
    return false;
  }
  uint64_t waiting = 0;
  for (const auto& [index, result] : resume_->waiting) waiting += result->tally.records;
  log_("info", fmt::format("resuming an unfinished run behind its first {} records{}",
                           checkpoint_->tally.records,
                           waiting > 0 ? fmt::format(" and {} later ones", waiting) : ""));
  return true;
}

Status RunFiles::ResumeFrom(JournalReplay replay) {
  resume_.reset();
  files_ = {};
  output_->Forget();
  ASSAY_TRY_STATUS(ResumeFiles(*replay.checkpoint));
  resume_->waiting = std::move(replay.waiting);
  std::erase_if(resume_->waiting, [&](const auto& waiting) {
    return waiting.second->bytes.size() != formats_.size();
  });
  checkpoint_ = std::move(replay.checkpoint);
  journal_bytes_ = replay.whole_bytes;
  return {};
}

Status RunFiles::ResumeFiles(const Checkpoint& checkpoint) {
  const auto mark_of = [&](const std::string& name) -> Result<FileMark> {
    for (const FileMark& mark : checkpoint.files) {
      if (mark.name == name) return mark;
    }
    return InputError(fmt::format("the checkpoint knows of no {}", name));
  };
  for (const auto& format : formats_) {
    ASSAY_TRY(const FileMark mark, mark_of(std::string(format->file_name())));
    ASSAY_TRY(ReportFile * file, output_->Resume(mark));
    files_.findings.push_back(file);
  }
  ASSAY_TRY(const FileMark quarantine, mark_of(std::string(kQuarantineFile)));
  ASSAY_TRY(files_.quarantine, output_->Resume(quarantine));
  ASSAY_TRY(const FileMark journal, mark_of(std::string(kRowJournalFile)));
  ASSAY_TRY(files_.row_journal, output_->Resume(journal, FileUse::kAside));
  ASSAY_TRY(std::string row_hashes, output_->ReadUnfinished(journal.name));
  resume_ = ResumePoint{checkpoint.next_block, checkpoint.tally.records, std::move(row_hashes), {}};
  return {};
}

Status RunFiles::CreateFiles() {
  for (const auto& format : formats_) {
    ASSAY_TRY(ReportFile * file, output_->Create(std::string(format->file_name())));
    ASSAY_TRY_STATUS(file->Append(format->Header()));
    files_.findings.push_back(file);
  }
  ASSAY_TRY(files_.quarantine, output_->Create(std::string(kQuarantineFile)));
  if (keeps_checkpoints()) {
    ASSAY_TRY(files_.row_journal, output_->Create(std::string(kRowJournalFile), FileUse::kAside));
  }
  return files_.quarantine->Append(kQuarantineHeader);
}

Status RunFiles::StartCheckpoints() {
  std::vector<ReportFile*> all = files_.findings;
  all.push_back(files_.quarantine);
  all.push_back(files_.row_journal);
  checkpointer_.emplace(identity_, std::move(all), output_, checkpoint_micros(), runtime_.clock);
  return journal_bytes_ > 0 ? checkpointer_->ContinueJournal(journal_bytes_)
                            : checkpointer_->StartJournal({});
}

bool RunFiles::can_be_resumed() const {
  return was_resumed_ || has_unfinished_profile_ || (checkpointer_ && checkpointer_->has_saved()) ||
         (profile_keeper_ && profile_keeper_->has_saved());
}

}  // namespace assay
