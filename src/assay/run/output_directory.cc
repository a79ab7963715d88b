// Lock, build, rename: nobody ever sees half a report.
#include "assay/run/output_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "assay/base/byte_stream.h"
#include "assay/base/config_node.h"
#include "assay/base/sealed_bytes.h"

namespace assay {
namespace {

constexpr std::string_view kReport = "report.json";
constexpr size_t kPieceBytes = size_t{1} << 20;

constexpr std::string_view kPublicationFile = "publication";
constexpr std::string_view kPublicationFormat = "assay publication 1\n";

void WriteNames(const std::vector<std::string>& names, ByteWriter* out) {
  out->Number(names.size());
  for (const std::string& name : names) out->Text(name);
}

std::vector<std::string> ReadNames(ByteReader* in) {
  std::vector<std::string> names(in->Count(8));
  for (std::string& name : names) name = in->Text();
  return names;
}

// A file name that a report may name: no path, nothing hidden.
bool IsPlainName(std::string_view name) {
  return !name.empty() && name[0] != '.' && name.find('/') == std::string_view::npos;
}

Result<int> OpenLock(const std::string& directory, const ConfinedFiles* confined) {
  const std::string path = directory + "/.assay.lock";
  if (confined != nullptr) return confined->OpenLock(path);
  const int lock = open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (lock >= 0) return lock;
  return InputError(fmt::format(
      "{}: the output directory can't be written to: {}; choose another with --output-dir",
      directory, std::strerror(errno)));
}

// What is built is removed again: a link there would lead to the files of somebody else.
// Confined files see to links themselves.
Status CheckBuilding(const std::string& building, const ConfinedFiles* confined) {
  if (confined != nullptr) return {};
  struct stat found {};
  if (lstat(building.c_str(), &found) != 0 || S_ISDIR(found.st_mode)) return {};
  return InputError(
      fmt::format("{}: is {}; expected the directory in which a run builds its files. Remove it, "
                  "or choose another with --output-dir",
                  building, S_ISLNK(found.st_mode) ? "a link" : "no directory"));
}

}  // namespace

Status ReportFile::Append(std::string_view bytes) {
  if (bytes.empty()) return {};
  digest_.Update(bytes);
  bytes_ += bytes.size();
  return file_->Append(bytes);
}

Status ReportFile::Sync() { return file_->Sync(); }

void ReportFile::Continue(std::string_view bytes) {
  digest_.Update(bytes);
  bytes_ += bytes.size();
}

Status ReportFile::Finish() {
  if (file_ == nullptr) return {};
  const std::unique_ptr<OutputFile> file = std::move(file_);
  ASSAY_TRY_STATUS(file->Sync());
  return file->Close();
}

NamedDigest ReportFile::Digest() const { return {name_, "xxh3-128", digest_.Hex(), bytes_}; }

Result<std::unique_ptr<OutputDirectory>> OutputDirectory::Open(const std::string& path,
                                                               const Runtime& runtime,
                                                               ConfinedFiles* confined) {
  Runtime used = runtime;
  if (confined != nullptr) used.files = confined;
  ASSAY_TRY_STATUS(used.files->MakeDirectories(path));
  ASSAY_TRY(const int lock, OpenLock(path, confined));
  std::unique_ptr<OutputDirectory> directory(new OutputDirectory(path, used, lock));
  if (auto status = CheckBuilding(directory->building_, confined); !status) {
    directory->keep_ = true;  // it is not ours to remove
    return status.error();
  }
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    return InputError(
        fmt::format("{}: another run is writing into this output directory; wait for it or "
                    "choose another with --output-dir",
                    path));
  }
  return directory;
}

OutputDirectory::~OutputDirectory() {
  files_.clear();
  aside_.clear();
  if (!keep_) (void)RemoveBuilding();
  close(lock_);
}

Status OutputDirectory::RemoveBuilding(std::string_view kept) {
  if (!runtime_.files->Exists(building_)) return {};
  ASSAY_TRY(const auto names, runtime_.files->List(building_));
  bool is_empty = true;
  for (const std::string& name : names) {
    if (name == kept) {
      is_empty = false;
      continue;
    }
    ASSAY_TRY_STATUS(runtime_.files->Remove(building_ + "/" + name));
  }
  return is_empty ? runtime_.files->Remove(building_) : Status();
}

void OutputDirectory::Forget() {
  files_.clear();
  aside_.clear();
  names_.clear();
}

Status OutputDirectory::Clear(std::string_view kept) {
  Forget();
  ASSAY_TRY_STATUS(RemoveBuilding(kept));
  return runtime_.files->MakeDirectories(building_);
}

Result<std::string> OutputDirectory::ReadUnfinished(const std::string& name) const {
  return runtime_.files->ReadAll(building_ + "/" + name);
}

ReportFile* OutputDirectory::Adopt(std::unique_ptr<ReportFile> file, FileUse use) {
  if (use == FileUse::kPublished) names_.push_back(file->name());
  auto& files = use == FileUse::kPublished ? files_ : aside_;
  files.push_back(std::move(file));
  return files.back().get();
}

Result<ReportFile*> OutputDirectory::Resume(const FileMark& mark, FileUse use) {
  const std::string path = building_ + "/" + mark.name;
  auto file = std::make_unique<ReportFile>(mark.name, nullptr);
  while (file->bytes() < mark.length) {
    const uint64_t left = mark.length - file->bytes();
    ASSAY_TRY(
        const std::string piece,
        runtime_.files->ReadRange(path, file->bytes(), std::min<uint64_t>(left, kPieceBytes)));
    if (piece.empty()) return InputError(fmt::format("{}: the unfinished file is too short", path));
    file->Continue(piece);
  }
  if (file->Digest().hex != mark.digest)
    return InputError(fmt::format("{}: the unfinished file is damaged", path));
  ASSAY_TRY(auto output, runtime_.files->Resume(path, mark.length));
  file->Open(std::move(output));
  return Adopt(std::move(file), use);
}

Status OutputDirectory::WriteAside(std::string_view name, std::string_view bytes) {
  return WriteAside(name, [bytes](OutputFile* file) { return file->Append(bytes); });
}

Status OutputDirectory::WriteAside(std::string_view name,
                                   const std::function<Status(OutputFile*)>& write) {
  const std::string path = fmt::format("{}/{}", building_, name);
  const std::string written = path + ".new";
  ASSAY_TRY(auto file, runtime_.files->Create(written));
  ASSAY_TRY_STATUS(write(file.get()));
  ASSAY_TRY_STATUS(file->Sync());
  ASSAY_TRY_STATUS(file->Close());
  ASSAY_TRY_STATUS(runtime_.files->Rename(written, path));
  return runtime_.files->SyncDirectory(building_);
}

Result<std::unique_ptr<OutputFile>> OutputDirectory::CreateAside(const std::string& name) {
  return runtime_.files->Create(building_ + "/" + name);
}

Result<std::unique_ptr<OutputFile>> OutputDirectory::ResumeAside(const std::string& name,
                                                                 uint64_t length) {
  return runtime_.files->Resume(building_ + "/" + name, length);
}

Status OutputDirectory::RenameAside(const std::string& from, const std::string& to) {
  return runtime_.files->Rename(building_ + "/" + from, building_ + "/" + to);
}

Status OutputDirectory::WriteBeside(const std::string& name, std::string_view bytes) {
  ASSAY_TRY_STATUS(WriteAside(name, bytes));
  return runtime_.files->Rename(building_ + "/" + name, path_ + "/" + name);
}

Result<ReportFile*> OutputDirectory::Create(const std::string& name, FileUse use) {
  ASSAY_TRY(auto file, runtime_.files->Create(building_ + "/" + name));
  return Adopt(std::make_unique<ReportFile>(name, std::move(file)), use);
}

Status OutputDirectory::Write(const std::string& name, std::string_view bytes) {
  ASSAY_TRY(ReportFile * file, Create(name));
  ASSAY_TRY_STATUS(file->Append(bytes));
  return file->Finish();
}

Result<std::vector<NamedDigest>> OutputDirectory::FinishFiles() {
  std::vector<NamedDigest> digests;
  for (const auto& file : files_) {
    ASSAY_TRY_STATUS(file->Finish());
    digests.push_back(file->Digest());
  }
  std::sort(digests.begin(), digests.end(),
            [](const NamedDigest& a, const NamedDigest& b) { return a.name < b.name; });
  return digests;
}

std::vector<std::string> OutputDirectory::NamedByOldReport() const {
  std::vector<std::string> names;
  const std::string path = path_ + "/" + std::string(kReport);
  if (!runtime_.files->Exists(path)) return names;
  const auto text = runtime_.files->ReadAll(path);
  if (!text) return names;
  const auto document = ParseJson(*text, path);
  if (!document) return names;  // not ours: nothing of it is touched
  const ConfigNode* files = document->root.Find("files");
  if (files == nullptr) return names;
  for (const ConfigNode& file : files->items) {
    const ConfigNode* name = file.Find("name");
    if (name != nullptr && IsPlainName(name->text)) names.push_back(name->text);
  }
  return names;
}

// A name that is in place already was put there before the run was stopped.
Status OutputDirectory::MoveIntoPlace(const std::vector<std::string>& names,
                                      const std::vector<std::string>& old_names) {
  const auto move = [&](const std::string& name) -> Status {
    const std::string from = building_ + "/" + name;
    const std::string to = path_ + "/" + name;
    if (!runtime_.files->Exists(from) && runtime_.files->Exists(to)) return {};
    return runtime_.files->Rename(from, to);
  };
  // Without its report.json a directory is visibly unfinished, should the machine stop in between.
  if (runtime_.files->Exists(building_ + "/" + std::string(kReport)))
    ASSAY_TRY_STATUS(runtime_.files->Remove(path_ + "/" + std::string(kReport)));
  for (const std::string& name : names) {
    if (name != kReport) ASSAY_TRY_STATUS(move(name));
  }
  for (const std::string& name : old_names) {
    if (std::find(names.begin(), names.end(), name) == names.end())
      ASSAY_TRY_STATUS(runtime_.files->Remove(path_ + "/" + name));
  }
  ASSAY_TRY_STATUS(move(std::string(kReport)));
  return runtime_.files->SyncDirectory(path_);
}

Status OutputDirectory::Publish(std::string_view note) {
  const std::vector<std::string> old_names = NamedByOldReport();
  ByteWriter out;
  out.Text(note);
  WriteNames(names_, &out);
  WriteNames(old_names, &out);
  ASSAY_TRY_STATUS(WriteAside(kPublicationFile, Seal(kPublicationFormat, out.bytes())));
  keep_ = true;
  ASSAY_TRY_STATUS(MoveIntoPlace(names_, old_names));
  keep_ = false;
  return {};
}

Result<std::optional<std::string>> OutputDirectory::FinishPublication() {
  std::optional<std::string> note;
  const auto bytes = ReadUnfinished(std::string(kPublicationFile));
  if (!bytes) return note;
  const auto content = Unseal(kPublicationFormat, *bytes, "the list of files to be named");
  if (!content) return note;
  ByteReader in(*content);
  std::string left = in.Text();
  const std::vector<std::string> names = ReadNames(&in);
  const std::vector<std::string> old_names = ReadNames(&in);
  const auto is_there = [&](const std::string& name) {
    return runtime_.files->Exists(building_ + "/" + name) ||
           runtime_.files->Exists(path_ + "/" + name);
  };
  if (!in.done() || !std::all_of(names.begin(), names.end(), is_there)) return note;
  keep_ = true;
  ASSAY_TRY_STATUS(MoveIntoPlace(names, old_names));
  keep_ = false;
  ASSAY_TRY_STATUS(RemoveBuilding());
  note = std::move(left);
  return note;
}

}  // namespace assay
