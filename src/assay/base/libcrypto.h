// libcrypto before its first use.
#pragma once

namespace assay {

// Makes libcrypto's own state; throws std::bad_alloc when there is no memory for it. OpenSSL 3.0
// does not look at that itself: the next call would crash. Costs nothing once it is made.
void NeedLibcrypto();

}  // namespace assay
