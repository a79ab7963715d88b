// The program `assay`: finds the command, parses its words, runs it.
#include <malloc.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "commands.h"
#include "console.h"
#include "help.h"

namespace assay::cli {
namespace {

using Words = std::vector<std::string>;

int Print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  return 0;
}

int Fail(const Error& error) {
  TheConsole().Fail(error);
  return static_cast<int>(error.kind);
}

bool IsHelp(const std::string& word) { return word == "--help" || word == "-h"; }

// Whether help is asked for; behind "--" everything is an argument.
bool AsksForHelp(const Words& words) {
  for (const std::string& word : words) {
    if (word == "--") return false;
    if (IsHelp(word)) return true;
  }
  return false;
}

// The number of words of the command's name that `words` starts with; 0: another command.
size_t MatchName(const Command& command, const Words& words) {
  const size_t space = command.name.find(' ');
  if (space == std::string::npos) return words[0] == command.name ? 1 : 0;
  const bool same = words.size() > 1 && words[0] == command.name.substr(0, space) &&
                    words[1] == command.name.substr(space + 1);
  return same ? 2 : 0;
}

// "detectors" alone, or with a wrong second word, lists what may stand there.
Error UnknownCommand(const std::vector<Command>& commands, const Words& words) {
  Words names;
  std::string second;
  for (const Command& command : commands) {
    names.push_back(command.name.substr(0, command.name.find(' ')));
    if (command.name.rfind(words[0] + " ", 0) == 0)
      second += (second.empty() ? "" : ", ") + command.name;
  }
  if (!second.empty())
    return UsageError(fmt::format("'{}' needs one more word: {}", words[0], second));
  const std::string nearest = NearestName(words[0], names);
  return UsageError(fmt::format("unknown command '{}'{}. Commands: assay --help", words[0],
                                nearest.empty() ? "" : fmt::format("; nearest: '{}'", nearest)));
}

// Even an error in the words themselves comes in the format that they ask for.
void ChooseLogFormat(const Words& words) {
  LogOptions options;
  for (size_t i = 0; i < words.size(); ++i) {
    const bool is_json = words[i] == "--log-format=json" ||
                         (words[i] == "json" && i > 0 && words[i - 1] == "--log-format");
    if (is_json) options.console_format = LogFormat::kJson;
  }
  (void)TheConsole().Open(options);  // without a file, nothing can fail
}

int RunCommand(const Command& command, const Words& words) {
  if (AsksForHelp(words)) return Print(CommandHelp(command, TerminalOf(1)));
  ChooseLogFormat(words);
  const auto given = ParseWords(command, words);
  if (!given) return Fail(given.error());
  const auto code = command.run(*given);
  return code ? *code : Fail(code.error());
}

// What stands in stdio's buffer yet may still be refused: by a full disk, say.
int FlushOutput(int code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  const int failed =
      Fail(InputError("writing to standard output failed: its reader ended, or the disk is full"));
  return code == 0 ? failed : code;
}

int Main(Words words) {
  const std::vector<Command> commands = AllCommands();
  if (words.empty()) {
    TheConsole().Print(ProgramHelp(commands, TerminalOf(2)));
    return static_cast<int>(ErrorKind::kUsage);
  }
  if (words[0] == "--version" || words[0] == "-V") return Print(VersionText());
  if (words[0] == "help") {
    words.erase(words.begin());
    words.push_back("--help");
  }
  if (IsHelp(words[0])) return Print(ProgramHelp(commands, TerminalOf(1)));
  for (const Command& command : commands) {
    const size_t matched = MatchName(command, words);
    if (matched > 0)
      return RunCommand(command,
                        {words.begin() + static_cast<std::ptrdiff_t>(matched), words.end()});
  }
  if (words.size() > 1 && IsHelp(words[1])) {
    const std::string help = GroupHelp(commands, words[0], TerminalOf(1));
    if (!help.empty()) return Print(help);
  }
  return Fail(UnknownCommand(commands, words));
}

// The megabytes of a block and of its results are asked for and freed with every block: they stay
// with the program instead of coming from the system, page by page, each time (mallopt(3)). Of use
// only without jemalloc, which keeps them by itself.
void KeepFreedMemory() {
  mallopt(M_MMAP_THRESHOLD, 8 << 20);
  mallopt(M_TRIM_THRESHOLD, 32 << 20);
}

}  // namespace
}  // namespace assay::cli

// Read by jemalloc: a thread keeps freed memory of up to so many bytes (a power of two) for itself.
// A finding is written with a dozen strings of hundreds of bytes.
// What no thread has used for a second goes back to the system: 274 MB instead of 290 to 303 at the
// peak of 4 GB.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "lg_tcache_max:20,dirty_decay_ms:1000,muzzy_decay_ms:0";
}

int main(int argc, char** argv) {
  assay::cli::KeepFreedMemory();
  signal(SIGXFSZ, SIG_IGN);  // a write beyond the limit on file sizes fails, and is told
  // Where a library that may not throw runs out of memory, it ends the program.
  std::set_terminate([] {
    std::fputs("assay: out of memory where no error can be passed on, or a bug\n", stderr);
    std::_Exit(static_cast<int>(assay::ErrorKind::kInternal));
  });
  try {
    return assay::cli::FlushOutput(assay::cli::Main({argv + 1, argv + argc}));
  } catch (const std::bad_alloc&) {
    std::fputs("assay: out of memory; lower --max-workers or raise the memory limit\n", stderr);
    return static_cast<int>(assay::ErrorKind::kInput);
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "assay: a bug: %s\n", exception.what());
    return static_cast<int>(assay::ErrorKind::kInternal);
  }
}
