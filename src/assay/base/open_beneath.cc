// The system call, tried again while the tree changes under it.
#include "assay/base/open_beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace assay {

int OpenBeneath(int folder, const std::string& path, int flags, bool follow_links, unsigned mode) {
  open_how how{};
  how.flags = static_cast<uint64_t>(flags | O_CLOEXEC);
  how.mode = mode;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | (follow_links ? 0 : RESOLVE_NO_SYMLINKS);
  for (int attempt = 0; attempt < 8; ++attempt) {
    const long descriptor = syscall(SYS_openat2, folder, path.c_str(), &how, sizeof how);
    if (descriptor >= 0) return static_cast<int>(descriptor);
    if (errno != EAGAIN && errno != EINTR) return -1;  // EAGAIN: something was renamed meanwhile
  }
  return -1;
}

}  // namespace assay
