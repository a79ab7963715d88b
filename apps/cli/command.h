// Command and Option: what a command of the program declares of itself. Parsing, --help, the
// nearest names of a mistyped flag and shell completion are all made from it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "assay/base/result.h"

namespace assay::cli {

// What the shell offers behind an option or as an argument.
enum class Completes { kNothing, kFile, kDirectory, kBrand, kDetector, kField };

// One option. Without `value` it is a switch.
struct Option {
  std::string name;     // "--output-dir"
  std::string value;    // "DIR", or the choices "text|json"; empty: a switch
  std::string group;    // heading in the help
  std::string summary;  // one sentence
  // Gets every value that was given, in order (a switch: none). Its error says what was expected.
  std::function<Status(const std::vector<std::string>&)> set;
  std::string short_name = "";  // "-o"
  std::string key = "";         // the job file's key that it overrides: "performance.batch_size"
  Completes completes = Completes::kNothing;
};

// What a command line said, in the order of the command's options.
struct Given {
  struct Value {
    const Option* option;
    std::vector<std::string> values;
  };
  std::vector<Value> options;
  std::vector<std::string> arguments;

  // The last value of an option, if it was given.
  std::optional<std::string> Last(std::string_view name) const;
};

struct Command {
  std::string name;       // "detectors show"
  std::string arguments;  // "INPUT..." as in the usage line; empty: none
  size_t least_arguments = 0;
  size_t most_arguments = 0;
  std::string summary;      // one line
  std::string group = "";   // heading in the program's help
  std::string description;  // paragraphs behind the usage line
  std::string examples;     // lines of commands, each under a comment
  std::vector<Option> options;
  std::function<Result<int>(const Given&)> run;  // the exit code, or the error that becomes one
  Completes completes = Completes::kNothing;     // what the arguments are
};

// Splits the words behind the command's name. A usage error names the nearest option.
Result<Given> ParseWords(const Command& command, const std::vector<std::string>& words);

// Calls `set` of every option given.
Status ApplyOptions(const Given& given);

}  // namespace assay::cli
