// `assay completion bash|zsh|fish`: completion scripts, made from the commands themselves.
#include <cstdio>

#include <fmt/format.h>

#include "assay/detect/registry.h"
#include "assay/detect/rule_pack.h"
#include "commands.h"

namespace assay::cli {
namespace {

// "text|json" offers its parts; "DIR" is a placeholder.
std::vector<std::string> Choices(const std::string& value) {
  std::vector<std::string> parts;
  if (value.find('|') == std::string::npos || (value[0] >= 'A' && value[0] <= 'Z')) return parts;
  for (size_t begin = 0; begin <= value.size();) {
    const size_t end = std::min(value.find('|', begin), value.size());
    parts.push_back(value.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// Inside single quotes of a shell.
std::string Quoted(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out;
}

std::string FirstWord(const std::string& name) { return name.substr(0, name.find(' ')); }
std::string SecondWord(const std::string& name) {
  const size_t space = name.find(' ');
  return space == std::string::npos ? "" : name.substr(space + 1);
}

// First words, each once, and the second words behind one of them.
std::vector<std::string> FirstWords(const std::vector<Command>& commands) {
  std::vector<std::string> words;
  for (const Command& command : commands) {
    if (words.empty() || words.back() != FirstWord(command.name))
      words.push_back(FirstWord(command.name));
  }
  return words;
}
std::vector<std::string> SecondWords(const std::vector<Command>& commands,
                                     const std::string& first) {
  std::vector<std::string> words;
  for (const Command& command : commands) {
    if (FirstWord(command.name) == first && first != command.name)
      words.push_back(SecondWord(command.name));
  }
  return words;
}

std::vector<std::string> VisibleOptions(const Command& command) {
  std::vector<std::string> names = {"--help"};
  for (const Option& option : command.options) {
    if (!option.group.empty()) names.push_back(option.name);
  }
  return names;
}

// The names of what the program itself knows; none for files and the like.
std::vector<std::string> NamesOf(Completes completes) {
  if (completes == Completes::kDetector) return DetectorTypeNames();
  std::vector<std::string> names;
  if (completes != Completes::kField) return names;
  const auto packs = LoadRulePacks({});
  if (!packs) return names;
  for (const RulePack& pack : *packs) {
    for (const FieldRules& field : pack.fields) names.push_back(field.field);
  }
  return names;
}

// What is offered as an argument, where that is a matter of words.
std::vector<std::string> ArgumentsOf(const Command& command) {
  const auto choices = Choices(command.arguments);
  return choices.empty() ? NamesOf(command.completes) : choices;
}

// What bash offers for a value.
std::string BashOffer(Completes completes, const std::vector<std::string>& choices) {
  if (!choices.empty())
    return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$cur\"))", Joined(choices));
  switch (completes) {
    case Completes::kDirectory:
      return "COMPREPLY=($(compgen -d -- \"$cur\"))";
    case Completes::kDetector:
    case Completes::kField:
      return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$cur\"))", Joined(NamesOf(completes)));
    case Completes::kBrand:
      return "COMPREPLY=($(compgen -W \"$(ls brand_configs 2>/dev/null | sed 's/\\.[a-z]*$//')\" "
             "-- \"$cur\") "
             "$(compgen -f -- \"$cur\"))";
    case Completes::kFile:
      return "COMPREPLY=($(compgen -f -- \"$cur\"))";
    case Completes::kNothing:
      break;
  }
  return "COMPREPLY=()";
}

std::string BashCase(const Command& command) {
  std::string values;
  for (const Option& option : command.options) {
    if (option.value.empty()) continue;
    const std::string names =
        option.short_name.empty() ? option.name : option.name + "|" + option.short_name;
    values += fmt::format("        {}) {}; return ;;\n", names,
                          BashOffer(option.completes, Choices(option.value)));
  }
  return fmt::format(
      "    '{}')\n      case \"$prev\" in\n{}        *) ;;\n      esac\n"
      "      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W '{}' -- \"$cur\")); return; fi\n"
      "      {} ;;\n",
      command.name, values, Joined(VisibleOptions(command)),
      BashOffer(command.completes, Choices(command.arguments)));
}

std::string BashScript(const std::vector<Command>& commands) {
  std::string groups;
  for (const std::string& first : FirstWords(commands)) {
    const auto seconds = SecondWords(commands, first);
    if (seconds.empty()) continue;
    groups += fmt::format(
        "    {})\n      if ((COMP_CWORD == 2)); then COMPREPLY=($(compgen -W '{}' -- \"$cur\")); "
        "return; fi\n"
        "      if [[ ' {} ' == *\" ${{COMP_WORDS[2]}} \"* ]]; then command=\"$command "
        "${{COMP_WORDS[2]}}\"; fi ;;\n",
        first, Joined(seconds), Joined(seconds));
  }
  std::string cases;
  for (const Command& command : commands) cases += BashCase(command);
  return fmt::format(
      "# bash completion of assay. Load it: source <(assay completion bash)\n"
      "_assay() {{\n"
      "  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} "
      "command=${{COMP_WORDS[1]}}\n"
      "  COMPREPLY=()\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    COMPREPLY=($(compgen -W '{} help --help --version' -- \"$cur\")); return\n  fi\n"
      "  case \"$command\" in\n{}    *) ;;\n  esac\n"
      "  case \"$command\" in\n{}    *) ;;\n  esac\n"
      "}}\n"
      "complete -o filenames -F _assay assay\n",
      Joined(FirstWords(commands)), groups, cases);
}

std::string ZshAction(const Option& option) {
  const auto choices = Choices(option.value);
  if (!choices.empty()) return "(" + Joined(choices) + ")";
  switch (option.completes) {
    case Completes::kDirectory:
      return "_files -/";
    case Completes::kFile:
    case Completes::kBrand:
      return "_files";
    default:
      return " ";
  }
}

// _arguments reads brackets and colons of a description as its own.
std::string ZshText(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':') out += '\\';
    out += c;
  }
  return Quoted(out);
}

std::string ZshCase(const Command& command) {
  std::string specs = "      '--help[show help]' \\\n";
  for (const Option& option : command.options) {
    if (option.group.empty()) continue;
    specs += fmt::format("      '{}[{}]{}' \\\n", option.name + (option.value.empty() ? "" : "="),
                         ZshText(option.summary),
                         option.value.empty() ? "" : fmt::format(":value:{}", ZshAction(option)));
  }
  const auto choices = ArgumentsOf(command);
  const std::string rest = choices.empty() ? "_files" : "(" + Joined(choices) + ")";
  return fmt::format("    '{}')\n      _arguments \\\n{}      '*:argument:{}' ;;\n", command.name,
                     specs, rest);
}

std::string ZshScript(const std::vector<Command>& commands) {
  std::string groups;
  for (const std::string& first : FirstWords(commands)) {
    const auto seconds = SecondWords(commands, first);
    if (seconds.empty()) continue;
    groups += fmt::format(
        "    {}) if ((CURRENT == 3)); then compadd {}; return; fi\n"
        "      if [[ ' {} ' == *\" $words[3] \"* ]]; then name=\"$name $words[3]\"; shift words; "
        "((CURRENT--)); fi ;;\n",
        first, Joined(seconds), Joined(seconds));
  }
  std::string cases;
  for (const Command& command : commands) cases += ZshCase(command);
  return fmt::format(
      "#compdef assay\n# zsh completion of assay. Load it: source <(assay completion zsh)\n"
      "_assay() {{\n"
      "  if ((CURRENT == 2)); then compadd {} help -- --help --version; return; fi\n"
      "  local name=$words[2]\n"
      "  case $name in\n{}    *) ;;\n  esac\n"
      "  shift words; ((CURRENT--))\n"
      "  case $name in\n{}    *) ;;\n  esac\n"
      "}}\n"
      "compdef _assay assay\n",
      Joined(FirstWords(commands)), groups, cases);
}

std::string FishOption(const Option& option, const std::string& condition) {
  std::string line = fmt::format("complete -c assay -n '{}' -l {} -d '{}'", condition,
                                 option.name.substr(2), Quoted(option.summary));
  if (!option.short_name.empty()) line += " -s " + option.short_name.substr(1);
  if (option.value.empty()) return line + "\n";
  const auto choices = Choices(option.value);
  line += option.completes == Completes::kNothing ? " -x" : " -r -F";
  if (!choices.empty()) line += fmt::format(" -a '{}'", Joined(choices));
  return line + "\n";
}

std::string FishScript(const std::vector<Command>& commands) {
  std::string out = "# fish completion of assay. Load it: assay completion fish | source\n";
  out += fmt::format("complete -c assay -f -n __fish_use_subcommand -a '{} help'\n",
                     Joined(FirstWords(commands)));
  for (const Command& command : commands) {
    const std::string first = FirstWord(command.name);
    const std::string second = SecondWord(command.name);
    std::string condition = "__fish_seen_subcommand_from " + first;
    if (!second.empty()) {
      out += fmt::format("complete -c assay -f -n '{}' -a '{}' -d '{}'\n", condition, second,
                         Quoted(command.summary));
      condition += "; and __fish_seen_subcommand_from " + second;
    }
    const auto choices = ArgumentsOf(command);
    if (!choices.empty()) {
      out += fmt::format("complete -c assay -f -n '{}' -a '{}'\n", condition, Joined(choices));
    } else if (command.completes != Completes::kNothing) {
      out += fmt::format("complete -c assay -F -n '{}'\n", condition);
    }
    for (const Option& option : command.options) {
      if (!option.group.empty()) out += FishOption(option, condition);
    }
  }
  return out;
}

}  // namespace

Command CompletionCommand() {
  Command command;
  command.name = "completion";
  command.arguments = "bash|zsh|fish";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Print a completion script for your shell";
  command.description =
      "The script completes commands, options, their values, files, brands, detectors and fields.";
  command.examples =
      "# Now, in this shell\n"
      "source <(assay completion bash)\n"
      "# For every new shell\n"
      "assay completion fish > ~/.config/fish/completions/assay.fish";
  command.run = [](const Given& given) -> Result<int> {
    const std::vector<Command> commands = AllCommands();
    const std::string& shell = given.arguments[0];
    if (shell != "bash" && shell != "zsh" && shell != "fish") {
      return UsageError(
          fmt::format("there is no completion for '{}'; there is bash, zsh and fish", shell));
    }
    const std::string script = shell == "bash"  ? BashScript(commands)
                               : shell == "zsh" ? ZshScript(commands)
                                                : FishScript(commands);
    std::fputs(script.c_str(), stdout);
    return 0;
  };
  return command;
}

}  // namespace assay::cli
