// Encrypted files of any size: AES-256-GCM over chunks, so that memory stays flat and nothing that
// was cut, reordered, doubled or changed is ever taken for the file.
//
// Format: a header of 56 bytes ("ASSAYENC", version 1, key id (8), salt (32), nonce prefix (7)),
// then chunks of 65,536 bytes (the last one shorter, perhaps empty), each followed by a tag of 16
// bytes. The file's key is HKDF-SHA-256 of the secret key with the salt and the header as info; the
// nonce of a chunk is prefix | counter (4 bytes, big-endian) | 1 for the last chunk, else 0: the
// STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (2015).
#pragma once

#include <string>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/operate/key_ring.h"

namespace assay {

// Writes `output` complete and durable, or not at all (it is built under output + ".partial").
Status EncryptFile(const std::string& input, const std::string& output, const KeyRing& ring,
                   const Runtime& runtime);

// The reverse. Bytes that fail to authenticate are an input error, and `output` does not appear.
Status DecryptFile(const std::string& input, const std::string& output, const KeyRing& ring,
                   const Runtime& runtime);

// Whether the file starts as EncryptFile's do.
bool IsEncryptedFile(const std::string& path);

}  // namespace assay
