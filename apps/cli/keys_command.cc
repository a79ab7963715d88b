// `assay keys`, `assay encrypt`, `assay decrypt`: key files and what they lock.
#include <cstdio>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "assay/operate/fernet.h"
#include "assay/operate/file_cipher.h"
#include "assay/operate/key_ring.h"
#include "assay/operate/timestamp.h"
#include "operate_commands.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

constexpr const char* kDefaultKey = "keys/data.key";
constexpr uint64_t kMostKeys = 100;

std::string KeyPath(const Given& given) {
  return given.arguments.empty() ? kDefaultKey : given.arguments[0];
}

std::string ReadStandardInput() {
  return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
}

// One token a line, so that a stream of fields can be treated at once.
Status ForEachLine(const std::function<Status(std::string_view)>& each) {
  for (std::string line; std::getline(std::cin, line);) ASSAY_TRY_STATUS(each(line));
  return {};
}

Option KeyOption(std::string* key) {
  return {.name = "--key",
          .value = "FILE|env:NAME",
          .group = "Keys",
          .summary = fmt::format("The keys (default {}).", kDefaultKey),
          .set = SetText(key),
          .completes = Completes::kFile};
}

struct CipherOptions {
  std::string key = kDefaultKey;
  bool token = false;
  uint64_t ttl = 0;
};

Result<int> Encrypt(const Given& given, const CipherOptions& options) {
  ASSAY_TRY(const KeyRing ring, ReadKeys(options.key));
  if (!options.token) {
    if (given.arguments.size() != 2)
      return UsageError("expected INPUT and OUTPUT, or --token with standard input");
    ASSAY_TRY_STATUS(EncryptFile(given.arguments[0], given.arguments[1], ring, SystemRuntime()));
    return 0;
  }
  const int64_t seconds = SystemRuntime().clock->WallMicros() / kMicrosPerSecond;
  fmt::print("{}\n", FernetEncrypt(ReadStandardInput(), ring, seconds));
  return 0;
}

Result<int> Decrypt(const Given& given, const CipherOptions& options) {
  ASSAY_TRY(const KeyRing ring, ReadKeys(options.key));
  if (!options.token) {
    if (given.arguments.size() != 2)
      return UsageError("expected INPUT and OUTPUT, or --token with standard input");
    ASSAY_TRY_STATUS(DecryptFile(given.arguments[0], given.arguments[1], ring, SystemRuntime()));
    return 0;
  }
  std::optional<TokenAge> age;
  if (options.ttl > 0) {
    age = TokenAge{SystemRuntime().clock->WallMicros() / kMicrosPerSecond,
                   static_cast<int64_t>(options.ttl)};
  }
  ASSAY_TRY_STATUS(ForEachLine([&](std::string_view token) -> Status {
    ASSAY_TRY(const std::string plain, FernetDecrypt(token, ring, age));
    std::fwrite(plain.data(), 1, plain.size(), stdout);
    return {};
  }));
  return 0;
}

}  // namespace

Command KeysGenerateCommand() {
  Command command;
  command.name = "keys generate";
  command.arguments = "[FILE]";
  command.most_arguments = 1;
  command.summary = "Make a key file";
  command.description =
      "Writes one fresh key (32 bytes, as URL-safe base64) that only you may read: keys/data.key "
      "unless FILE says\n"
      "otherwise. A file that exists is never touched. The key works for Fernet tokens, encrypted "
      "files and the\n"
      "audit log; use one file for each purpose.";
  command.examples = "# The key of the audit log\nassay keys generate keys/audit.key";
  command.completes = Completes::kFile;
  command.run = [](const Given& given) -> Result<int> {
    ASSAY_TRY(const KeyRing ring, GenerateKeyFile(KeyPath(given)));
    fmt::print("{}: key {}\n", KeyPath(given), ring.primary().IdHex());
    return 0;
  };
  return command;
}

Command KeysRotateCommand() {
  auto keep = std::make_shared<uint64_t>(10);
  Command command;
  command.name = "keys rotate";
  command.arguments = "[FILE]";
  command.most_arguments = 1;
  command.summary = "Put a fresh key first; the old ones still read";
  command.description =
      "From now on the fresh key encrypts and signs, and every key of the file decrypts and "
      "verifies. With\n"
      "--tokens, the tokens on standard input (one a line) are also encrypted anew, their time "
      "kept.\n"
      "A key that is dropped can't read what was written with it: keep all keys of an audit log.";
  command.examples =
      "# Rotate and keep the last three keys\nassay keys rotate keys/data.key --keep 3";
  command.options = {{.name = "--keep",
                      .value = "N",
                      .group = "Keys",
                      .summary = "Keep at most N keys (default 10).",
                      .set = SetCount(keep.get(), 1, kMostKeys)},
                     {.name = "--tokens",
                      .value = "",
                      .group = "Keys",
                      .summary = "Encrypt the tokens on standard input anew.",
                      .set = nullptr}};
  command.completes = Completes::kFile;
  command.run = [keep](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    const auto is_tokens = [](const Given::Value& value) {
      return value.option->name == "--tokens";
    };
    const bool tokens = std::any_of(given.options.begin(), given.options.end(), is_tokens);
    ASSAY_TRY(const KeyRing ring, RotateKeyFile(KeyPath(given), *keep));
    if (tokens) {
      ASSAY_TRY_STATUS(ForEachLine([&](std::string_view token) -> Status {
        ASSAY_TRY(const std::string rotated, FernetRotate(token, ring));
        fmt::print("{}\n", rotated);
        return {};
      }));
      return 0;
    }
    for (const SecretKey& key : ring.keys) fmt::print("{}: key {}\n", KeyPath(given), key.IdHex());
    return 0;
  };
  return command;
}

Command EncryptCommand() {
  auto options = std::make_shared<CipherOptions>();
  Command command;
  command.name = "encrypt";
  command.arguments = "INPUT OUTPUT";
  command.most_arguments = 2;
  command.summary = "Encrypt a file, or make a Fernet token";
  command.description =
      "Files of any size: AES-256-GCM in chunks, so that a changed, cut or glued file is never "
      "taken for the\n"
      "original. With --token, standard input becomes one Fernet token, as Python's cryptography "
      "reads it.";
  command.examples =
      "# A report for another place\nassay encrypt results/findings.csv findings.enc --key "
      "keys/data.key\n"
      "# A small secret\nprintf secret | assay encrypt --token";
  command.options = {KeyOption(&options->key),
                     {.name = "--token",
                      .value = "",
                      .group = "What",
                      .summary = "Standard input to a Fernet token on standard output.",
                      .set = SetSwitch(&options->token)}};
  command.completes = Completes::kFile;
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    return Encrypt(given, *options);
  };
  return command;
}

Command DecryptCommand() {
  auto options = std::make_shared<CipherOptions>();
  Command command;
  command.name = "decrypt";
  command.arguments = "INPUT OUTPUT";
  command.most_arguments = 2;
  command.summary = "Decrypt a file, or read Fernet tokens";
  command.description =
      "The reverse of `assay encrypt`; OUTPUT appears only when all of INPUT is authentic.";
  command.examples = "assay decrypt findings.enc findings.csv --key keys/data.key";
  command.options = {KeyOption(&options->key),
                     {.name = "--token",
                      .value = "",
                      .group = "What",
                      .summary = "Fernet tokens on standard input, one a line.",
                      .set = SetSwitch(&options->token)},
                     {.name = "--ttl",
                      .value = "SECONDS",
                      .group = "What",
                      .summary = "Refuse tokens that are older.",
                      .set = SetCount(&options->ttl, 1, UINT32_MAX)}};
  command.completes = Completes::kFile;
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    return Decrypt(given, *options);
  };
  return command;
}

}  // namespace assay::cli
