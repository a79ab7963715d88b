// The log over spdlog: our own formatters (spdlog's JSON patterns do not escape) and our own file
// sink.
#include "assay/operate/log.h"

#include <strings.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <mutex>

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>

#include "assay/base/utf8.h"
#include "assay/operate/log_file.h"
#include "assay/operate/timestamp.h"
#include "assay/report/json_text.h"

namespace assay {
namespace {

constexpr std::array<std::string_view, 5> kLevelNames = {"DEBUG", "INFO", "WARNING", "ERROR",
                                                         "CRITICAL"};

spdlog::level::level_enum ToSpdlog(LogLevel level) {
  static constexpr spdlog::level::level_enum kLevels[] = {spdlog::level::debug, spdlog::level::info,
                                                          spdlog::level::warn, spdlog::level::err,
                                                          spdlog::level::critical};
  return kLevels[static_cast<int>(level)];
}

LogLevel FromSpdlog(spdlog::level::level_enum level) {
  const int value = static_cast<int>(level) - static_cast<int>(spdlog::level::debug);
  return static_cast<LogLevel>(std::min(std::max(value, 0), 4));
}

bool IsControl(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

// A message as one line that no terminal obeys.
void AppendOneLine(std::string_view message, std::string* out) {
  for (size_t pos = 0; pos < message.size();) {
    const char32_t c = DecodeUtf8(message, &pos);
    if (c == U'\n') {
      out->append("\\n");
    } else if (IsControl(c) && c != U'\t') {
      *out += fmt::format("\\u{:04x}", static_cast<uint32_t>(c));
    } else {
      AppendUtf8(c, out);
    }
  }
}

int64_t MicrosOf(const spdlog::details::log_msg& message) {
  return std::chrono::duration_cast<std::chrono::microseconds>(message.time.time_since_epoch())
      .count();
}

// What both sinks print.
struct LineFormat {
  LogFormat format;
  std::string name;
  std::string run_id;

  std::string Line(int64_t micros, LogLevel level, std::string_view message) const {
    return format == LogFormat::kText ? TextLogLine(micros, level, name, message)
                                      : JsonLogLine(micros, level, name, message, run_id);
  }
  std::string Line(const spdlog::details::log_msg& message) const {
    return Line(MicrosOf(message), FromSpdlog(message.level),
                {message.payload.data(), message.payload.size()});
  }
};

class ConsoleSink : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit ConsoleSink(LineFormat format) : format_(std::move(format)) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    const std::string line = format_.Line(message) + '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
  }
  void flush_() override { std::fflush(stderr); }

  LineFormat format_;
};

class FileSink : public spdlog::sinks::base_sink<std::mutex> {
 public:
  FileSink(LineFormat format, std::unique_ptr<RotatedFile> file)
      : format_(std::move(format)), file_(std::move(file)) {}

  uint64_t dropped() {
    const std::lock_guard lock(mutex_);
    return file_->dropped();
  }

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    file_->WriteLine(format_.Line(message));
    if (file_->dropped() == told_ || !file_->all_written()) return;
    const uint64_t lost = file_->dropped() - told_;
    told_ = file_->dropped();
    file_->WriteLine(format_.Line(
        MicrosOf(message), LogLevel::kError,
        fmt::format("{} lines of log are lost: the file could not be written to", lost)));
  }
  void flush_() override {}

  LineFormat format_;
  std::unique_ptr<RotatedFile> file_;
  uint64_t told_ = 0;  // dropped lines that a line in the file tells of
};

}  // namespace

std::string_view LogLevelName(LogLevel level) { return kLevelNames[static_cast<size_t>(level)]; }

std::optional<LogLevel> ParseLogLevel(std::string_view name) {
  const std::string text(name);
  for (size_t i = 0; i < kLevelNames.size(); ++i) {
    if (strcasecmp(text.c_str(), kLevelNames[i].data()) == 0) return static_cast<LogLevel>(i);
  }
  if (strcasecmp(text.c_str(), "WARN") == 0) return LogLevel::kWarning;
  if (strcasecmp(text.c_str(), "FATAL") == 0) return LogLevel::kCritical;
  return std::nullopt;
}

std::string OneLine(std::string_view message) {
  std::string line;
  AppendOneLine(message, &line);
  return line;
}

std::string TextLogLine(int64_t micros, LogLevel level, std::string_view name,
                        std::string_view message) {
  std::string line = fmt::format("{} [{}] {}: ", LogTimestamp(micros), LogLevelName(level), name);
  AppendOneLine(message, &line);
  return line;
}

std::string JsonLogLine(int64_t micros, LogLevel level, std::string_view name,
                        std::string_view message, std::string_view run_id) {
  std::string line = R"({"asctime": ")" + LogTimestamp(micros) + R"(", "name": )";
  AppendJsonString(name, &line);
  line.append(R"(, "levelname": ")").append(LogLevelName(level)).append(R"(", "message": )");
  AppendJsonString(message, &line);
  if (!run_id.empty()) {
    line.append(R"(, "run_id": )");
    AppendJsonString(run_id, &line);
  }
  line.push_back('}');
  return line;
}

struct Log::State {
  Clock* clock;
  std::shared_ptr<FileSink> file;
  std::unique_ptr<spdlog::logger> logger;
};

Log::Log(std::unique_ptr<State> state) : state_(std::move(state)) {}
Log::~Log() = default;

Result<std::unique_ptr<Log>> Log::Open(const LogOptions& options, const Runtime& runtime) {
  auto state = std::make_unique<State>();
  state->clock = runtime.clock;
  std::vector<spdlog::sink_ptr> sinks;
  if (options.console) {
    sinks.push_back(std::make_shared<ConsoleSink>(
        LineFormat{options.console_format, options.name, options.run_id}));
  }
  if (!options.file.empty()) {
    auto file = std::make_unique<RotatedFile>(options.file, options.rotate_bytes, options.backups);
    ASSAY_TRY_STATUS(file->Open());
    state->file = std::make_shared<FileSink>(
        LineFormat{options.file_format, options.name, options.run_id}, std::move(file));
    sinks.push_back(state->file);
  }
  state->logger = std::make_unique<spdlog::logger>(options.name, sinks.begin(), sinks.end());
  state->logger->set_level(ToSpdlog(options.level));
  return std::unique_ptr<Log>(new Log(std::move(state)));
}

void Log::Write(LogLevel level, std::string_view message) {
  const auto time =
      std::chrono::system_clock::time_point(std::chrono::microseconds(state_->clock->WallMicros()));
  state_->logger->log(std::chrono::time_point_cast<spdlog::log_clock::duration>(time),
                      spdlog::source_loc{}, ToSpdlog(level),
                      spdlog::string_view_t(message.data(), message.size()));
}

std::function<void(std::string_view, std::string_view)> Log::Hook() {
  return [this](std::string_view level, std::string_view message) {
    Write(ParseLogLevel(level).value_or(LogLevel::kInfo), message);
  };
}

uint64_t Log::dropped() const { return state_->file ? state_->file->dropped() : 0; }

}  // namespace assay
