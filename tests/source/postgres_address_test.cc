// Which ways to a PostgreSQL server are protected.
#include "assay/source/postgres_address.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

class ProtectedAddress : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"PGHOST", "PGHOSTADDR", "PGSSLMODE", "PGSERVICE"}) unsetenv(name);
  }
  void TearDown() override { SetUp(); }
};

TEST_F(ProtectedAddress, LocalSocketsAndVerifiedServersAre) {
  for (const char* address :
       {"postgresql:///history", "postgresql://user@/history?host=/run/postgresql",
        "postgresql://db.example/history?sslmode=verify-full",
        "postgresql://db.example/history?sslmode=verify-ca",
        "postgresql://one,two/history?sslmode=verify-full"}) {
    EXPECT_TRUE(CheckProtectedAddress(address, "ASSAY_HISTORY")) << address;
  }
}

TEST_F(ProtectedAddress, OthersAreNot) {
  for (const char* address :
       {"postgresql://db.example/history", "postgresql://db.example/history?sslmode=require",
        "postgresql://localhost/history?sslmode=prefer", "postgresql://127.0.0.1/h?sslmode=allow",
        "postgresql:///h?host=/run/postgresql,db.example",
        "postgresql:///h?host=/run/postgresql&hostaddr=10.0.0.1",
        "postgresql:///h?hostaddr=10.0.0.1", "postgresql:///h?service=central"}) {
    EXPECT_FALSE(CheckProtectedAddress(address, "ASSAY_HISTORY")) << address;
  }
}

TEST_F(ProtectedAddress, TheEnvironmentCountsAsForTheLibrary) {
  setenv("PGHOST", "db.example", 1);
  EXPECT_FALSE(CheckProtectedAddress("postgresql:///history", "ASSAY_HISTORY"));
  setenv("PGSSLMODE", "verify-full", 1);
  EXPECT_TRUE(CheckProtectedAddress("postgresql:///history", "ASSAY_HISTORY"));
  EXPECT_FALSE(CheckProtectedAddress("postgresql:///history?sslmode=disable", "ASSAY_HISTORY"));
}

TEST_F(ProtectedAddress, TheErrorHoldsNoPassword) {
  for (const char* address :
       {"postgresql://user:geheim@db.example/h", "postgresql://user:geheim@[::1/h"}) {
    const Status checked = CheckProtectedAddress(address, "ASSAY_HISTORY");
    ASSERT_FALSE(checked);
    EXPECT_THAT(checked.error().message, ::testing::Not(::testing::HasSubstr("geheim")));
  }
}

}  // namespace
}  // namespace assay
