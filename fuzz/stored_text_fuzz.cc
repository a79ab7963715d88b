// Fuzzes what stands before the scanner: unpacking, encodings, and the opening of arbitrary files.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "assay/source/source.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void ReadAll(assay::Source* source) {
  assay::Block block;
  uint64_t records = 0;
  while (true) {
    const assay::Result<bool> more = source->Next(&block);
    if (!more) {
      Require(more.error().kind == assay::ErrorKind::kInput && !more.error().message.empty());
      return;
    }
    if (!*more) return;
    Require(block.first_row == records);
    records += block.record_count;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const int fd = memfd_create("fuzz", MFD_CLOEXEC);
  Require(fd >= 0 && write(fd, data, size) == static_cast<ssize_t>(size));
  assay::SourceOptions options;
  options.block_bytes = 256;
  options.max_record_bytes = uint64_t{1} << 20;
  auto source = assay::OpenSource("/proc/self/fd/" + std::to_string(fd), options);
  if (source) {
    (*source)->ExpectRewind();
    ReadAll(source->get());
    if ((*source)->Rewind()) ReadAll(source->get());
  } else {
    Require(source.error().kind == assay::ErrorKind::kInput);
  }
  close(fd);
  return 0;
}
