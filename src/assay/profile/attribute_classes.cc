// One look over the distinct values of the column.
#include "assay/profile/attribute_classes.h"

#include <unordered_map>

#include "assay/profile/text_words.h"

namespace assay {

AttributeClasses ClassesOf(const EncodedColumn& column) {
  AttributeClasses classes;
  std::unordered_map<std::string, uint32_t> index;
  for (size_t code = 0; code < column.values.size(); ++code) {
    const std::string key = column.blank[code] ? "" : ValueKey(column.values[code]);
    if (key.empty()) {
      classes.of_code.push_back(ValueIndex::kNone);
      continue;
    }
    const auto [at, is_new] = index.try_emplace(key, static_cast<uint32_t>(classes.keys.size()));
    if (is_new) {
      classes.keys.push_back(key);
      classes.words.push_back(WordsOfValue(column.values[code]));
      classes.texts.emplace_back();
      classes.rows.push_back(0);
      classes.text_rows.push_back(0);
    }
    const uint32_t c = at->second;
    classes.of_code.push_back(c);
    classes.rows[c] += column.counts[code];
    classes.filled += column.counts[code];
    if (column.counts[code] > classes.text_rows[c]) {
      classes.text_rows[c] = column.counts[code];
      classes.texts[c] = column.values[code];
    }
  }
  return classes;
}

}  // namespace assay
