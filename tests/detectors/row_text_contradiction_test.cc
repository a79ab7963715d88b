// text_contradiction: a named colour against the listed one; parts of words and own words are no
// reason.
#include <random>
#include <set>

#include <fmt/format.h>

#include "assay/profile/text_words.h"
#include "assay/profile/word_forms.h"
#include "row_table.h"

namespace assay {
namespace {

RowTable Catalogue(const std::vector<std::pair<std::string, std::string>>& extra) {
  RowTable table({"sku", "title", "color"});
  const std::vector<std::string> colors = {"red", "blue", "green", "light blue"};
  const std::vector<std::string> things = {"shirt", "textured coat", "trousers", "tailored scarf"};
  std::mt19937 random(3);
  int sku = 100;
  for (int i = 0; i < 200; ++i) {
    const std::string& color = colors[random() % 4];
    const std::string& thing = things[random() % 4];
    const bool named = random() % 4 != 0;
    table.Add({std::to_string(++sku),
               named ? "Fine " + thing + " in " + color : "Fine soft " + thing, color});
  }
  for (const auto& [title, color] : extra) table.Add({std::to_string(++sku), title, color});
  return table;
}

TEST(TextContradiction, FlagsTheAttributeAndNamesTheWord) {
  const auto found = Catalogue({{"Fine shirt in green", "red"}}).Check("text_contradiction");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 200u);
  EXPECT_EQ(found[0].column, 2u);
  EXPECT_EQ(found[0].evidence.suggestion, "green");
  EXPECT_NE(found[0].evidence.message.find("'green'"), std::string::npos);
  EXPECT_GE(found[0].evidence.confidence, 0.9);
}

// The word of a kind in many names: it tells the kind, not which of them is meant.
TEST(TextContradiction, AWordOfManyValuesSuggestsNone) {
  RowTable table({"about", "name"});
  const std::vector<std::string> kinds = {"lamp", "fan", "clock"};
  const std::vector<std::string> makers = {"Acton", "Bolby", "Corin", "Dale", "Elham", "Firle"};
  for (size_t i = 0; i < 240; ++i) {
    const std::string& kind = kinds[i % 3];
    table.Add(
        {fmt::format("A good {} for every day, no {}", kind, i), makers[i / 3 % 6] + " " + kind});
  }
  table.Add({"A good lamp for every day, no 240", "40 x 60"});
  const auto found = table.Check("text_contradiction");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].column, 1u);
  EXPECT_FALSE(found[0].evidence.has_suggestion);
  EXPECT_EQ(found[0].evidence.message,
            "The about of this row has the word 'lamp'; 80 of 81 rows with it have name such as "
            "'Acton lamp'.");
}

// A brand's name holds a colour that its things have not.
TEST(TextContradiction, AColourInABrandSaysNothing) {
  RowTable table({"title", "color"});
  const std::vector<std::string> colors = {"red", "blue", "green", "black"};
  for (size_t i = 0; i < 200; ++i) {
    const std::string& color = colors[i % 4];
    table.Add({fmt::format("{} shirt {}", i % 9 == 0 ? "Red Tape" : "Fine " + color, i), color});
  }
  table.Add({"Red Tape blue shirt", "green"});
  const auto found = table.Check("text_contradiction");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 200u);
  EXPECT_EQ(found[0].evidence.suggestion, "blue");
}

// "blue" alone may be any of the blues; as a part of a colour that is named in full it is not.
TEST(TextContradiction, AValueOfTwoWordsThatIsNamedInFullIsMeant) {
  RowTable table({"title", "finish"});
  const std::vector<std::string> finishes = {"Sky Blue", "Navy Blue", "Forest Green", "Jet Black"};
  for (int i = 0; i < 200; ++i) {
    const std::string& finish = finishes[static_cast<size_t>(i) % 4];
    table.Add({"Sofa " + std::to_string(i) + " in " + finish, finish});
  }
  table.Add({"Sofa 200 in Sky Blue", "Forest Green"});
  table.Add({"Sofa 201 in Sky Blue", "Navy Blue"});
  table.Add({"Sofa 202 in blue", "Navy Blue"});
  const auto found = table.Check("text_contradiction");
  ASSERT_EQ(found.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(found[i].row, 200 + i);
    EXPECT_EQ(found[i].evidence.suggestion, "Sky Blue");
    EXPECT_GE(found[i].evidence.confidence, 0.9);
  }
}

// A colour beside the row's own says nothing of what the word means elsewhere.
TEST(TextContradiction, ColoursOfOtherPartsDoNotHideAColour) {
  RowTable table({"title", "color"});
  const std::vector<std::string> colors = {"red", "navy", "green", "beige", "olive", "white"};
  for (size_t i = 0; i < 300; ++i) {
    const std::string& color = colors[i % 6];
    const std::string& lining = colors[(i % 6 + 1 + i / 6 % 5) % 6];
    table.Add({i % 2 == 0 ? fmt::format("Coat {} with {} lining, {}", i, lining, color)
                          : fmt::format("Coat {} in {}", i, color),
               color});
  }
  table.Add({"Coat 300 in olive", "white"});
  const auto found = table.Check("text_contradiction");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 300u);
  EXPECT_EQ(found[0].evidence.suggestion, "olive");
}

// A language that inflects names a colour by a form of the word that the attribute has.
TEST(TextContradiction, KnowsAWordByItsForms) {
  RowTable table({"title", "color"});
  const std::vector<std::pair<std::string, std::string>> colors = {
      {"roj", "Rojo"}, {"negr", "Negro"}, {"blanc", "Blanco"}, {"amarill", "Amarillo"}};
  const std::vector<std::pair<std::string, std::string>> things = {
      {"Zapatos", "os"}, {"Botas", "as"}, {"Mochila", "a"}};
  for (size_t i = 0; i < 240; ++i) {
    const auto& [stem, color] = colors[i % 4];
    const auto& [thing, ending] = things[i % 3];
    table.Add({fmt::format("{} urbano {} {}{}", thing, i, stem, ending), color});
  }
  table.Add({"Botas rojas", "Negro"});
  table.Add({"Botas rojas", "Rojo"});
  const auto found = table.Check("text_contradiction");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 240u);
  EXPECT_EQ(found[0].evidence.suggestion, "Rojo");
  EXPECT_GE(found[0].evidence.confidence, 0.9);
}

// Titles in another language than the attribute; no word is the value's own.
TEST(TextContradiction, AWordThatGoesWithAValueSpeaksForIt) {
  RowTable table({"title", "color"});
  const std::vector<std::pair<std::vector<std::string>, std::string>> colors = {
      {{"nero", "nera"}, "Black"},
      {{"bianco"}, "White"},
      {{"verde", "verde bosco"}, "Green"},
      {{"rosso", "bordeaux"}, "Red"}};
  for (size_t i = 0; i < 400; ++i) {
    const auto& [words, color] = colors[i % 4];
    const std::string word = i % 5 == 4 ? "moderno" : words[i / 4 % words.size()];
    table.Add({fmt::format("{} {} linea {}", i % 3 == 0 ? "Sedia" : "Tavolo", word, i), color});
  }
  table.Add({"Sedia nera linea 401", "White"});
  table.Add({"Sedia bordeaux linea 402", "Green"});
  table.Add({"Sedia moderno linea 403", "Green"});
  const auto found = table.Check("text_contradiction");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].row, 400u);
  EXPECT_EQ(found[0].evidence.suggestion, "Black");
  EXPECT_GE(found[0].evidence.confidence, 0.9);
  EXPECT_EQ(found[1].row, 401u);
  EXPECT_EQ(found[1].evidence.suggestion, "Red");
}

// A fifth of the rows with a word have another value: more than mistakes are.
TEST(TextContradiction, AWordThatOftenGoesWithAnotherValueSaysNothing) {
  RowTable table({"title", "color"});
  const std::vector<std::pair<std::string, std::string>> colors = {
      {"nera", "Black"}, {"bianco", "White"}, {"verde", "Green"}, {"rosso", "Red"}};
  for (size_t i = 0; i < 400; ++i) {
    const auto& [word, color] = colors[i % 4];
    table.Add({fmt::format("{} {} linea {}", i % 3 == 0 ? "Sedia" : "Tavolo", word, i), color});
  }
  for (size_t i = 0; i < 24; ++i) table.Add({fmt::format("Sedia nera linea {}", 401 + i), "White"});
  table.Add({"Sedia rosso linea 499", "Green"});
  const auto found = table.Check("text_contradiction");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].row, 424u);
}

// A second colour stands beside the article's own, which is known by synonyms only.
TEST(TextContradiction, SecondColoursDoNotHideSynonyms) {
  RowTable table({"title", "color"});
  const std::vector<std::pair<std::vector<std::string>, std::string>> colors = {
      {{"onyx", "jet"}, "Black"},
      {{"navy", "royal"}, "Blue"},
      {{"olive", "pine"}, "Green"},
      {{"burgundy", "crimson"}, "Red"}};
  for (size_t i = 0; i < 800; ++i) {
    const auto& [words, color] = colors[i % 4];
    std::string title = fmt::format("Runner {} {}", i, words[i / 4 % 2]);
    if (i % 3 == 0) title += "/" + colors[i / 12 % 4].first[i / 48 % 2];
    table.Add({title, color});
  }
  table.Add({"Runner 800 navy", "Red"});
  table.Add({"Runner 801 navy/olive", "Red"});
  const auto found = table.Check("text_contradiction");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].row, 800u);
  EXPECT_EQ(found[0].evidence.suggestion, "Blue");
  EXPECT_EQ(found[1].row, 801u);
  EXPECT_GE(found[1].evidence.confidence, 0.9);
}

// A model that is made in one colour says nothing of colours, nor does a brand that its own column
// says.
TEST(TextContradiction, WordsOfOneProductOrAnotherColumnSpeakForNothing) {
  RowTable table({"title", "brand", "color"});
  const std::vector<std::string> colors = {"black", "blue", "green", "red"};
  const std::vector<std::string> brands = {"Acton", "Bolby", "Corin", "Dunhes"};
  const std::vector<std::string> models = {"Vale", "Mesa", "Loma", "Rill"};
  for (size_t i = 0; i < 400; ++i) {
    const size_t k = i % 4;
    table.Add({fmt::format("{} {} shirt {}", brands[k], models[k], i % 3), brands[k], colors[k]});
  }
  table.Add({"Acton Vale shirt 9", "Acton", "red"});
  EXPECT_TRUE(table.Check("text_contradiction").empty());
}

TEST(TextContradiction, KeepsQuietAboutItsOwnWordsAndWordsWithinWords) {
  EXPECT_TRUE(Catalogue({{"Fine blue shirt with red seams", "blue"},
                         {"Fine light shirt in blue", "light blue"},
                         {"Fine shirt, tailored and textured", "green"},
                         {"Fine shirt in greeen", "green"}})
                  .Check("text_contradiction")
                  .empty());
}

TEST(WordsOf, FoldsAndSplits) {
  EXPECT_EQ(WordsOf("Light-Blue, Größe 42!"),
            (std::vector<std::string>{"light", "blue", "grösse", "42"}));
  EXPECT_EQ(ValueKey("Light-Blue"), ValueKey(" light  blue"));
  EXPECT_EQ(WordsOf("Roy S.A.R.L., A. B.Cole"),
            (std::vector<std::string>{"roy", "sarl", "a", "b", "cole"}));
}

TEST(WordForms, EndOtherwiseInAFewLetters) {
  WordForms forms;
  for (const char* word : {"rojo", "marrón", "zapato", "zapatilla", "red", "128gb"})
    forms.Add(word);
  EXPECT_EQ(forms.BaseOf("rojas"), "rojo");
  EXPECT_EQ(forms.BaseOf("marrones"), "marrón");
  EXPECT_EQ(forms.BaseOf("zapatos"), "zapato");
  EXPECT_EQ(forms.BaseOf("zapatillas"), "zapatilla");
  EXPECT_EQ(forms.BaseOf("redwood"), "");
  EXPECT_EQ(forms.BaseOf("128gbs"), "");
  EXPECT_EQ(forms.BaseOf("re"), "");
}

// "64GB" in the title and "64 GB" beside it are one size.
TEST(TextContradiction, ReadsANumberWithItsUnitAsOneWord) {
  const char* sizes[] = {"32", "64", "128", "256"};
  RowTable table({"id", "title", "memory"});
  for (int i = 0; i < 240; ++i) {
    const std::string size = sizes[i * 7 % 4];
    const std::string written = i % 5 == 0 ? size + " GB" : size + "GB";
    const bool wrong = i == 100 || i == 203;
    table.Add({std::to_string(i),
               "Kalmo Pro " + std::to_string(i % 9) + " " + written + " unlocked",
               std::string(wrong ? sizes[(i * 7 + 1) % 4] : size) + " GB"});
  }
  std::set<uint64_t> rows;
  for (const auto& f : table.Check("text_contradiction")) {
    EXPECT_EQ(f.column, 2u);
    rows.insert(f.row);
  }
  EXPECT_EQ(rows, (std::set<uint64_t>{100, 203}));
}

// "Women's" tells female although a third of the rows is unisex and no word says that.
TEST(TextContradiction, OneClassMayHaveNoWord) {
  const char* makers[] = {"Winmon", "Vinbru", "Nelsor", "Growin", "Brusor"};
  const char* things[] = {"polo", "backpack", "jacket", "beanie"};
  const char* marks[] = {"Women's ", "Men's ", ""};
  const char* genders[] = {"female", "male", "unisex"};
  RowTable table({"title", "gender"});
  for (size_t i = 0; i < 600; ++i) {
    const size_t k = i % 3;
    table.Add({fmt::format("{} {}{} {}", makers[i % 5], marks[k], things[i % 4], i), genders[k]});
  }
  table.cells[1][300] = "male";
  table.cells[1][301] = "unisex";
  const auto found = table.Check("text_contradiction");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].evidence.suggestion, "female");
  EXPECT_EQ(found[1].evidence.suggestion, "male");
}

// Of a title that contradicts two attributes: a third one tells whether it is this row's title.
TEST(TextContradiction, BlamesBothAttributesWhereTheTextNamesAThird) {
  const char* metals[] = {"Gold", "Silver", "Steel"};
  const char* stones[] = {"Ruby", "Garnet", "Topaz", "Emerald"};
  const char* carats[] = {"9K", "14K", "18K", "21K", "24K"};
  RowTable table({"title", "metal", "stone", "carat"});
  for (size_t i = 0; i < 240; ++i) {
    const std::string metal = metals[i % 3], stone = stones[i % 4], carat = carats[i % 5];
    table.Add({fmt::format("Ring {} {} with {}", carat, metal, stone), metal, stone, carat});
  }
  for (const size_t row : {50u, 80u}) {
    table.cells[1][row] = metals[(row + 1) % 3];
    table.cells[2][row] = stones[(row + 1) % 4];
  }
  table.cells[3][80] = carats[1];
  std::set<std::pair<uint64_t, uint32_t>> cells;
  for (const auto& f : table.Check("text_contradiction")) cells.emplace(f.row, f.column);
  EXPECT_EQ(cells, (std::set<std::pair<uint64_t, uint32_t>>{{50, 1}, {50, 2}, {80, 0}}));
}

// Three sources tell of a fruit beer that is named blonde, each in a case of its own.
TEST(TextContradiction, ATextThatSeveralSourcesTellIsUsual) {
  RowTable table({"name", "style"});
  const std::vector<std::string> kinds = {"Blonde", "Amber", "Brown"};
  for (size_t i = 0; i < 150; ++i)
    table.Add({fmt::format("Town {} {}", i / 3, kinds[i % 3]), kinds[i % 3] + " Ale"});
  for (const char* name : {"Berry Blonde", "BERRY BLONDE", "berry blonde"})
    table.Add({name, "Fruit Beer"});
  EXPECT_TRUE(table.Check("text_contradiction").empty());
  table.Add({"Cherry Blonde", "Fruit Beer"});
  EXPECT_EQ(table.Check("text_contradiction").size(), 1u);
}

}  // namespace
}  // namespace assay
