// The layout of JSON documents.
#include "assay/report/json_writer.h"

#include <charconv>

#include "assay/base/check.h"
#include "assay/report/number_text.h"

namespace assay {

void JsonWriter::NewLine() {
  if (!indented_) return;
  out_.push_back('\n');
  out_.append(2 * has_items_.size(), ' ');
}

void JsonWriter::BeforeValue() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_items_.empty()) return;
  if (has_items_.back()) out_.push_back(',');
  has_items_.back() = true;
  NewLine();
}

void JsonWriter::Begin(char bracket) {
  BeforeValue();
  out_.push_back(bracket);
  has_items_.push_back(false);
}

void JsonWriter::End(char bracket) {
  ASSAY_CHECK(!has_items_.empty() && !after_key_);
  const bool had_items = has_items_.back();
  has_items_.pop_back();
  if (had_items) NewLine();
  out_.push_back(bracket);
}

void JsonWriter::Key(std::string_view key) {
  ASSAY_CHECK(!has_items_.empty() && !after_key_);
  BeforeValue();
  AppendJsonString(key, &out_, target_);
  out_.append(indented_ ? ": " : ":");
  after_key_ = true;
}

void JsonWriter::String(std::string_view text) {
  BeforeValue();
  AppendJsonString(text, &out_, target_);
}

void JsonWriter::Unsigned(uint64_t value) {
  BeforeValue();
  AppendUnsigned(value, &out_);
}

void JsonWriter::Integer(int64_t value) {
  BeforeValue();
  AppendInteger(value, &out_);
}

void JsonWriter::Probability(double value) {
  BeforeValue();
  AppendConfidence(value, &out_);
}

void JsonWriter::Decimal(double value) {
  BeforeValue();
  char text[352];  // the longest double in fixed notation has 309 digits before the point
  out_.append(text,
              std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 3).ptr);
}

void JsonWriter::Bool(bool value) {
  BeforeValue();
  out_.append(value ? "true" : "false");
}

void JsonWriter::Null() {
  BeforeValue();
  out_.append("null");
}

void JsonWriter::Json(std::string_view json) {
  BeforeValue();
  out_.append(json);
}

std::string JsonWriter::Take() {
  ASSAY_CHECK(has_items_.empty() && !after_key_);
  if (indented_) out_.push_back('\n');
  return std::move(out_);
}

}  // namespace assay
