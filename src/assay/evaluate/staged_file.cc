// Files that appear when they are complete.
#include "assay/evaluate/staged_file.h"

namespace assay {
namespace {

constexpr size_t kBufferBytes = size_t{1} << 20;

}  // namespace

Result<StagedFile> StagedFile::Create(const std::string& path, const Runtime& runtime) {
  ASSAY_TRY(auto file, runtime.files->Create(path + ".part"));
  return StagedFile(path, std::move(file), runtime.files);
}

StagedFile::~StagedFile() {
  if (file_ == nullptr) return;
  file_.reset();
  (void)files_->Remove(PartPath());
}

Status StagedFile::WriteBuffer() {
  ASSAY_TRY_STATUS(file_->Append(buffer_));
  digest_.Update(buffer_);
  bytes_ += buffer_.size();
  buffer_.clear();
  return {};
}

Status StagedFile::Flush() { return buffer_.size() < kBufferBytes ? Status() : WriteBuffer(); }

Status StagedFile::Complete() {
  if (complete_) return {};
  ASSAY_TRY_STATUS(WriteBuffer());
  ASSAY_TRY_STATUS(file_->Close());
  complete_ = true;
  return {};
}

Status StagedFile::Finish() {
  ASSAY_TRY_STATUS(Complete());
  ASSAY_TRY_STATUS(files_->Rename(PartPath(), path_));
  file_.reset();
  return {};
}

Status WriteStaged(const std::string& path, std::string_view bytes, const Runtime& runtime) {
  ASSAY_TRY(StagedFile file, StagedFile::Create(path, runtime));
  file.buffer() = bytes;
  return file.Finish();
}

}  // namespace assay
