// Log: what the program says while it works, as text on stderr and as JSON lines in a rotated file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "assay/base/result.h"
#include "assay/base/runtime.h"

namespace assay {

enum class LogLevel : uint8_t { kDebug, kInfo, kWarning, kError, kCritical };
std::string_view LogLevelName(LogLevel level);  // "WARNING", as Python's logging has it
// Takes any case, and WARN and FATAL; nothing for another name.
std::optional<LogLevel> ParseLogLevel(std::string_view name);

enum class LogFormat : uint8_t { kText, kJson };

struct LogOptions {
  LogLevel level = LogLevel::kInfo;
  std::string name = "detection";  // the logger's name in each line
  std::string run_id;              // in each JSON line when not empty
  bool console = true;             // stderr; never stdout, which carries data
  LogFormat console_format = LogFormat::kText;
  std::string file;  // empty: no file
  LogFormat file_format = LogFormat::kJson;
  uint64_t rotate_bytes = 10'485'760;  // the file never grows beyond this by more than one line
  int backups = 5;                     // file.1 (newest) to file.5
};

// Thread-safe. Text is "asctime [LEVEL] name: message"; JSON holds asctime, name, levelname,
// message and run_id. One message is one line: line ends and control characters within it are
// escaped. A file that can't be written to never stops the caller: lines wait in memory (at most 1
// MiB) until there is space again, and what had to be dropped is counted and told in the log.
class Log {
 public:
  // Opens the file; only a path that can't be opened at all is an error. `runtime` gives the time.
  static Result<std::unique_ptr<Log>> Open(const LogOptions& options, const Runtime& runtime);
  ~Log();

  void Write(LogLevel level, std::string_view message);

  // What RunHooks::log takes; "info", "warning" … are levels, any other name counts as INFO. The
  // log must outlive the hook.
  std::function<void(std::string_view level, std::string_view message)> Hook();

  // Lines that were dropped because the file could not take them.
  uint64_t dropped() const;

 private:
  struct State;
  explicit Log(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// A message as one line that no terminal obeys: control characters are escaped.
std::string OneLine(std::string_view message);

// One line in each format, without its line end, for tests and for readers of the contract.
std::string TextLogLine(int64_t micros, LogLevel level, std::string_view name,
                        std::string_view message);
std::string JsonLogLine(int64_t micros, LogLevel level, std::string_view name,
                        std::string_view message, std::string_view run_id);

}  // namespace assay
