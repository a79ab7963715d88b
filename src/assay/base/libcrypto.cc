// Asks for the default library context, which every other call takes for granted.
#include "assay/base/libcrypto.h"

#include <openssl/crypto.h>

#include "assay/base/need_memory.h"

namespace assay {

void NeedLibcrypto() {
  static const bool is_made = [] {
    NeedMemory(OSSL_LIB_CTX_get0_global_default() != nullptr);
    return true;
  }();
  (void)is_made;
}

}  // namespace assay
