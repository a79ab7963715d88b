// Fernet against vectors of Python's `cryptography`, against the specification's, and key files.
#include "assay/operate/fernet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>

#include "assay/base/config_node.h"
#include "assay/operate/base64_url.h"
#include "assay/operate/key_ring.h"
#include "assay/operate/timestamp.h"
#include "scratch_directory.h"

namespace assay {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";  // bytes 0 … 31

KeyRing RingOf(std::string_view text) { return {{*SecretKey::Parse(text, "test")}}; }

// Made with Fernet._encrypt_from_parts of Python's cryptography 48.
struct Vector {
  int64_t seconds;
  std::string vector;
  std::string plain;
  std::string token;
};
std::vector<Vector> Vectors() {
  std::string counted;
  for (char c = 16; c < 32; ++c) counted.push_back(c);
  return {{1700000000, counted, "",
           "gAAAAABlU_EAEBESExQVFhcYGRobHB0eH5xU1XFwLPoPA_NiFWdrq3hpIdtWlV_SrX47DRRp86UWSI0LP_"
           "fktQlVIFdjReq9HA=="},
          {1700000001, std::string(16, '\xff'), "0123456789abcdef",
           "gAAAAABlU_EB_____________________"
           "7rdbFfrd4l0gLKqz2fuxbp8zQYClc1qfFk6izn9jYUtILULOJYfs9Jl2OWJjYYRUwlUEgIcyPb"
           "TKc_c36gMjok="},
          {4102444800, std::string(16, '\0'), "größe 42",
           "gAAAAAD0hlcAAAAAAAAAAAAAAAAAAAAAAMXRTuvHChhp40hvAatFUSRvsXFMaaeYCaOfbgaKbPG-"
           "Ffu8085Sx2Iy9tTmPJbo-A=="}};
}

TEST(Fernet, MakesTheTokensThatPythonMakes) {
  const KeyRing ring = RingOf(kKey);
  for (const Vector& v : Vectors()) {
    EXPECT_EQ(FernetEncryptWithVector(v.plain, ring.primary(), v.seconds, v.vector), v.token);
    const auto plain = FernetDecrypt(v.token, ring);
    ASSERT_TRUE(plain);
    EXPECT_EQ(*plain, v.plain);
  }
}

TEST(Fernet, EveryChangedByteIsRefused) {
  const KeyRing ring = RingOf(kKey);
  const std::string token = Vectors()[1].token;
  for (size_t i = 0; i < token.size(); ++i) {
    for (const char c : {'A', 'Q', '-', '=', '%', '\n'}) {
      std::string changed = token;
      if (changed[i] == c) continue;
      changed[i] = c;
      EXPECT_FALSE(FernetDecrypt(changed, ring)) << i;
    }
    EXPECT_FALSE(FernetDecrypt(token.substr(0, i), ring)) << i;
  }
}

TEST(Fernet, AgeIsBounded) {
  const KeyRing ring = RingOf(kKey);
  const std::string token = FernetEncrypt("x", ring, 1000);
  EXPECT_TRUE(FernetDecrypt(token, ring, TokenAge{1060, 60}));
  EXPECT_FALSE(FernetDecrypt(token, ring, TokenAge{1061, 60}));
  EXPECT_TRUE(FernetDecrypt(token, ring, TokenAge{940, 60}));
  EXPECT_FALSE(FernetDecrypt(token, ring, TokenAge{939, 60}));
}

TEST(Fernet, RotationKeepsTheTimeAndOldKeysStillRead) {
  const KeyRing old_ring{{SecretKey::Random()}};
  const KeyRing both{{SecretKey::Random(), old_ring.primary()}};
  const KeyRing fresh{{both.primary()}};
  const std::string token = FernetEncrypt("secret", old_ring, 1'700'000'000);
  EXPECT_EQ(*FernetDecrypt(token, both), "secret");
  EXPECT_FALSE(FernetDecrypt(token, fresh));
  const auto rotated = FernetRotate(token, both);
  ASSERT_TRUE(rotated);
  EXPECT_EQ(*FernetDecrypt(*rotated, fresh, TokenAge{1'700'000'010, 10}), "secret");
  EXPECT_FALSE(FernetDecrypt(*rotated, fresh, TokenAge{1'700'000'011, 10}));
}

// "1985-10-26T01:20:01-07:00" as seconds since 1970.
int64_t SpecSeconds(const std::string& text) {
  const std::string utc = text.substr(0, 19) + "Z";
  return *ParseUtcTimestamp(utc) / kMicrosPerSecond + 7 * 3600;
}

TEST(Fernet, TheSpecificationsVectors) {
  const char* folder = std::getenv("ASSAY_FERNET_SPEC");
  if (folder == nullptr)
    GTEST_SKIP() << "set ASSAY_FERNET_SPEC to a copy of the specification's vectors";
  const auto load = [&](const std::string& name) {
    return *ReadConfigFile(std::string(folder) + "/" + name);
  };
  for (const ConfigNode& test : load("generate.json").root.items) {
    std::string vector;
    for (const ConfigNode& byte : test.Find("iv")->items)
      vector.push_back(static_cast<char>(byte.number));
    EXPECT_EQ(
        FernetEncryptWithVector(test.Find("src")->text, RingOf(test.Find("secret")->text).primary(),
                                SpecSeconds(test.Find("now")->text), vector),
        test.Find("token")->text);
  }
  const auto decrypt = [](const ConfigNode& test) {
    const TokenAge age{SpecSeconds(test.Find("now")->text),
                       static_cast<int64_t>(test.Find("ttl_sec")->number)};
    return FernetDecrypt(test.Find("token")->text, RingOf(test.Find("secret")->text), age);
  };
  for (const ConfigNode& test : load("verify.json").root.items)
    EXPECT_EQ(*decrypt(test), test.Find("src")->text);
  for (const ConfigNode& test : load("invalid.json").root.items)
    EXPECT_FALSE(decrypt(test)) << test.Find("desc")->text;
}

TEST(Base64Url, OnlyTheOneRightFormIsRead) {
  for (const std::string bytes : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) {
    EXPECT_EQ(*DecodeBase64Url(EncodeBase64Url(bytes)), bytes);
  }
  EXPECT_EQ(EncodeBase64Url("\xfb\xff"), "-_8=");
  for (const char* wrong : {"Zg", "Zg=", "Zh==", "Z===", "+/8=", "Zg==\n", "Z g="})
    EXPECT_FALSE(DecodeBase64Url(wrong)) << wrong;
}

TEST(KeyFiles, AreMadeForTheirOwnerAloneAndNeverOverwritten) {
  const ScratchDirectory scratch;
  const std::string path = scratch / "keys/data.key";
  const auto made = GenerateKeyFile(path);
  ASSERT_TRUE(made) << made.error().message;
  struct stat info {};
  ASSERT_EQ(stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0600u);
  EXPECT_EQ(ReadText(path).size(), 45u);
  EXPECT_EQ(ReadKeys(path)->primary().bytes(), made->primary().bytes());
  const std::string before = ReadText(path);
  const auto again = GenerateKeyFile(path);
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().message, HasSubstr("assay keys rotate"));
  EXPECT_EQ(ReadText(path), before);
}

TEST(KeyFiles, RotationPutsAFreshKeyFirst) {
  const ScratchDirectory scratch;
  const std::string path = scratch / "data.key";
  const std::string first = GenerateKeyFile(path)->primary().IdHex();
  const auto second = RotateKeyFile(path, 2);
  ASSERT_TRUE(second);
  ASSERT_EQ(second->keys.size(), 2u);
  EXPECT_EQ(second->keys[1].IdHex(), first);
  const auto third = RotateKeyFile(path, 2);
  ASSERT_EQ(third->keys.size(), 2u);
  EXPECT_NE(third->keys[1].IdHex(), first);
  struct stat info {};
  stat(path.c_str(), &info);
  EXPECT_EQ(info.st_mode & 07777, 0600u);
}

TEST(KeyFiles, OthersMayNotRead) {
  const ScratchDirectory scratch;
  const std::string path = scratch / "data.key";
  ASSERT_TRUE(GenerateKeyFile(path));
  for (const mode_t mode : {0604u, 0644u, 0660u, 0602u}) {
    chmod(path.c_str(), mode);
    const auto ring = ReadKeys(path);
    ASSERT_FALSE(ring) << mode;
    EXPECT_THAT(ring.error().message, HasSubstr("chmod 600"));
  }
  chmod(path.c_str(), 0440);  // as Kubernetes mounts a secret for a group
  EXPECT_TRUE(ReadKeys(path));
}

TEST(KeyFiles, ProductionMakesNoneSilently) {
  const ScratchDirectory scratch;
  bool generated = false;
  const auto strict = ReadOrGenerateKeys(scratch / "data.key", true, &generated);
  ASSERT_FALSE(strict);
  EXPECT_THAT(strict.error().message, HasSubstr("assay keys generate"));
  EXPECT_FALSE(std::filesystem::exists(scratch / "data.key"));
  EXPECT_TRUE(ReadOrGenerateKeys(scratch / "data.key", false, &generated));
  EXPECT_TRUE(generated);
  EXPECT_TRUE(ReadOrGenerateKeys(scratch / "data.key", true, &generated));
  EXPECT_FALSE(generated);
}

TEST(KeyFiles, AWrongKeyIsNamedByItsPlaceAndNeverRepeated) {
  const ScratchDirectory scratch;
  const std::string path = scratch / "data.key";
  WriteText(path, "# old\n\nsecretsecret\n");
  chmod(path.c_str(), 0600);
  const auto ring = ReadKeys(path);
  ASSERT_FALSE(ring);
  EXPECT_THAT(ring.error().message, HasSubstr("data.key:3: found 12 characters"));
  EXPECT_THAT(ring.error().message, Not(HasSubstr("secretsecret")));
}

TEST(KeyFiles, MayComeFromTheEnvironment) {
  setenv("ASSAY_TEST_KEY", std::string(kKey).c_str(), 1);
  EXPECT_EQ(ReadKeys("env:ASSAY_TEST_KEY")->primary().Text(), kKey);
  EXPECT_FALSE(ReadKeys("env:ASSAY_TEST_KEY_THAT_IS_NOT_SET"));
}

}  // namespace
}  // namespace assay
