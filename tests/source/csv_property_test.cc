// Random text under every instruction set, block size and number of threads against a plain parser
// that was written apart from the library's.
#include <gmock/gmock.h>

#include <random>

#include "assay/source/structural_index.h"
#include "read_all.h"

namespace assay {
namespace {

struct Rules {
  char delimiter = ',';
  char quote = '"';
  char escape = 0;
  bool cr = false;  // CR ends records
};

struct PlainRecord {
  std::vector<std::string> cells;
  size_t begin = 0, line = 1;
  bool blank = false;
  size_t unclosed_at = std::string::npos;
};

// Reads text character by character, cell values straight away.
class PlainParser {
 public:
  PlainParser(const std::string& text, const Rules& rules) : text_(text), rules_(rules) {}

  bool Read(PlainRecord* record) {
    if (at_ == text_.size()) return false;
    *record = {};
    record->begin = at_;
    record->line = LineAt(at_);
    while (true) {
      record->cells.push_back(ReadCell(record));
      if (at_ < text_.size() && text_[at_] == rules_.delimiter) {
        ++at_;
        continue;
      }
      break;
    }
    record->blank = cell_bytes_ == 0 && record->cells.size() == 1;
    if (record->unclosed_at != std::string::npos) {  // only the line of that quote is lost
      at_ = record->unclosed_at;
      while (at_ < text_.size() && text_[at_] != '\n' && !(rules_.cr && text_[at_] == '\r')) ++at_;
    }
    if (at_ < text_.size()) {
      const bool pair =
          rules_.cr && text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
      at_ += pair ? 2 : 1;
    }
    return true;
  }

  size_t LineAt(size_t position) const {
    size_t line = 1;
    for (size_t i = 0; i < position; ++i) {
      if (text_[i] == '\n') ++line;
      if (rules_.cr && text_[i] == '\r' && !(i + 1 < text_.size() && text_[i + 1] == '\n')) ++line;
    }
    return line;
  }

 private:
  bool EndsRecord(size_t i) const { return text_[i] == '\n' || (rules_.cr && text_[i] == '\r'); }

  std::string ReadCell(PlainRecord* record) {
    std::string value;
    const size_t start = at_;
    bool cr_is_last_and_plain = false;
    if (rules_.quote != 0 && at_ < text_.size() && text_[at_] == rules_.quote) {
      ++at_;
      while (true) {
        if (at_ == text_.size()) {
          record->unclosed_at = start;
          cell_bytes_ = at_ - start;
          return value;
        }
        const char c = text_[at_++];
        if (rules_.escape != 0 && c == rules_.escape) {
          if (at_ < text_.size())
            value += text_[at_++];
          else
            value += c;
        } else if (c == rules_.quote) {
          if (at_ < text_.size() && text_[at_] == rules_.quote) {
            value += c;
            ++at_;
          } else {
            break;
          }
        } else {
          value += c;
        }
      }
    }
    while (at_ < text_.size() && text_[at_] != rules_.delimiter && !EndsRecord(at_)) {
      const char c = text_[at_++];
      cr_is_last_and_plain = c == '\r';
      if (rules_.escape != 0 && c == rules_.escape && at_ < text_.size()) {
        // A CR before LF goes with the line end even behind an escape byte.
        value += text_[at_];
        if (!rules_.cr && text_[at_] == '\r' &&
            (at_ + 1 == text_.size() || text_[at_ + 1] == '\n')) {
          value.back() = c;
          value += '\r';
          cr_is_last_and_plain = true;
        }
        ++at_;
      } else {
        value += c;
      }
    }
    cell_bytes_ = at_ - start;
    const bool record_ends = at_ == text_.size() || EndsRecord(at_);
    if (record_ends && !rules_.cr && cr_is_last_and_plain) {
      value.pop_back();
      --cell_bytes_;
    }
    return value;
  }

  const std::string& text_;
  const Rules rules_;
  size_t at_ = 0;
  size_t cell_bytes_ = 0;
};

// What a whole table must read as.
ReadTable Expect(const std::string& text, const Rules& rules) {
  ReadTable table;
  PlainParser parser(text, rules);
  PlainRecord record;
  do {
    if (!parser.Read(&record)) return table;
  } while (record.blank);
  if (record.unclosed_at != std::string::npos) return table;
  const size_t columns = record.cells.size();
  table.schema.columns = record.cells;
  while (parser.Read(&record)) {
    if (record.blank && columns > 1) continue;
    if (record.cells.size() == columns && record.unclosed_at == std::string::npos) {
      table.rows.push_back(record.cells);
      table.ordinals.push_back(table.records);
      table.lines.push_back(record.line);
    } else {
      Reject reject;
      reject.row = table.records;
      reject.line = record.line;
      reject.offset = record.begin;
      reject.reason = record.unclosed_at != std::string::npos
                          ? "the quote opened on line " +
                                std::to_string(parser.LineAt(record.unclosed_at)) +
                                " is never closed"
                          : "expected " + std::to_string(columns) +
                                (columns == 1 ? " field, found " : " fields, found ") +
                                std::to_string(record.cells.size());
      table.rejects.push_back(reject);
    }
    ++table.records;
  }
  return table;
}

// Rejects as text; what the library adds about the length of a record is left out.
std::string RejectsOf(const ReadTable& table) {
  std::string out;
  for (const Reject& reject : table.rejects) {
    const std::string reason = reject.reason.substr(0, reject.reason.find(" in a record of"));
    out += "row " + std::to_string(reject.row) + " line " + std::to_string(reject.line) +
           " offset " + std::to_string(reject.offset) + ": " + reason + "\n";
  }
  return out;
}

void ExpectSame(const ReadTable& found, const ReadTable& wanted) {
  ASSERT_EQ(found.error, "");
  ASSERT_EQ(found.schema.columns, wanted.schema.columns);
  ASSERT_EQ(RejectsOf(found), RejectsOf(wanted));
  ASSERT_EQ(found.records, wanted.records);
  ASSERT_EQ(found.ordinals, wanted.ordinals);
  ASSERT_EQ(found.rows, wanted.rows);
  ASSERT_EQ(found.lines, wanted.lines);
}

std::vector<SimdLevel> Levels() {
  std::vector<SimdLevel> levels;
  for (const SimdLevel level :
       {SimdLevel::kPortable, SimdLevel::kSse42, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
    if (FindStructuralScan(level) != nullptr) levels.push_back(level);
  }
  return levels;
}

SourceOptions OptionsFor(const Rules& rules) {
  SourceOptions options;
  options.delimiter = rules.delimiter;
  options.quote = rules.quote;
  options.escape = rules.escape;
  options.line_end = rules.cr ? LineEnd::kCr : LineEnd::kLf;
  options.encoding = Encoding::kUtf8;
  return options;
}

void CheckEverywhere(const std::string& text, const Rules& rules, std::mt19937* random) {
  const ReadTable wanted = Expect(text, rules);
  if (wanted.schema.columns.empty()) return;
  const TempFile file(text);
  SourceOptions options = OptionsFor(rules);
  for (const SimdLevel level : Levels()) {
    options.simd = level;
    std::vector<uint64_t> block_rows;
    for (const uint64_t block_bytes :
         {uint64_t{64}, uint64_t{65 + (*random)() % 400}, uint64_t{1} << 20}) {
      options.block_bytes = block_bytes;
      const int threads = 1 + static_cast<int>((*random)() % 4);
      SCOPED_TRACE(testing::Message() << "level " << static_cast<int>(level) << " block "
                                      << block_bytes << " threads " << threads << " text:\n"
                                      << testing::PrintToString(text));
      const ReadTable found = ReadPath(file.path(), options, threads);
      ASSERT_NO_FATAL_FAILURE(ExpectSame(found, wanted));
    }
  }
}

std::string RandomText(const Rules& rules, std::mt19937* random) {
  std::string alphabet = "ab \n\n";
  alphabet += rules.delimiter;
  alphabet += rules.delimiter;
  if (rules.quote != 0) alphabet += rules.quote;
  if (rules.escape != 0) alphabet += rules.escape;
  const size_t plain = (*random)() % 60;  // how much harmless text stands between
  alphabet += "\r\r";
  alphabet += std::string("\0\xff", 2);
  std::string text = "h1";
  for (uint32_t i = (*random)() % 3; i > 0; --i) (text += rules.delimiter) += "h";
  text += rules.cr ? '\r' : '\n';
  const size_t size = (*random)() % 700;
  while (text.size() < size) {
    text += (*random)() % 60 < plain ? 'x' : alphabet[(*random)() % alphabet.size()];
  }
  return text;
}

TEST(CsvProperty, RandomTextReadsAsThePlainParserReadsIt) {
  std::mt19937 random(20260131);
  for (int round = 0; round < 600; ++round) {
    Rules rules;
    rules.delimiter = ",;\t|"[random() % 4];
    rules.quote = "\"\"'\0"[random() % 4];
    rules.escape = random() % 3 == 0 ? '\\' : '\0';
    rules.cr = random() % 4 == 0;
    ASSERT_NO_FATAL_FAILURE(CheckEverywhere(RandomText(rules, &random), rules, &random)) << round;
  }
}

// Found by fuzzing: the scan stopped between the CR and the LF, and the record that starts behind
// the LF counted as 4 GiB long.
TEST(CsvProperty, ALineFeedBehindAnEdgeBelongsToItsCarriageReturn) {
  const Rules rules = {.delimiter = ',', .quote = '"', .escape = '\0', .cr = true};
  std::string text = "h1\r";
  for (size_t length = 1; length < 130; ++length) text += std::string(length, 'a') + "\r\n";
  const ReadTable wanted = Expect(text, rules);
  const TempFile file(text);
  SourceOptions options = OptionsFor(rules);
  for (options.block_bytes = 64; options.block_bytes < 700; ++options.block_bytes) {
    SCOPED_TRACE(options.block_bytes);
    ASSERT_NO_FATAL_FAILURE(ExpectSame(ReadPath(file.path(), options, 1), wanted));
  }
}

// Tables written in a dialect come back as they were.
std::string WriteCell(const std::string& value, const Rules& rules, std::mt19937* random) {
  const std::string special = std::string("\n\r") + rules.delimiter + rules.quote;
  const bool must = value.find_first_of(special) != std::string::npos;
  if (!must && (*random)() % 4 != 0) return value;
  std::string out(1, rules.quote);
  for (const char c : value) {
    if (c == rules.quote || (rules.escape != 0 && c == rules.escape)) {
      out += rules.escape != 0 && (c == rules.escape || (*random)() % 2 == 0) ? rules.escape
                                                                              : rules.quote;
    }
    out += c;
  }
  return out + rules.quote;
}

TEST(CsvProperty, WrittenTablesReadBack) {
  std::mt19937 random(7);
  const std::string alphabet = "abcdefgh 0123456789\n\r,;|\t\"'";
  for (int round = 0; round < 300; ++round) {
    Rules rules;
    rules.delimiter = ",;\t|"[random() % 4];
    rules.quote = "\"'"[random() % 2];
    rules.escape = random() % 4 == 0 ? '\\' : '\0';
    const std::string line_end = random() % 2 == 0 ? "\n" : "\r\n";
    const size_t columns = 2 + random() % 6;
    Rows rows(random() % 60, std::vector<std::string>(columns));
    std::string text;
    for (size_t c = 0; c < columns; ++c)
      text += (c > 0 ? std::string(1, rules.delimiter) : "") + "h" + std::to_string(c);
    text += line_end;
    for (auto& row : rows) {
      for (size_t c = 0; c < columns; ++c) {
        for (uint32_t i = random() % 30; i > 0; --i) row[c] += alphabet[random() % alphabet.size()];
        text += (c > 0 ? std::string(1, rules.delimiter) : "") + WriteCell(row[c], rules, &random);
      }
      text += line_end;
    }
    const TempFile file(text);
    SourceOptions options = OptionsFor(rules);
    for (const SimdLevel level : Levels()) {
      options.simd = level;
      options.block_bytes = uint64_t{64} << (random() % 15);
      const ReadTable found = ReadPath(file.path(), options, 1 + static_cast<int>(random() % 4));
      ASSERT_EQ(found.rejects.size(), 0u) << testing::PrintToString(text);
      ASSERT_EQ(found.rows, rows) << testing::PrintToString(text);
    }
  }
}

// Blocks are a function of the input and of block_bytes.
TEST(CsvProperty, BlocksDoNotDependOnThreadsOrInstructionSet) {
  std::mt19937 random(3);
  std::string text = "a,b\n";
  while (text.size() < 200'000) {
    text += random() % 9 == 0 ? "\"q,\n" + std::string(random() % 90, 'x') + "\""
                              : std::to_string(random());
    text += "," + std::to_string(random()) + "\n";
  }
  const TempFile file(text);
  SourceOptions options;
  options.block_bytes = 4096;
  options.simd = SimdLevel::kPortable;
  const ReadTable wanted = ReadPath(file.path(), options, 1);
  EXPECT_GT(wanted.block_rows.size(), 40u);
  for (const SimdLevel level : Levels()) {
    options.simd = level;
    for (const int threads : {1, 2, 4}) {
      const ReadTable found = ReadPath(file.path(), options, threads);
      EXPECT_EQ(found.block_rows, wanted.block_rows);
      EXPECT_EQ(found.digest, wanted.digest);
    }
  }
}

}  // namespace
}  // namespace assay
