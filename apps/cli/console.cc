// Who writes to standard error clears the bar first.
#include "console.h"

#include <cstdio>

#include "assay/base/runtime.h"

namespace assay::cli {

Status Console::Open(const LogOptions& options) {
  const std::lock_guard lock(mutex_);
  is_json_ = options.console_format == LogFormat::kJson;
  has_file_ = !options.file.empty();
  ASSAY_TRY(log_, Log::Open(options, SystemRuntime()));
  return {};
}

void Console::Write(LogLevel level, std::string_view message) {
  const std::lock_guard lock(mutex_);
  ClearBar();
  if (log_ != nullptr) log_->Write(level, message);
}

void Console::Fail(const Error& error) {
  if (log_ != nullptr && (is_json_ || has_file_)) Write(LogLevel::kError, error.message);
  if (!is_json_) Print("assay: " + OneLine(error.message) + "\n");
}

void Console::Print(std::string_view text) {
  const std::lock_guard lock(mutex_);
  ClearBar();
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Console::ShowBar(std::string_view bar) {
  const std::lock_guard lock(mutex_);
  ClearBar();
  std::fwrite(bar.data(), 1, bar.size(), stderr);
  bar_shown_ = !bar.empty();
}

void Console::ClearBar() {
  if (bar_shown_) std::fputs("\r\x1b[K", stderr);
  bar_shown_ = false;
}

Console& TheConsole() {
  static Console console;
  return console;
}

}  // namespace assay::cli
