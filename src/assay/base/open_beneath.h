// openat2, which glibc does not wrap: a file below a folder, resolved by the kernel in one step.
#pragma once

#include <string>

namespace assay {

// Opens `path`, relative to the folder `folder`, which neither "..", nor a link, nor /proc leads
// out of; with `follow_links` false no symbolic link is followed at all. `flags` and `mode` are
// those of open; the descriptor is closed on exec. Returns -1 and sets errno as openat2 does
// (EXDEV: it leads out; ENOSYS, EPERM: the system has no openat2 or a sandbox forbids it); what was
// renamed or interrupted meanwhile is tried again.
int OpenBeneath(int folder, const std::string& path, int flags, bool follow_links,
                unsigned mode = 0);

}  // namespace assay
