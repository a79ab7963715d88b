// Console: standard error, shared by log lines, the progress bar and the summary.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "assay/operate/log.h"

namespace assay::cli {

// Safe from any thread. A bar is cleared before anything else is written.
class Console {
 public:
  // What is written before is text, from INFO on. Only a log file that can't be opened is an error.
  Status Open(const LogOptions& options);

  bool is_json() const { return is_json_; }
  void Write(LogLevel level, std::string_view message);

  // The error that ends a command: "assay: message" as text, an ERROR record as JSON.
  void Fail(const Error& error);

  // Text that is no record, such as the summary.
  void Print(std::string_view text);

  // Shows `bar` as the last line of a terminal; an empty one clears it.
  void ShowBar(std::string_view bar);

 private:
  void ClearBar();

  std::mutex mutex_;
  std::unique_ptr<Log> log_;
  bool is_json_ = false;
  bool has_file_ = false;
  bool bar_shown_ = false;
};

// The program's one console.
Console& TheConsole();

}  // namespace assay::cli
