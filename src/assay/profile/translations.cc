// The embedded list is read once, when a word is first asked for.
#include "assay/profile/translations.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "assay/base/check.h"
#include "assay/base/embedded.h"
#include "assay/base/utf8.h"

namespace assay {
namespace {

// Calls visit(part) for each part of the text between the marks.
template <typename Visit>
void VisitParts(std::string_view text, char mark, Visit visit) {
  while (true) {
    const size_t end = std::min(text.find(mark), text.size());
    visit(text.substr(0, end));
    if (end == text.size()) return;
    text.remove_prefix(end + 1);
  }
}

struct Translations {
  std::vector<std::string_view> languages;
  std::vector<std::vector<std::string_view>> first_forms;  // of each thing, by language
  std::unordered_map<std::string, std::vector<Meaning>> meanings;

  explicit Translations(std::string_view text) {
    VisitParts(text, '\n', [&](std::string_view line) {
      if (line.empty() || line[0] == '#') return;
      std::vector<std::string_view> cells;
      VisitParts(line, '\t', [&](std::string_view cell) { cells.push_back(cell); });
      if (languages.empty()) {
        languages = std::move(cells);
      } else {
        AddThing(std::move(cells));
      }
    });
    ASSAY_CHECK(languages.size() <= kMostLanguages);
  }

  void AddThing(std::vector<std::string_view> cells) {
    ASSAY_CHECK(cells.size() == languages.size());
    for (size_t language = 0; language < cells.size(); ++language) {
      const Meaning meaning{static_cast<uint16_t>(first_forms.size()),
                            static_cast<uint16_t>(language)};
      VisitParts(cells[language], '/',
                 [&](std::string_view form) { meanings[FoldCase(form)].push_back(meaning); });
      cells[language] = cells[language].substr(0, cells[language].find('/'));
    }
    first_forms.push_back(std::move(cells));
  }
};

const Translations& TheTranslations() {
  static const Translations kTranslations(EmbeddedTranslations().front().bytes);
  return kTranslations;
}

}  // namespace

std::span<const Meaning> MeaningsOf(std::string_view word) {
  const auto& meanings = TheTranslations().meanings;
  const auto found = meanings.find(std::string(word));
  if (found == meanings.end()) return {};
  return found->second;
}

std::string_view WordFor(Meaning meaning) {
  return TheTranslations().first_forms[meaning.thing][meaning.language];
}

std::string_view LanguageCode(uint16_t language) { return TheTranslations().languages[language]; }

}  // namespace assay
