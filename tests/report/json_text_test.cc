// JSON strings against nlohmann's parser; base64 against the RFC's vectors.
#include "assay/report/json_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "assay/base/utf8.h"
#include "assay/report/json_writer.h"
#include "assay/report/number_text.h"

namespace assay {
namespace {

std::string Quoted(std::string_view text, JsonTarget target = JsonTarget::kFile) {
  std::string out;
  AppendJsonString(text, &out, target);
  return out;
}

TEST(JsonText, EscapesByHand) {
  EXPECT_EQ(Quoted(""), "\"\"");
  EXPECT_EQ(Quoted("a\"b\\c/"), R"("a\"b\\c/")");
  EXPECT_EQ(Quoted("\n\r\t\b\f\x01\x7F"), "\"\\n\\r\\t\\b\\f\\u0001\x7F\"");
  EXPECT_EQ(Quoted(std::string_view("\0", 1)), R"("\u0000")");
  EXPECT_EQ(Quoted("\xFF"), "\"\xEF\xBF\xBD\"");
}

TEST(JsonText, HtmlTargetHoldsNoMarkup) {
  const std::string text = Quoted("</script><!-- & \u2028\u2029", JsonTarget::kHtml);
  EXPECT_EQ(text, R"("\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029")");
  EXPECT_EQ(nlohmann::json::parse(text).get<std::string>(), "</script><!-- & \u2028\u2029");
}

// Random bytes, many of them special: what a parser reads is the text, ill-formed bytes replaced.
TEST(JsonText, RoundTripsRandomTexts) {
  std::mt19937_64 random(20261124);
  const std::string_view pieces[] = {
      "\"",   "\\",           "<", ">", "&",    "\n",      "\u2028", "\u20AC", "\U0001F600", "\xFF",
      "\xC3", "\xED\xA0\x80", "a", "/", "\x1F", "\xE2\x80"};
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (uint64_t n = random() % 40; n > 0; --n) {
      if (random() % 3 == 0) {
        text.push_back(static_cast<char>(random()));
      } else {
        text += pieces[random() % std::size(pieces)];
      }
    }
    for (JsonTarget target : {JsonTarget::kFile, JsonTarget::kHtml}) {
      const std::string json = Quoted(text, target);
      ASSERT_EQ(nlohmann::json::parse(json).get<std::string>(), ReplaceIllFormed(text));
      if (target == JsonTarget::kHtml) {
        ASSERT_EQ(json.find_first_of("<>&"), std::string::npos);
        ASSERT_EQ(json.find("\u2028"), std::string::npos);
      }
    }
  }
}

TEST(JsonText, Base64Vectors) {
  const std::pair<std::string_view, std::string_view> vectors[] = {{"", ""},
                                                                   {"f", "Zg=="},
                                                                   {"fo", "Zm8="},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg=="},
                                                                   {"fooba", "Zm9vYmE="},
                                                                   {"foobar", "Zm9vYmFy"},
                                                                   {"\xFF\xFE\xFD", "//79"}};
  for (const auto& [bytes, expected] : vectors) {
    std::string out;
    AppendBase64(bytes, &out);
    EXPECT_EQ(out, expected);
  }
}

TEST(NumberText, ConfidenceHasFourDecimals) {
  const std::pair<double, std::string_view> cases[] = {
      {0, "0.0000"},    {1, "1.0000"},        {0.93117, "0.9312"}, {0.9, "0.9000"},
      {0.29, "0.2900"}, {0.00004, "0.0000"},  {0.99996, "1.0000"}, {7, "1.0000"},
      {-1, "0.0000"},   {0.0 / 0.0, "0.0000"}};
  for (const auto& [value, expected] : cases) {
    std::string out;
    AppendConfidence(value, &out);
    EXPECT_EQ(out, expected) << value;
  }
}

TEST(JsonWriter, IndentsAndKeepsOrder) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.Unsigned("z", 18446744073709551615ull);
  json.BeginArray("list");
  json.Integer(-5);
  json.BeginObject();
  json.EndObject();
  json.EndArray();
  json.BeginArray("empty");
  json.EndArray();
  json.Bool("a", true);
  json.Null("n");
  json.Probability("p", 0.5);
  json.EndObject();
  EXPECT_EQ(json.Take(), R"({
  "z": 18446744073709551615,
  "list": [
    -5,
    {}
  ],
  "empty": [],
  "a": true,
  "n": null,
  "p": 0.5000
}
)");
}

}  // namespace
}  // namespace assay
