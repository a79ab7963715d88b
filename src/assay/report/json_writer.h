// JsonWriter: writes a JSON document in the order it is told, compact or indented by two spaces.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/report/json_text.h"

namespace assay {

// Keys come out in the order of the calls, so that equal reports are equal bytes. The caller keeps
// the calls balanced; a bug there ends in ASSAY_CHECK.
class JsonWriter {
 public:
  enum class Layout { kCompact, kIndented };
  explicit JsonWriter(Layout layout, JsonTarget target = JsonTarget::kFile)
      : indented_(layout == Layout::kIndented), target_(target) {}

  void BeginObject() { Begin('{'); }
  void EndObject() { End('}'); }
  void BeginArray() { Begin('['); }
  void EndArray() { End(']'); }
  void BeginObject(std::string_view key) {
    Key(key);
    BeginObject();
  }
  void BeginArray(std::string_view key) {
    Key(key);
    BeginArray();
  }

  // The next value's name; only inside an object.
  void Key(std::string_view key);
  void String(std::string_view text);
  void Unsigned(uint64_t value);
  void Integer(int64_t value);
  void Probability(double value);  // four decimals, within 0 and 1
  void Decimal(double value);      // three decimals; must be finite
  void Bool(bool value);
  void Null();
  void Json(std::string_view json);  // a value that is JSON already

  void String(std::string_view key, std::string_view text) {
    Key(key);
    String(text);
  }
  void Unsigned(std::string_view key, uint64_t value) {
    Key(key);
    Unsigned(value);
  }
  void Integer(std::string_view key, int64_t value) {
    Key(key);
    Integer(value);
  }
  void Probability(std::string_view key, double value) {
    Key(key);
    Probability(value);
  }
  void Decimal(std::string_view key, double value) {
    Key(key);
    Decimal(value);
  }
  void Bool(std::string_view key, bool value) {
    Key(key);
    Bool(value);
  }
  void Null(std::string_view key) {
    Key(key);
    Null();
  }
  void Json(std::string_view key, std::string_view json) {
    Key(key);
    Json(json);
  }

  // The document; all that was begun must have been ended.
  std::string Take();

 private:
  void Begin(char bracket);
  void End(char bracket);
  void BeforeValue();
  void NewLine();

  bool indented_;
  JsonTarget target_;
  bool after_key_ = false;
  std::vector<bool> has_items_;  // one for each open bracket
  std::string out_;
};

}  // namespace assay
