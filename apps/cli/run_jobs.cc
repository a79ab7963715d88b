// One run an input: hooks, messages, exit codes.
#include "run_jobs.h"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "assay/run/run_record.h"
#include "assay/source/postgres_query.h"
#include "console.h"
#include "profile_text.h"
#include "progress.h"
#include "signals.h"
#include "summary.h"

namespace assay::cli {
namespace {

constexpr int kExitFindings = 1;
constexpr int kExitSignal = 128;

// A signal ends the wait before a retry of a delivery, but not its first try.
RetryPolicy DeliveryRetries(const Job& job) {
  RetryPolicy retry = job.retry;
  retry.may_wait = []() -> Status {
    const int signal = SignalThatCame();
    if (signal == 0) return {};
    return Error{signal == SIGTERM ? ErrorKind::kTerminated : ErrorKind::kInterrupted,
                 "a delivery was given up: the program was told to stop"};
  };
  retry.told = [](const std::string& message) { TheConsole().Write(LogLevel::kWarning, message); };
  return retry;
}

RunHooks MakeHooks(const RunSettings& settings, ProgressView* view) {
  RunHooks hooks;
  hooks.stop_requested = StopAskedFor;
  if (!settings.quiet) hooks.progress = [view](const Progress& progress) { view->Show(progress); };
  hooks.log = [](std::string_view level, std::string_view message) {
    TheConsole().Write(ParseLogLevel(level).value_or(LogLevel::kInfo), message);
  };
  return hooks;
}

// A limit on what the process may allocate; running into it ends the run with a clear error.
Status LimitMemory(uint64_t bytes) {
  if (bytes == 0) return {};
  const rlimit limit{bytes, bytes};
  if (setrlimit(RLIMIT_DATA, &limit) == 0) return {};
  return UsageError("--memory-limit: the system refused the limit");
}

bool IsProduction(const Job& job) { return job.environment == "production"; }

// Methods that were asked for and could not run, and detectors that failed.
int OutcomeExitCode(const Job& job, const Report& report) {
  int code = 0;
  for (const Outcome& outcome : report.outcomes) {
    const std::string text =
        fmt::format("{}{}{}: {}", outcome.detector, outcome.field.empty() ? "" : " on ",
                    outcome.field, outcome.reason);
    if (outcome.state == Outcome::State::kFailed) {
      TheConsole().Write(LogLevel::kWarning, "detector failed: " + text);
      if (IsProduction(job)) code = static_cast<int>(ErrorKind::kDetector);
    }
    if (outcome.state != Outcome::State::kSkipped) continue;
    const bool asked = job.methods[static_cast<size_t>(outcome.method)] && outcome.field.empty() &&
                       outcome.detector == MethodName(outcome.method);
    TheConsole().Write(asked ? LogLevel::kWarning : LogLevel::kDebug, "skipped: " + text);
    if (asked && IsProduction(job)) code = static_cast<int>(ErrorKind::kDetector);
  }
  return code;
}

int ExitCodeOf(const RunSettings& settings, const Job& job, const RunResult& result) {
  int code = OutcomeExitCode(job, result.report);
  if (result.too_many_rejects) {
    TheConsole().Fail(InputError(
        fmt::format("{}: {} of {} records could not be read, more than --max-rejects {}; see "
                    "{}/quarantine.csv",
                    job.input, result.report.rejected_records, result.report.total_records,
                    job.max_rejects, job.output_directory)));
    code = WorseExitCode(code, static_cast<int>(ErrorKind::kInput));
  }
  if (!settings.fail_on) return code;
  for (size_t severity = static_cast<size_t>(*settings.fail_on);
       severity < result.report.by_severity.size(); ++severity) {
    if (result.report.by_severity[severity] > 0) code = WorseExitCode(code, kExitFindings);
  }
  return code;
}

// Copies a finished report to standard output.
Status PrintReport(const Job& job, const std::string& name) {
  if (name.empty()) return {};
  std::FILE* file = std::fopen((job.output_directory + "/" + name).c_str(), "rb");
  if (file == nullptr)
    return UsageError(fmt::format("--print: this run writes no {}; add it to --format", name));
  char buffer[65536];
  for (size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, file)) > 0;) {
    if (std::fwrite(buffer, 1, got, stdout) != got) break;
  }
  std::fclose(file);
  if (std::fflush(stdout) != 0)
    return InputError("writing to standard output failed: its reader ended, or the disk is full");
  return {};
}

int FailWith(const Error& error) {
  TheConsole().ShowBar("");
  TheConsole().Fail(error);
  return static_cast<int>(error.kind);
}

// Audit, history, metrics and alerts; what does not arrive is told and is an exit code of its own.
int Finish(const RunSettings& settings, BegunRun begun, const RunFacts& facts) {
  int code = facts.exit_code;
  OperateSettings operate = settings.operate;
  operate.retry = DeliveryRetries(settings.job);
  for (const Error& error : FinishRun(operate, std::move(begun), facts, SystemRuntime())) {
    TheConsole().Fail(error);
    code = WorseExitCode(code, static_cast<int>(error.kind));
  }
  return code;
}

int RunOne(const RunSettings& settings, const Job& job, const Terminal& terminal) {
  const Runtime runtime = SystemRuntime();
  const int64_t start = runtime.clock->WallMicros();
  auto begun = BeginRun(settings.operate, job, runtime);
  if (!begun) return FailWith(begun.error());
  if (begun->untold) {
    TheConsole().Write(LogLevel::kWarning, "detection_active: " + begun->untold->message);
  }
  ProgressView view(terminal);
  const auto result = Run(job, runtime, MakeHooks(settings, &view));
  if (!result) {
    FailWith(result.error());
    return Finish(settings, *std::move(begun), FactsOfFailure(job, result.error(), start, runtime));
  }
  TheConsole().ShowBar("");
  if (result->report.total_records == 0 && job.stop_after == StopAfter::kFull) {
    TheConsole().Write(LogLevel::kWarning,
                       job.input + ": holds a header line and not one record; is that all of it?");
  }
  int code = ExitCodeOf(settings, job, *result);
  if (!TheConsole().is_json() && !settings.quiet && job.stop_after == StopAfter::kFull) {
    TheConsole().Print(FormatSummary(job, *result, terminal));
  } else {
    TheConsole().Write(LogLevel::kInfo, FormatResultLine(job, *result));
  }
  if (job.profile) TheConsole().Print(FormatProfile(result->times));
  if (const Status printed = PrintReport(job, settings.print); !printed) {
    code = WorseExitCode(code, FailWith(printed.error()));
  }
  if (job.stop_after != StopAfter::kFull) return code;
  return Finish(settings, *std::move(begun), FactsOfRun(job, *result, code, runtime));
}

// The run did not do its work; findings and deliveries that did not arrive are no such failure.
bool IsFailure(int code) {
  return code != 0 && code != kExitFindings && code != static_cast<int>(ErrorKind::kDelivery);
}

std::string Stem(const std::string& input) {
  if (input == "-") return "stdin";
  if (IsPostgresInput(input)) return PostgresInputStem(input);
  std::string name = std::filesystem::path(input).filename().string();
  const size_t dot = name.find('.', 1);
  if (dot != std::string::npos) name.resize(dot);
  return name.empty() || name == "." || name == ".." ? "input" : name;
}

}  // namespace

StopRequest StopAskedFor() {
  switch (SignalThatCame()) {
    case 0:
      return StopRequest::kNone;
    case SIGTERM:
      return StopRequest::kTerminate;
    default:
      return StopRequest::kInterrupt;
  }
}

int WorseExitCode(int a, int b) {
  constexpr int kOrder[] = {kExitSignal + SIGTERM, kExitSignal + SIGINT, 4, 3, 2, 75, 6, 1, 5};
  for (const int code : kOrder) {
    if (a == code || b == code) return code;
  }
  return 0;
}

std::vector<std::string> OutputDirectories(const std::string& directory,
                                           const std::vector<std::string>& inputs) {
  if (inputs.size() == 1) return {directory};
  std::vector<std::string> directories;
  std::set<std::string> used;
  for (const std::string& input : inputs) {
    const std::string stem = Stem(input);
    std::string name = stem;
    for (int number = 2; !used.insert(name).second; ++number)
      name = fmt::format("{}_{}", stem, number);
    directories.push_back(directory + "/" + name);
  }
  return directories;
}

int RunInputs(const RunSettings& settings) {
  if (const Status limited = LimitMemory(settings.job.memory_limit); !limited)
    return FailWith(limited.error());
  WatchSignals();
  for (const std::string& note : settings.notes) TheConsole().Write(LogLevel::kInfo, note);
  const Terminal terminal = TerminalOf(2);
  const std::vector<std::string> directories =
      OutputDirectories(settings.job.output_directory, settings.inputs);
  int code = 0;
  for (size_t i = 0; i < settings.inputs.size(); ++i) {
    Job job = settings.job;
    job.input = settings.inputs[i];
    job.output_directory = directories[i];
    if (i > 0) job.run_id = MakeRunId(SystemRuntime().clock->WallMicros());
    const int one = RunOne(settings, job, terminal);
    if (one >= kExitSignal) return one;
    code = WorseExitCode(code, one);
    const size_t left = settings.inputs.size() - i - 1;
    if (IsFailure(one) && !job.continue_on_error && left > 0) {
      TheConsole().Write(LogLevel::kError,
                         fmt::format("{} failed and --continue-on-error is no: {} of {} inputs are "
                                     "left unread",
                                     job.input, left, settings.inputs.size()));
      return code;
    }
    if (SignalThatCame() != 0 && i + 1 < settings.inputs.size())
      return kExitSignal + SignalThatCame();
  }
  return code;
}

}  // namespace assay::cli
