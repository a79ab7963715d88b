// Targets, routes and the document that is made from them.
#include "server/route.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "assay/base/config_node.h"
#include "server/openapi.h"
#include "server/target.h"

namespace assay::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<Route> SomeRoutes() {
  const auto handle = [](const Call&) { return HttpResponse{}; };
  return {{"GET", "/v1/jobs", "list", "", Role::kViewer, handle, {}, {{"limit", "integer", ""}}},
          {"POST", "/v1/jobs", "submit", "", Role::kOperator, handle, {}},
          {"GET", "/v1/jobs/{id}", "show", "", Role::kViewer, handle, {}},
          {"DELETE", "/v1/jobs/{id}", "remove", "", Role::kAdmin, handle, {}},
          {"GET", "/v1/jobs/{id}/files/{name}", "fetch", "", Role::kViewer, handle, {}},
          {"GET", "/health", "health", "", std::nullopt, handle, {}}};
}

std::string IdOf(std::string_view method, std::string_view target) {
  const auto routes = SomeRoutes();
  const auto match = MatchRoute(routes, method, *ParseTarget(target));
  return match.route == nullptr ? "none, allowed: " + match.allowed : match.route->id;
}

TEST(Target, SegmentsAndQueryAreDecoded) {
  const auto target = ParseTarget("/v1/jobs/a%20b?name=x%2Fy+z&empty=&flag");
  ASSERT_TRUE(target);
  EXPECT_THAT(target->segments, ElementsAre("v1", "jobs", "a b"));
  EXPECT_EQ(target->Find("name"), "x/y z");
  EXPECT_EQ(target->Find("empty"), "");
  EXPECT_EQ(target->Find("flag"), "");
  EXPECT_EQ(target->Find("other"), std::nullopt);
  EXPECT_TRUE(ParseTarget("/")->segments.empty());
  EXPECT_THAT(ParseTarget("/health/")->segments, ElementsAre("health"));
}

TEST(Target, WhatCouldLeadAstrayIsRefused) {
  for (const char* text :
       {"", "health", "*", "/a//b", "/..", "/a/../b", "/a/%2e%2e/b", "/a/b%2Fc", "/a%5Cb", "/a%00",
        "/%", "/%4", "/%zz", "/a?x=%", "/a?x=1&x=2", "/a%0D%0A", "/./a"}) {
    EXPECT_FALSE(ParseTarget(text)) << text;
  }
}

TEST(Target, CountsHaveBounds) {
  EXPECT_EQ(*CountParameter(*ParseTarget("/a?limit=7"), "limit", 50, 100), 7u);
  EXPECT_EQ(*CountParameter(*ParseTarget("/a"), "limit", 50, 100), 50u);
  for (const char* text : {"/a?limit=0", "/a?limit=101", "/a?limit=-1", "/a?limit=", "/a?limit=7x",
                           "/a?limit=99999999999999999999999"}) {
    EXPECT_FALSE(CountParameter(*ParseTarget(text), "limit", 50, 100)) << text;
  }
}

TEST(Routes, AreFoundByMethodAndPath) {
  EXPECT_EQ(IdOf("GET", "/v1/jobs"), "list");
  EXPECT_EQ(IdOf("HEAD", "/v1/jobs?limit=2"), "list");
  EXPECT_EQ(IdOf("POST", "/v1/jobs"), "submit");
  EXPECT_EQ(IdOf("DELETE", "/v1/jobs/7"), "remove");
  EXPECT_EQ(IdOf("PUT", "/v1/jobs/7"), "none, allowed: GET, HEAD, DELETE");
  EXPECT_EQ(IdOf("GET", "/v1"), "none, allowed: ");
  EXPECT_EQ(IdOf("GET", "/v1/jobs/7/files"), "none, allowed: ");
  EXPECT_EQ(IdOf("GET", "/v1/jobs/7/files/a/b"), "none, allowed: ");
  EXPECT_EQ(IdOf("GET", "/"), "none, allowed: ");
}

TEST(Routes, PathPartsHaveNames) {
  const auto routes = SomeRoutes();
  const auto match = MatchRoute(routes, "GET", *ParseTarget("/v1/jobs/7/files/report.json"));
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.path.at("id"), "7");
  EXPECT_EQ(match.path.at("name"), "report.json");
}

TEST(Routes, UnknownParametersNameTheNearest) {
  const auto routes = SomeRoutes();
  EXPECT_TRUE(CheckQuery(routes[0], *ParseTarget("/v1/jobs?limit=2")));
  const Status wrong = CheckQuery(routes[0], *ParseTarget("/v1/jobs?limt=2"));
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().message, HasSubstr("Did you mean 'limit'?"));
  EXPECT_FALSE(CheckQuery(routes[2], *ParseTarget("/v1/jobs/7?limit=2")));
}

// Every $ref below a node.
void CollectReferences(const ConfigNode& node, std::set<std::string>* references) {
  for (const ConfigNode& item : node.items) CollectReferences(item, references);
  for (const ConfigNode::Member& member : node.members) {
    if (member.key == "$ref") references->insert(member.value.text);
    CollectReferences(member.value, references);
  }
}

TEST(OpenApi, HoldsEveryRouteOnceAndEveryReference) {
  const auto document = ParseJson(OpenApiJson(SomeRoutes()), "openapi");
  ASSERT_TRUE(document) << document.error().message;
  const ConfigNode& paths = *document->root.Find("paths");
  EXPECT_EQ(paths.members.size(), 4u);
  EXPECT_EQ(paths.Find("/v1/jobs/{id}")->members.size(), 2u);
  EXPECT_EQ(paths.Find("/v1/jobs/{id}")->Find("delete")->Find("x-least-role")->text, "admin");
  EXPECT_EQ(paths.Find("/health")->Find("get")->Find("x-least-role"), nullptr);
  std::set<std::string> references;
  CollectReferences(document->root, &references);
  EXPECT_FALSE(references.empty());
  const ConfigNode& schemas = *document->root.Find("components")->Find("schemas");
  for (const std::string& reference : references) {
    const std::string prefix = "#/components/schemas/";
    ASSERT_EQ(reference.substr(0, prefix.size()), prefix);
    EXPECT_NE(schemas.Find(reference.substr(prefix.size())), nullptr) << reference;
  }
}

}  // namespace
}  // namespace assay::server
