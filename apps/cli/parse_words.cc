// The command line, split by CLI11 as a Command declares it. The one file that includes CLI11.
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "assay/base/config_node.h"
#include "command.h"

namespace assay::cli {
namespace {

// What CLI11 writes into: one entry an option of the command.
struct Parser {
  explicit Parser(const Command& command)
      : values(command.options.size()), switches(command.options.size()) {
    app.set_help_flag();
    app.allow_extras();
    for (size_t i = 0; i < command.options.size(); ++i) {
      const Option& option = command.options[i];
      const std::string names =
          option.short_name.empty() ? option.name : option.short_name + "," + option.name;
      if (option.value.empty()) {
        entries.push_back(app.add_flag(names, switches[i])->disable_flag_override());
      } else {
        entries.push_back(
            app.add_option(names, values[i])->expected(1)->allow_extra_args(false)->take_all());
      }
    }
  }

  CLI::App app;
  std::vector<std::vector<std::string>> values;
  std::vector<int> switches;
  std::vector<CLI::Option*> entries;
};

std::string CommandHint(const Command& command) {
  return fmt::format(" Options: assay {} --help", command.name);
}

Error UnknownOption(const Command& command, const std::string& word) {
  std::vector<std::string> names = {"--help"};
  for (const Option& option : command.options) names.push_back(option.name);
  const std::string name = word.substr(0, word.find('='));
  const std::string nearest = NearestName(name, names);
  return UsageError(fmt::format("unknown option '{}'{}.{}", name,
                                nearest.empty() ? "" : fmt::format("; nearest: '{}'", nearest),
                                CommandHint(command)));
}

Error MissingValue(const Option& option) {
  return UsageError(fmt::format("{}: a value is missing, expected {}", option.name, option.value));
}

const Option* FindOption(const Command& command, const std::string& word) {
  const auto is_meant = [&](const Option& o) { return word == o.name || word == o.short_name; };
  const auto found = std::ranges::find_if(command.options, is_meant);
  return found == command.options.end() ? nullptr : &*found;
}

// CLI11 takes any word for a value, also the option behind one that lacks its value.
Status CheckValues(const Command& command, const std::vector<std::string>& words) {
  for (size_t i = 0; i + 1 < words.size() && words[i] != "--"; ++i) {
    const Option* option = FindOption(command, words[i]);
    if (option == nullptr || option->value.empty()) continue;
    const std::string& value = words[++i];
    if (value.starts_with("--") && FindOption(command, value) != nullptr)
      return MissingValue(*option);
  }
  return {};
}

// CLI11 fails on a missing value, or on one that a switch can't take; its text starts with the
// option.
Error BadValue(const Command& command, const std::string& text) {
  for (const Option& option : command.options) {
    const bool is_meant =
        text.rfind(option.name + ":", 0) == 0 || text.rfind(option.name.substr(2) + " ", 0) == 0;
    if (!is_meant) continue;
    if (option.value.empty()) return UsageError(fmt::format("{}: takes no value", option.name));
    return MissingValue(option);
  }
  return UsageError(fmt::format("{}.{}", text, CommandHint(command)));
}

Status CheckArguments(const Command& command, const std::vector<std::string>& arguments) {
  if (arguments.size() < command.least_arguments) {
    return UsageError(fmt::format("{} is missing. Usage: assay {} {}", command.arguments,
                                  command.name, command.arguments));
  }
  if (arguments.size() > command.most_arguments) {
    return UsageError(fmt::format("unexpected argument '{}'.{}", arguments[command.most_arguments],
                                  CommandHint(command)));
  }
  return {};
}

}  // namespace

std::optional<std::string> Given::Last(std::string_view name) const {
  for (const Value& value : options) {
    if (value.option->name == name && !value.values.empty()) return value.values.back();
  }
  return std::nullopt;
}

Result<Given> ParseWords(const Command& command, const std::vector<std::string>& words) {
  ASSAY_TRY_STATUS(CheckValues(command, words));
  Parser parser(command);
  try {
    parser.app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ParseError& error) {
    return BadValue(command, error.what());
  }
  Given given;
  bool only_arguments = false;
  for (const std::string& word : parser.app.remaining()) {
    if (word == "--" && !only_arguments) {
      only_arguments = true;
    } else if (!only_arguments && word.size() > 1 && word[0] == '-') {
      return UnknownOption(command, word);
    } else {
      given.arguments.push_back(word);
    }
  }
  for (size_t i = 0; i < command.options.size(); ++i) {
    if (parser.entries[i]->count() == 0) continue;
    given.options.push_back({&command.options[i], parser.values[i]});
  }
  ASSAY_TRY_STATUS(CheckArguments(command, given.arguments));
  return given;
}

Status ApplyOptions(const Given& given) {
  for (const Given::Value& value : given.options) {
    if (!value.option->set) continue;
    if (auto status = value.option->set(value.values); !status) {
      return Error{status.error().kind,
                   fmt::format("{}: {}", value.option->name, status.error().message)};
    }
  }
  return {};
}

}  // namespace assay::cli
