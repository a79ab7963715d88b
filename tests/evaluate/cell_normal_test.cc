// Normal forms against what Python's html.unescape, re and str.strip give.
#include "assay/evaluate/cell_normal.h"

#include <gtest/gtest.h>

#include "assay/evaluate/html_entities.h"

namespace assay {
namespace {

TEST(UnescapeHtml, References) {
  EXPECT_EQ(UnescapeHtml("a &amp; b &lt;c&gt; &quot;d&quot;"), "a & b <c> \"d\"");
  EXPECT_EQ(UnescapeHtml("caf&eacute; &#233; &#xE9; &#XE9;"), "café é é é");
  EXPECT_EQ(UnescapeHtml("&eacutex &ampamp; &notit;"), "éx &amp; ¬it;");
  EXPECT_EQ(UnescapeHtml("&#128; &#0; &#xD800; &#1114112;"),
            "€ \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD");
  EXPECT_EQ(UnescapeHtml("R&D & &; &# &#x; &unknown; &Alpha &Alpha;"),
            "R&D & &; &# &#x; &unknown; &Alpha Α");
  EXPECT_EQ(UnescapeHtml("&"), "&");
}

TEST(NormaliseCell, CollapsesAndStrips) {
  EXPECT_EQ(NormaliseCell("  a \t\n b  "), "a b");
  EXPECT_EQ(NormaliseCell("\xC2\xA0x\xE2\x80\x83"), "x");
  EXPECT_EQ(NormaliseCell("a\r\nb"), "a\r b");
  EXPECT_EQ(NormaliseCell(" \t "), "");
}

TEST(NameDifference, Kinds) {
  EXPECT_EQ(NameDifference("", "x"), "missing");
  EXPECT_EQ(NameDifference("x", ""), "added");
  EXPECT_EQ(NameDifference("RED", "Red"), "case");
  EXPECT_EQ(NameDifference("Darkblue", "Dark blue"), "spacing");
  EXPECT_EQ(NameDifference("2024/01/02", "2024-01-02"), "format");
  EXPECT_EQ(NameDifference("Birmingxam", "Birmingham"), "typo");
  EXPECT_EQ(NameDifference("12", "97"), "value");
}

}  // namespace
}  // namespace assay
