// Names are quoted, queries go as they are.
#include "assay/source/postgres_query.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

namespace assay {
namespace {

constexpr std::string_view kPrefix = "postgresql:";
constexpr const char* kForms =
    "expected postgresql:TABLE (postgresql:schema.table), postgresql:@FILE.sql or "
    "'postgresql:SELECT …'";
constexpr std::array<std::string_view, 4> kQueryWords = {"select", "with", "values", "table"};

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

// The first word is one that a query begins with, and something follows it.
bool IsQuery(std::string_view text) {
  const size_t end = text.find_first_of(" \t\r\n(");
  if (end == std::string_view::npos) return false;
  std::string word(text.substr(0, end));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(kQueryWords.begin(), kQueryWords.end(), word) != kQueryWords.end();
}

// The parts of schema.table; a part in quotes stands as it is, with doubled quotes for one. Empty:
// it is no such name.
std::vector<std::string> SplitName(std::string_view name) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '"' && quoted && i + 1 < name.size() && name[i + 1] == '"') {
      parts.back() += name[++i];
    } else if (name[i] == '"') {
      quoted = !quoted;
    } else if (name[i] == '.' && !quoted) {
      parts.emplace_back();
    } else {
      parts.back() += name[i];
    }
  }
  const bool has_empty =
      std::any_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); });
  if (quoted || has_empty || parts.size() > 3) return {};
  return parts;
}

std::string Quoted(const std::string& part) {
  std::string out = "\"";
  for (const char c : part) {
    if (c == '"') out += c;
    out += c;
  }
  return out + '"';
}

std::string WithoutSemicolon(std::string_view sql) {
  sql = Trimmed(sql);
  while (sql.ends_with(';')) sql = Trimmed(sql.substr(0, sql.size() - 1));
  return std::string(sql);
}

Result<PostgresQuery> QueryOfFile(
    const std::string& path, const std::function<Result<std::string>(const std::string&)>& read) {
  ASSAY_TRY(const std::string text, read(path));
  std::string sql = WithoutSemicolon(text);
  if (sql.empty()) return InputError(fmt::format("{}: holds no query", path));
  return PostgresQuery{std::move(sql), ""};
}

}  // namespace

bool IsPostgresInput(std::string_view input) { return input.starts_with(kPrefix); }

Status CheckPostgresInput(std::string_view input) {
  if (!Trimmed(input.substr(kPrefix.size())).starts_with("//")) return {};
  return UsageError(
      "postgresql: the server's address belongs into ASSAY_DATABASE or ASSAY_DATABASE_FILE, where "
      "no log shows it; the input is a table or a query of it: " +
      std::string(kForms));
}

Result<PostgresQuery> ParsePostgresInput(
    std::string_view input, const std::function<Result<std::string>(const std::string&)>& read) {
  ASSAY_TRY_STATUS(CheckPostgresInput(input));
  const std::string_view text = Trimmed(input.substr(kPrefix.size()));
  if (text.starts_with('@')) return QueryOfFile(std::string(text.substr(1)), read);
  if (IsQuery(text)) return PostgresQuery{WithoutSemicolon(text), ""};
  std::string sql = "SELECT * FROM ";
  const std::vector<std::string> parts = SplitName(text);
  if (parts.empty())
    return UsageError(fmt::format("{}: is neither a table nor a query; {}", input, kForms));
  for (size_t i = 0; i < parts.size(); ++i) sql += (i > 0 ? "." : "") + Quoted(parts[i]);
  return PostgresQuery{std::move(sql), std::string(text)};
}

std::string PostgresInputStem(std::string_view input) {
  const std::string_view text = Trimmed(input.substr(kPrefix.size()));
  if (text.starts_with('@')) return std::filesystem::path(text.substr(1)).stem().string();
  if (IsQuery(text)) return "query";
  std::string stem;
  for (const char c : text)
    stem += std::isalnum(static_cast<unsigned char>(c)) || c == '-' ? c : '_';
  return stem;
}

}  // namespace assay
