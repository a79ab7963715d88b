// text_contradiction: a title or description names another colour, category or size than the
// attribute beside it; whole words, learned from the table's own co-occurrence.
#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/spelling_distance.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/text_words.h"

namespace assay {
namespace {

constexpr double kMostConfidence = 0.97;
constexpr double kSeveralValues = 0.5;      // factor when the text speaks of several values
constexpr double kNamedInPart = 0.1;        // share of the rows; where values are named in whole,
                                            // a part of one is of another name
constexpr double kLeastOfCompanion = 0.85;  // share of the rows of a word that is not the value's
constexpr double kShortWord = 0.6;          // when the word may well stand for something else
constexpr size_t kShortLength = 3;          // bytes that a word has at least that is not short
constexpr double kShortForm = 0.5;          // factor when the value is how the named one begins
constexpr double kSameValue = 0.9;  // share of the values with a word that are one value, for it
                                    // to be told as what the row should have

// What a text says against an attribute's value.
struct Contradiction {
  const WordEvidence* about = nullptr;
  const std::string* word = nullptr;
  const SpeakingWord* speaks = nullptr;
  double confidence = 0;
  bool several = false;
  bool in_full = false;  // the text has all words of the value
};

bool Contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Whether `text` has all of `words`.
bool HasAll(const std::vector<std::string>& text, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return Contains(text, word); });
}

std::vector<std::string> Without(std::vector<std::string> words,
                                 const std::vector<std::string>& taken) {
  std::erase_if(words, [&](const std::string& word) { return Contains(taken, word); });
  return words;
}

bool ShareWord(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& word) {
    return std::any_of(b.begin(), b.end(), [&](const std::string& other) {
      return word == other ||
             (word.size() >= 4 && other.size() >= 4 && IsNearSpelling(word, other, 1));
    });
  });
}

// Whether a value is the beginning of another one: a person's "Rob" is the "Robert" of the address.
bool IsShortForm(std::string_view key, std::string_view full) {
  return key.size() >= kShortLength && full.starts_with(key);
}

// What the texts of one column say against the attributes beside them.
class TextPart final : public RowDetector {
 public:
  // All of `learned` is about the same column of texts.
  TextPart(std::vector<WordEvidence> learned, std::shared_ptr<const std::vector<std::string>> names)
      : learned_(std::move(learned)), names_(std::move(names)), text_(learned_.front().text) {
    reads_.push_back(text_);
    for (const WordEvidence& about : learned_) reads_.push_back(about.attribute);
  }

  std::span<const uint32_t> Reads() const override { return reads_; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    std::vector<Contradiction> all;
    std::vector<std::string> written;  // the words of the text, once they are needed
    for (const WordEvidence& about : learned_) {
      const std::string_view value = row.Value(about.attribute);
      if (IsBlankValue(value)) continue;
      const std::vector<std::string> own = WordsOfValue(value);
      const std::string key = ValueKey(own);
      if (about.usual_pairs.contains(TextPairHash(row.Hash(text_), key))) continue;
      if (written.empty()) written = WordsOf(row.Value(text_));
      Contradiction found = Find(about, WordsOfText(written, about.phrases), own, key);
      if (found.speaks == nullptr || found.confidence < 0.2) continue;
      found.about = &about;
      all.push_back(found);
    }
    for (const Contradiction& found : all) {
      const auto other = std::find_if(all.begin(), all.end(), [&](const Contradiction& next) {
        return *next.word != *found.word && next.about->attribute != found.about->attribute;
      });
      if (other == all.end() || AgreesOtherwise(row)) {
        BlameAttribute(found, evidence);
        continue;
      }
      BlameText(row, found, *other, evidence);
      return;
    }
  }

 private:
  const std::string& NameOf(uint32_t column) const { return (*names_)[column]; }

  // A word of many values ("dress" in their names) says what kind of value is meant, not which.
  void BlameAttribute(const Contradiction& found, RowEvidence* evidence) const {
    const SpeakingWord& speaks = *found.speaks;
    const bool is_one = speaks.same >= kSameValue * speaks.agreeing;
    Evidence e = MakeEvidence(
        Code::kContradiction, found.confidence,
        fmt::format("The {} of this row has the word '{}'; {} of {} rows with it have {} {}{}.",
                    NameOf(text_), *found.word, is_one ? speaks.same : speaks.agreeing, speaks.rows,
                    NameOf(found.about->attribute), is_one ? "" : "such as ",
                    Excerpt(speaks.value)),
        is_one ? speaks.value : fmt::format("a value such as {}", Excerpt(speaks.value)));
    if (is_one || found.in_full) Suggest(speaks.value, &e);
    e.beside = text_;
    evidence->Add(found.about->attribute, std::move(e));
  }

  // Whether the text names its row's value of an attribute: then it is about this row's thing.
  bool AgreesOtherwise(const RowView& row) const {
    const std::vector<std::string> written = WordsOf(row.Value(text_));
    return std::any_of(learned_.begin(), learned_.end(), [&](const WordEvidence& about) {
      const std::vector<std::string> own = WordsOfValue(row.Value(about.attribute));
      const auto speaks = [&](const std::string& word) { return about.words.contains(word); };
      return std::any_of(own.begin(), own.end(), speaks) &&
             HasAll(WordsOfText(written, about.phrases), own);
    });
  }

  // One wrong text is likelier than two wrong attributes.
  void BlameText(const RowView& row, const Contradiction& one, const Contradiction& two,
                 RowEvidence* evidence) const {
    const double neither = (1 - one.confidence) * (1 - two.confidence);
    evidence->Add(
        text_, MakeEvidence(
                   Code::kContradiction, std::min(1 - neither, kMostConfidence),
                   fmt::format("It has the words '{}' and '{}', which mostly go with {} '{}' and "
                               "{} '{}'; this row has others in both.",
                               *one.word, *two.word, NameOf(one.about->attribute),
                               one.speaks->value, NameOf(two.about->attribute), two.speaks->value),
                   fmt::format("a text about {}", Excerpt(row.Value(one.about->attribute)))));
  }

  static Contradiction Find(const WordEvidence& about, const std::vector<std::string>& text,
                            const std::vector<std::string>& own, const std::string& key) {
    if (HasAll(text, own)) return {};
    const std::vector<std::string> named = NamedInFull(about, text);
    // The text names the value itself, unless the words that it shares make up another one.
    if (ShareWord(own, Without(text, named)) || !MayDiffer(about, own, named, key)) return {};
    Contradiction found;
    for (const std::string& word : text) {
      const auto at = about.words.find(word);
      if (at == about.words.end()) continue;
      const SpeakingWord& speaks = at->second;
      const std::vector<std::string> spoken = WordsOfValue(speaks.value);
      if (Contains(named, word) && spoken != named) continue;
      if (speaks.value_key == key || (spoken != named && ShareWord(own, spoken))) return {};
      const bool whole = HasAll(text, spoken);
      // A text of nothing but the value is a value itself, and may differ.
      if (whole && text.size() <= spoken.size()) continue;
      if (!whole && speaks.in_part < kNamedInPart * speaks.agreeing) continue;
      if (!Contains(spoken, word) && speaks.agreeing < kLeastOfCompanion * speaks.rows) continue;
      if (found.speaks != nullptr && found.speaks->value_key != speaks.value_key)
        found.several = true;
      // The row itself is among those that do not agree.
      double share = (speaks.agreeing + 1.0) / (speaks.rows + 0.5);
      if (word.size() < kShortLength) share *= kShortWord;
      if (share > found.confidence) {
        found.word = &at->first;
        found.speaks = &speaks;
        found.in_full = whole;
        found.confidence = share;
      }
    }
    if (found.speaks != nullptr && IsShortForm(key, found.speaks->value_key))
      found.confidence *= kShortForm;
    if (found.several) found.confidence *= std::max(kSeveralValues, about.own_of_several);
    found.confidence = std::min(found.confidence, kMostConfidence);
    return found;
  }

  // The words of the longest value of several words that the text has all of: its "blue" of
  // "sky blue" speaks of no other blue.
  static std::vector<std::string> NamedInFull(const WordEvidence& about,
                                              const std::vector<std::string>& text) {
    std::vector<std::string> longest;
    for (const std::string& word : text) {
      const auto at = about.words.find(word);
      if (at == about.words.end()) continue;
      std::vector<std::string> spoken = WordsOfValue(at->second.value);
      if (spoken.size() >= 2 && spoken.size() > longest.size() && HasAll(text, spoken))
        longest = std::move(spoken);
    }
    return longest;
  }

  // Whether the text would name the value `own` by words that it lacks, where it shares some with
  // the one that is named.
  static bool MayDiffer(const WordEvidence& about, const std::vector<std::string>& own,
                        const std::vector<std::string>& named, const std::string& key) {
    if (!ShareWord(own, named)) return true;
    return std::any_of(own.begin(), own.end(), [&](const std::string& word) {
      const auto at = about.words.find(word);
      return at != about.words.end() && at->second.value_key == key && !Contains(named, word);
    });
  }

  std::vector<WordEvidence> learned_;
  std::shared_ptr<const std::vector<std::string>> names_;
  uint32_t text_;
  std::vector<uint32_t> reads_;
};

class TextContradictionDetector final : public RowDetector {
 public:
  // `learned` is sorted by text.
  TextContradictionDetector(std::vector<WordEvidence> learned, std::vector<std::string> names) {
    const auto shared = std::make_shared<const std::vector<std::string>>(std::move(names));
    std::vector<WordEvidence> of_text;
    for (size_t i = 0; i < learned.size(); ++i) {
      const uint32_t text = learned[i].text;
      of_text.push_back(std::move(learned[i]));
      if (i + 1 < learned.size() && learned[i + 1].text == text) continue;
      parts_.push_back(std::make_unique<TextPart>(std::exchange(of_text, {}), shared));
    }
  }

  std::span<const std::unique_ptr<RowDetector>> Parts() const override { return parts_; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (const auto& part : parts_) part->Check(row, evidence);
  }

 private:
  std::vector<std::unique_ptr<RowDetector>> parts_;
};

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no words of a text column tell the values of another column";
  std::vector<WordEvidence> learned = LearnWordEvidence(*context.sample);
  if (learned.empty()) return std::unique_ptr<RowDetector>();
  return std::unique_ptr<RowDetector>(
      std::make_unique<TextContradictionDetector>(std::move(learned), ColumnNames(*context.table)));
}

constexpr Code kEmitted[] = {Code::kContradiction};

constexpr Example kExamples[] = {
    {"a blue shirt that is listed as red", "",
     "color,title\n"
     "red,Red shirt Oslo\nblue,Bergen shirt in blue\nred,Linen trousers red\nblue,Blue coat "
     "Bergen\n"
     "green,Green linen shirt\nred,Shirt Bergen red\nblue,Linen shirt blue\ngreen,Coat Oslo green\n"
     "red,Coat red Oslo\nblue,Trousers Oslo blue\ngreen,Green trousers Bergen\nred,Red coat linen\n"
     "red,Linen shirt Bergen blue\ngreen,Textured coat green\nblue,Blue shirt textured\n"
     "green,Oslo shirt green\nred,Red trousers Bergen\nblue,Coat linen blue\ngreen,Green coat "
     "Oslo\n"
     "blue,Blue trousers linen\ngreen,Shirt green Bergen\n",
     "12:0"},
    {"the title of another article", "",
     "maker,kind,title\n"
     "Acton,lamp,Acton desk lamp\nBolby,fan,Bolby fan small\nCorin,clock,Corin wall clock\n"
     "Acton,fan,Acton tower fan\nBolby,clock,Bolby clock\nCorin,lamp,Corin lamp green\n"
     "Acton,clock,Acton clock small\nBolby,lamp,Bolby desk lamp\nCorin,fan,Corin fan\n"
     "Acton,lamp,Acton lamp red\nBolby,fan,Corin wall clock\nCorin,clock,Corin clock red\n"
     "Acton,fan,Acton fan\nBolby,clock,Bolby wall clock\nCorin,lamp,Corin desk lamp\n"
     "Acton,clock,Acton wall clock\nBolby,lamp,Bolby lamp small\nCorin,fan,Corin tower fan\n"
     "Acton,lamp,Acton lamp small\nBolby,fan,Bolby tower fan\nCorin,clock,Corin clock green\n",
     "10:2"},
    {"a city's name within another's, and two columns of like values", "",
     "city,road,other\n"
     "Ulm,Road to Ulm,not known\nNew Kiel,New Kiel bypass,not known\nJena,Jena ring,Jena\n"
     "Ulm,Ulm station,Ulm\nNew Kiel,New Kiel harbour,not known\nJena,New park at the river,Ulm\n"
     "Ulm,Ulm river bridge,Ulm\nNew Kiel,Market of New Kiel,New Kiel\nJena,East Jena ramp,Ulm\n"
     "Ulm,Old gate Ulm,Jena\nNew Kiel,New Kiel dock,Ulm\nJena,Jena tunnel two,Jena\n"
     "Ulm,Ulm west ramp,not known\nNew Kiel,New Kiel lock,not known\nJena,Jena park road,Jena\n"
     "Ulm,Ulm south ramp,Ulm\nNew Kiel,New Kiel pier,New Kiel\nJena,Jena hill road,Jena\n"
     "Ulm,Ulm north ramp,Ulm\nNew Kiel,New Kiel wharf,New Kiel\nJena,Jena mill lane,Jena\n",
     ""},
    {"a given name's short form beside the address", "",
     "given,mail\n"
     "Robert,robert.vane@x.org\nMartin,martin.moss@x.org\nGerda,gerda.hale@x.org\n"
     "Robert,robert.lund@x.org\nMartin,martin.vane@x.org\nGerda,gerda.moss@x.org\n"
     "Robert,robert.hale@x.org\nMartin,martin.lund@x.org\nGerda,gerda.vane@x.org\n"
     "Robert,robert.moss@x.org\nMartin,martin.hale@x.org\nGerda,gerda.lund@x.org\n"
     "Rob,robert.reed@x.org\nMartin,martin.reed@x.org\nGerda,gerda.reed@x.org\n"
     "Robert,robert.cole@x.org\nMartin,martin.cole@x.org\nGerda,gerda.cole@x.org\n",
     ""},
    {"'red' within another word is no colour", "",
     "color,title\n"
     "red,Red shirt Oslo\nblue,Textured shirt blue\nred,Linen trousers red\nblue,Blue coat "
     "textured\n"
     "green,Green linen shirt\nred,Shirt Bergen red\nblue,Linen shirt blue\ngreen,Coat tailored "
     "green\n"
     "red,Coat red Oslo\nblue,Trousers Oslo blue\ngreen,Tailored trousers Bergen\nred,Red coat "
     "linen\n"
     "red,Linen shirt red\ngreen,Textured coat green\nblue,Blue shirt textured\n"
     "green,Oslo shirt green\nred,Red trousers Bergen\nblue,Coat linen blue\ngreen,Green coat "
     "Oslo\n"
     "blue,Blue trousers linen\ngreen,Shirt green Bergen\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kTextContradictionDetector;
constinit const DetectorType kTextContradictionDetector = {
    .name = "text_contradiction",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A text of the row names another value than the attribute beside it.",
    .details =
        "Counts in how many rows each whole word of a text column goes with each value of a "
        "column of few values. Where the texts tend to name the value, a word speaks of a value "
        "when it is one of the value's own words, or a form of its only one (rojas, rojo), and "
        "mostly goes with it; where most texts tell their row's value, so do words that go with "
        "one value in many different texts (nero, navy). An attribute is flagged when its row's "
        "text "
        "speaks of another value "
        "and not of its own. A text that speaks "
        "against two attributes by two words is itself the wrong one, unless it names the row's "
        "value of a third.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay
