// Rows and rejects from cell ends and record ends.
#include "assay/source/record_index.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

namespace assay {
namespace {

constexpr uint32_t kStep = 8 << 10;  // bytes a scan; its worst case of record ends stays in L1
constexpr uint32_t kRejectText = 4 << 10;

}  // namespace

RecordIndex::RecordIndex(const CsvGrammar& grammar, uint32_t columns, uint64_t max_record_bytes,
                         StructuralScan scan)
    : grammar_(grammar),
      columns_(columns),
      max_record_bytes_(max_record_bytes),
      scan_(scan),
      record_ends_(kStep + kStructuralSlack) {}

void RecordIndex::Begin(Block* block, uint32_t start, uint32_t limit, const RecordPlace& place) {
  block_ = block;
  block_->ordinals.clear();
  block_->rejects.clear();
  place_ = place;
  start_ = scanned_ = record_start_ = lines_known_to_ = start;
  limit_ = limit;
  end_count_ = row_count_ = 0;
  record_count_ = line_count_ = 0;
  line_ = place.line;
  too_long_line_ = 0;
  state_ = {};
}

// The vectors only grow here, and shrink in Finish: a block that is used again is hardly cleared.
void RecordIndex::Reserve() {
  const size_t ends = end_count_ + kStep + kStructuralSlack;
  if (block_->ends.size() < ends) block_->ends.resize(ends);
  const size_t rows = row_count_ + kStep + 1;
  if (block_->row_start.size() < rows) block_->row_start.resize(rows);
}

bool RecordIndex::Advance(uint32_t available, bool at_end) {
  if (record_start_ >= limit_) {  // complete but for the question what follows a CR
    const bool known = record_start_ < available;
    if (known && block_->bytes[record_start_] == '\n') ++record_start_;
    scanned_ = std::max(scanned_, record_start_);
    return known || at_end;
  }
  while (scanned_ < available) {
    // Whole words until the end of the input, so that a piece's edge costs nothing.
    uint32_t step = std::min(kStep, available - scanned_);
    if (step > 64 && !at_end) step &= ~63u;
    Reserve();
    StructuralOutput found;
    found.ends = block_->ends.data() + end_count_;
    found.record_ends = record_ends_.data();
    scan_(grammar_, block_->bytes.data(), scanned_, scanned_ + step, &state_, &found);
    scanned_ += step;
    line_count_ += found.line_count;
    if (TakeRecords(found, available, at_end)) return true;
  }
  if (at_end) EndInput(available);
  return at_end;
}

bool RecordIndex::TakeRecords(const StructuralOutput& found, uint32_t available, bool at_end) {
  uint32_t* const ends = block_->ends.data();
  const uint32_t found_from = end_count_;
  const uint32_t found_to = end_count_ + found.end_count;
  uint32_t first = row_count_ * columns_;
  bool complete = false;
  for (uint32_t i = 0; i < found.record_count && !complete; ++i) {
    const uint32_t last = found_from + found.record_ends[i];
    const uint32_t end = ends[last];
    uint32_t next = end + 1;
    if (grammar_.cr_ends_record) {
      if (end < record_start_ || (end == record_start_ && end > start_ &&
                                  block_->bytes[end] == '\n' && block_->bytes[end - 1] == '\r')) {
        record_start_ = next;  // the LF of a CRLF, whose CR ended the record
        first = last + 1;
        continue;
      }
      if (block_->bytes[end] == '\r' && next < available && block_->bytes[next] == '\n') ++next;
    }
    if (end - record_start_ > max_record_bytes_) [[unlikely]]
      too_long_line_ = OpenLine();
    TakeRecord(first, last - first + 1, end);
    first = last + 1;
    record_start_ = next;
    complete = next >= limit_ && (next < available || at_end || block_->bytes[next - 1] != '\r');
  }
  const uint32_t kept = row_count_ * columns_;
  const uint32_t open = complete ? 0 : found_to - first;
  if (first != kept) std::memmove(ends + kept, ends + first, open * sizeof *ends);
  end_count_ = kept + open;
  return complete;
}

// Here every row passes: what is rare is asked last.
inline void RecordIndex::TakeRecord(uint32_t first, uint32_t fields, uint32_t end) {
  uint32_t* const ends = block_->ends.data() + first;
  const uint32_t cell = fields == 1 ? record_start_ : ends[fields - 2] + 1;
  if (!grammar_.cr_ends_record && end > cell && block_->bytes[end - 1] == '\r')
    ends[fields - 1] = --end;
  if (fields == columns_) [[likely]] {
    const uint32_t kept = row_count_ * columns_;
    if (first != kept) std::memmove(block_->ends.data() + kept, ends, fields * sizeof *ends);
    block_->row_start[row_count_++] = record_start_;
    if (!block_->rejects.empty()) block_->ordinals.push_back(static_cast<uint32_t>(record_count_));
    ++record_count_;
    return;
  }
  if (fields == 1 && end == record_start_) return;  // a blank line
  AddReject(end, std::min(fields, columns_) + 1, RaggedReason(fields, end));
}

std::string RecordIndex::RaggedReason(uint32_t fields, uint32_t end) const {
  std::string reason =
      fmt::format("expected {} field{}, found {}", columns_, columns_ == 1 ? "" : "s", fields);
  const std::string_view text(block_->bytes.data() + record_start_, end - record_start_);
  const uint64_t lines = CountLineEnds(text, grammar_.cr_ends_record) + 1;
  if (lines > 1) reason += fmt::format(" in a record of {} lines; is a quote unclosed?", lines);
  return reason;
}

uint64_t RecordIndex::TooLongLine() {
  // The LF of a CRLF may lie behind what was scanned, and the record behind that.
  if (scanned_ > record_start_ && scanned_ - record_start_ > max_record_bytes_)
    too_long_line_ = OpenLine();
  return too_long_line_;
}

// Records are asked for in ascending order, so that all rejects together cost one count.
uint64_t RecordIndex::OpenLine() {
  line_ += CountLineEnds({block_->bytes.data() + lines_known_to_, record_start_ - lines_known_to_},
                         grammar_.cr_ends_record);
  lines_known_to_ = record_start_;
  return line_;
}

void RecordIndex::AddReject(uint32_t end, uint32_t column, std::string reason) {
  if (block_->rejects.empty()) {
    for (uint32_t r = 0; r < row_count_; ++r) block_->ordinals.push_back(r);
  }
  Reject reject;
  reject.row = place_.row + record_count_++;
  reject.line = OpenLine();
  reject.offset = place_.offset + (record_start_ - start_);
  reject.column = static_cast<int>(column);
  reject.reason = std::move(reason);
  reject.text.assign(block_->bytes.data() + record_start_,
                     std::min(end - record_start_, kRejectText));
  block_->rejects.push_back(std::move(reject));
}

// What stands behind the last line end is a record too.
void RecordIndex::EndInput(uint32_t available) {
  if (state_.in_quotes != 0) RejectOpenQuote(available);
  if (record_start_ >= std::min(available, limit_)) return;
  Reserve();
  block_->ends[end_count_++] = available;
  const uint32_t first = row_count_ * columns_;
  TakeRecord(first, end_count_ - first, available);
  record_start_ = available;
  end_count_ = row_count_ * columns_;
}

// A quote that is never closed would swallow the rest of the table. Instead the record is rejected
// up to the end of the line where that quote opened, and reading goes on behind it. This happens
// once at most: no later quote closed this one, so all later quotes are doubled and open nothing.
void RecordIndex::RejectOpenQuote(uint32_t available) {
  const std::string_view text(block_->bytes.data(), available);
  const CsvRecord record = SplitRecord(text, record_start_, grammar_);
  const std::string_view before = text.substr(record_start_, record.open_quote - record_start_);
  size_t end = text.find_first_of(grammar_.cr_ends_record ? "\r\n" : "\n", record.open_quote);
  end = std::min(end, text.size());
  size_t next = std::min(end + 1, text.size());
  if (grammar_.cr_ends_record && end + 1 < text.size() && text.substr(end, 2) == "\r\n") ++next;
  AddReject(static_cast<uint32_t>(end), static_cast<uint32_t>(record.cells.size()),
            fmt::format("the quote opened on line {} is never closed",
                        OpenLine() + CountLineEnds(before, grammar_.cr_ends_record)));
  record_start_ = scanned_ = static_cast<uint32_t>(next);
  end_count_ = row_count_ * columns_;
  line_count_ = CountLineEnds(text.substr(start_, next - start_), grammar_.cr_ends_record);
  state_ = {};
  if (record_start_ < limit_) Advance(available, true);
}

void RecordIndex::Finish() {
  block_->ends.resize(size_t{row_count_} * columns_);
  block_->row_start.resize(row_count_);
  block_->columns = columns_;
  block_->first_row = place_.row;
  block_->record_count = record_count_;
  block_->dialect = {grammar_.quote, grammar_.escape};
  block_->cr_ends_line = grammar_.cr_ends_record;
  block_->has_lines = true;
  scanned_ = std::max(scanned_, record_start_);  // the LF of a CRLF
  const std::string_view bytes(block_->bytes.data(), scanned_);
  block_->first_line =
      place_.line - CountLineEnds(bytes.substr(0, start_), grammar_.cr_ends_record);
  next_.offset = place_.offset + (record_start_ - start_);
  next_.row = place_.row + record_count_;
  next_.line = place_.line + line_count_ -
               CountLineEnds(bytes.substr(record_start_), grammar_.cr_ends_record);
}

}  // namespace assay
