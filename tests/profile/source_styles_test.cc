// SourceStyles: one source that writes in capitals or abbreviates, and slips that look alike.
#include "assay/profile/source_styles.h"

#include <gtest/gtest.h>

#include "assay/base/utf8.h"

namespace assay {
namespace {

// Forty places, each told by four sources.
template <typename Written>
EncodedSample Told(RowSample* rows, const Written& written) {
  rows->complete = true;
  rows->columns.resize(2);
  for (uint64_t row = 0; row < 160; ++row) {
    rows->rows.push_back(row);
    const std::string place = std::string(1, static_cast<char>('A' + row / 4 % 20)) + "sham ";
    rows->columns[0].push_back("source " + std::to_string(row % 4));
    rows->columns[1].push_back(written(row, place));
  }
  return EncodeSample(*rows);
}

TEST(SourceStyles, KnowsASourceThatAbbreviates) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string& place) {
    return place + (row % 4 == 2 ? "Blvd" : "Boulevard");
  });
  const SourceStyles styles(sample);
  EXPECT_TRUE(styles.IsStyle(1, "Asham Blvd", "Asham Boulevard"));
  EXPECT_TRUE(styles.IsStyle(1, "Asham Boulevard", "Asham Blvd"));
  EXPECT_FALSE(styles.IsStyle(1, "Asham Blvd", "Bsham Boulevard")) << "another place";
  EXPECT_FALSE(styles.IsStyle(0, "Asham Blvd", "Asham Boulevard")) << "another column";
}

TEST(SourceStyles, KnowsASourceThatWritesInCapitals) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string& place) {
    return row % 4 == 2 ? "TOWN " + std::string(1, place[0]) + "SHAM"
                        : "Town " + place.substr(0, 5);
  });
  EXPECT_TRUE(SourceStyles(sample).IsStyle(1, "TOWN CSHAM", "Town Csham"));
}

// What the one abbreviates is a part of its values; all of them are written in capitals by the
// other.
TEST(SourceStyles, KnowsTwoSourcesOfStylesOfTheirOwn) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string& place) {
    const std::string town(1, place[0]);
    const bool street = row / 4 % 2 == 0;
    if (row % 4 == 1) return "THE " + town + "SHAM" + (street ? " STREET" : "");
    return "The " + town + "sham" + (!street ? "" : row % 4 == 2 ? " St" : " Street");
  });
  const SourceStyles styles(sample);
  EXPECT_TRUE(styles.IsStyle(1, "THE BSHAM", "The Bsham"));
  EXPECT_TRUE(styles.IsStyle(1, "The Asham St", "The Asham Street"));
}

// Its "N" is "North"; that another name would fit, too, is no matter.
TEST(SourceStyles, KnowsWhatIsAbbreviatedByItsWord) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string& place) {
    const bool is_new = row / 4 % 2 == 1;
    return (is_new         ? "New "
            : row % 4 == 2 ? "N "
                           : "North ") +
           place.substr(1, 4) + std::string(1, static_cast<char>('a' + row / 8 % 10));
  });
  const SourceStyles styles(sample);
  EXPECT_TRUE(styles.IsStyle(1, "N shama", "North shama"));
  EXPECT_FALSE(styles.IsStyle(1, "New shama", "North shama"));
}

// Each word that it abbreviates stands in a few of its rows only.
TEST(SourceStyles, KnowsASourceThatAbbreviatesManyWords) {
  const std::vector<std::string> brief = {"St",  "Rd",  "Dr",   "Blvd", "Univ",
                                          "Ave", "Ctr", "Intl", "Natl", "Assn"};
  const std::vector<std::string> full = {"Street",     "Road",       "Drive",  "Boulevard",
                                         "University", "Avenue",     "Center", "International",
                                         "National",   "Association"};
  RowSample rows;
  const EncodedSample sample = Told(&rows, [&](uint64_t row, const std::string& place) {
    const uint64_t thing = row / 4 % 20;
    if (thing >= 10) return place + "Hall";
    return place + (row % 4 == 2 ? brief : full)[thing];
  });
  EXPECT_TRUE(SourceStyles(sample).IsStyle(1, "Asham St", "Asham Street"));
}

TEST(SourceStyles, KnowsSignsThatStandForWords) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string& place) {
    const bool first = row / 4 % 2 == 0;
    if (row % 4 == 2) return place + (first ? "& 1st Dept" : "& Sons");
    return place + (first ? "and First Department" : "and Sons");
  });
  const SourceStyles styles(sample);
  EXPECT_TRUE(styles.IsStyle(1, "Bsham & Sons", "Bsham and Sons"));
  EXPECT_TRUE(styles.IsStyle(1, "Asham & 1st Dept", "Asham and First Department"));
}

// Half of the names are in capitals in all sources.
TEST(SourceStyles, KnowsASourceInCapitalsBesideNamesThatAre) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string& place) {
    const std::string town(1, place[0]);
    if (row / 4 % 2 == 0) return (row < 80 || row % 4 == 2 ? "SHOP " : "Shop ") + town;
    return (row % 4 == 2 ? "TOWN " : "Town ") + town;
  });
  const SourceStyles styles(sample);
  EXPECT_TRUE(styles.IsStyle(1, "TOWN B", "Town B"));
  EXPECT_FALSE(styles.IsStyle(1, "SHOP A", "Shop A"));
}

TEST(SourceStyles, KnowsASourceThatRounds) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string&) {
    const std::string thousands = std::to_string(row / 4 % 20 + 1);
    return row % 4 == 2 ? thousands + ",083.3" : thousands + "083.2977";
  });
  const SourceStyles styles(sample);
  EXPECT_TRUE(styles.IsStyle(1, "7,083.3", "7083.2977"));
  EXPECT_FALSE(styles.IsStyle(1, "7,083.3", "7083.4977")) << "another number";
}

TEST(SourceStyles, TakesNoSlipsForOne) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string& place) {
    return place + (row % 13 == 2 ? "Blvd" : "Boulevard");
  });
  EXPECT_FALSE(SourceStyles(sample).IsStyle(1, "Asham Blvd", "Asham Boulevard"));
}

// Sellers of a few offers each, of which every fourth writes colours in capitals; now and then one
// slips.
TEST(SourceStyles, KnowsSmallSellers) {
  RowSample rows;
  rows.complete = true;
  rows.columns.resize(2);
  for (uint64_t row = 0; row < 600; ++row) {
    const uint64_t seller = row / 5;
    const bool slips = row % 50 == 17;
    rows.rows.push_back(row);
    rows.columns[0].push_back("seller " + std::to_string(seller));
    const std::string letter(1, static_cast<char>('a' + row * 7 % 11));
    rows.columns[1].push_back((seller % 4 == 0) != slips
                                  ? "TINT " + std::string(1, static_cast<char>(letter[0] - 32))
                                  : "tint " + letter);
  }
  EXPECT_TRUE(SourceStyles(EncodeSample(rows)).IsStyle(1, "TINT C", "tint c"));
}

// Rows in which two columns are in small letters at once: neither is the other's source.
TEST(SourceStyles, TakesNoColumnOfTwoCasesForSources) {
  RowSample rows;
  rows.complete = true;
  rows.columns.resize(2);
  for (uint64_t row = 0; row < 200; ++row) {
    const std::string letter(1, static_cast<char>('A' + row % 5));
    const bool small = row < 40;
    rows.rows.push_back(row);
    rows.columns[0].push_back(small ? "state " + FoldCase(letter) : "STATE " + letter);
    rows.columns[1].push_back(small ? "town " + FoldCase(letter) : "TOWN " + letter);
  }
  EXPECT_FALSE(SourceStyles(EncodeSample(rows)).IsStyle(1, "town b", "TOWN B"));
}

}  // namespace
}  // namespace assay
