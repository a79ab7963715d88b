// Creates or resumes each file.
#include "assay/run/run_files.h"

#include <map>
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
    ASSAY_TRY_STATUS(output_->Clear(has_unfinished_profile_ ? kProfileFile : ""));
    ASSAY_TRY_STATUS(CreateFiles());
  }
  if (keeps_checkpoints()) StartCheckpoints();
  return {};
}

std::vector<const FindingFormat*> RunFiles::formats() const {
  std::vector<const FindingFormat*> formats;
  for (const auto& format : formats_) formats.push_back(format.get());
  return formats;
}

bool RunFiles::TryResume() {
  if (!may_resume()) return false;
  const auto bytes = output_->ReadUnfinished(std::string(kCheckpointFile));
  if (!bytes) return false;
  auto checkpoint = DecodeCheckpoint(*bytes);
  if (!checkpoint || checkpoint->identity != identity_) {
    log_("info",
         "an unfinished run was found here, but of another job, input or program: starting anew");
    return false;
  }
  if (const Status resumed = ResumeFiles(*checkpoint); !resumed) {
    log_("warning", fmt::format("can't resume the unfinished run ({}): starting anew",
                                resumed.error().message));
    return false;
  }
  log_("info", fmt::format("resuming an unfinished run behind its first {} records",
                           checkpoint->tally.records));
  checkpoint_ = *std::move(checkpoint);
  return true;
}

Status RunFiles::ResumeFiles(const Checkpoint& checkpoint) {
  const std::map<std::string, uint64_t> lengths(checkpoint.files.begin(), checkpoint.files.end());
  const auto length_of = [&](std::string_view name) {
    const auto found = lengths.find(std::string(name));
    return found == lengths.end() ? 0 : found->second;
  };
  for (const auto& format : formats_) {
    const std::string name(format->file_name());
    ASSAY_TRY(ReportFile * file, output_->Resume(name, length_of(name)));
    files_.findings.push_back(file);
  }
  const std::string quarantine(kQuarantineFile), journal(kRowJournalFile);
  ASSAY_TRY(files_.quarantine, output_->Resume(quarantine, length_of(quarantine)));
  ASSAY_TRY(files_.row_journal, output_->Resume(journal, length_of(journal), FileUse::kAside));
  ASSAY_TRY(std::string row_hashes, output_->ReadUnfinished(journal));
  resume_ = ResumePoint{checkpoint.next_block, checkpoint.tally.records, std::move(row_hashes)};
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

void RunFiles::StartCheckpoints() {
  std::vector<ReportFile*> all = files_.findings;
  all.push_back(files_.quarantine);
  all.push_back(files_.row_journal);
  checkpointer_.emplace(identity_, std::move(all), output_, checkpoint_micros(), runtime_.clock);
}

bool RunFiles::can_be_resumed() const {
  return was_resumed_ || has_unfinished_profile_ || (checkpointer_ && checkpointer_->has_saved()) ||
         (profile_keeper_ && profile_keeper_->has_saved());
}

}  // namespace assay
