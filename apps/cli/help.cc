// Help that teaches: usage, what the command does, options by group, examples.
#include "help.h"

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "build_info.h"

namespace assay::cli {
namespace {

constexpr size_t kOptionWidth = 30;
constexpr size_t kTextWidth = 98;

// Words of `text` in lines that start at `indent`; the first line continues where the caller
// stands.
std::string Wrap(const std::string& text, size_t indent) {
  std::string out;
  size_t at = indent;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (at > indent && at + 1 + word.size() > kTextWidth) {
      out += "\n" + std::string(indent, ' ');
      at = indent;
    } else if (at > indent) {
      out += ' ';
      ++at;
    }
    out += word;
    at += word.size();
    begin = end + 1;
  }
  return out;
}

std::string OptionLine(const Option& option) {
  std::string names = option.short_name.empty() ? "    " : option.short_name + ", ";
  names += option.name;
  if (!option.value.empty()) names += " " + option.value;
  std::string line = "  " + names;
  const size_t indent = kOptionWidth + 2;
  line += line.size() < indent - 1 ? std::string(indent - line.size(), ' ')
                                   : "\n" + std::string(indent, ' ');
  return line + Wrap(option.summary, indent) + "\n";
}

std::string Examples(const std::string& examples, const Terminal& terminal) {
  std::string out;
  for (size_t begin = 0; begin < examples.size();) {
    const size_t end = std::min(examples.find('\n', begin), examples.size());
    const std::string line = examples.substr(begin, end - begin);
    out += "  " + (line[0] == '#' ? terminal.Paint("2", line) : line) + "\n";
    begin = end + 1;
  }
  return out;
}

std::string Indented(const std::string& text) {
  std::string out = "  ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out + "\n";
}

}  // namespace

std::string ProgramHelp(const std::vector<Command>& commands, const Terminal& terminal) {
  std::string out =
      "Assay finds the wrong cells of a table: which, why, how sure, and what they should be.\n\n" +
      terminal.Paint("1", "Usage:") + " assay COMMAND [OPTIONS] [ARGUMENTS]\n";
  std::string group;
  for (const Command& command : commands) {
    if (command.group != group) out += "\n" + terminal.Paint("1", command.group) + "\n";
    group = command.group;
    out += fmt::format("  {:<18} {}\n", command.name, command.summary);
  }
  out += "\n" + terminal.Paint("1", "Everywhere") + "\n" +
         fmt::format("  {:<18} {}\n  {:<18} {}\n", "-h, --help", "This text, or that of a command",
                     "--version", "The version, and what it was built from");
  out += "\n" + terminal.Paint("1", "Examples") + "\n" +
         Examples(
             "# Any table; then open results/viewer.html\n"
             "assay detect products.csv\n"
             "# A catalogue with known errors to try it on\n"
             "assay sample-data --rows 5000 --errors 0.02 --output-dir sample\n"
             "# What a code means and which detector says it\n"
             "assay detectors list",
             terminal);
  return out +
         "\nExit status: 0 ran; 1 findings at or above --fail-on; 2 usage or configuration; 3 "
         "input or output;\n"
         "4 a bug; 5 a delivery failed; 6 a detector failed in production; 75 try again; 130 "
         "interrupted;\n"
         "143 stopped, and the same command goes on.\n";
}

std::string GroupHelp(const std::vector<Command>& commands, const std::string& first,
                      const Terminal& terminal) {
  std::string lines;
  for (const Command& command : commands) {
    if (command.name.starts_with(first + " "))
      lines += fmt::format("  {:<18} {}\n", command.name, command.summary);
  }
  if (lines.empty()) return "";
  return terminal.Paint("1", "Usage:") +
         fmt::format(
             " assay {} COMMAND [OPTIONS] [ARGUMENTS]\n\n{}\nMore: assay {} COMMAND --help\n",
             first, lines, first);
}

std::string CommandHelp(const Command& command, const Terminal& terminal) {
  std::string out =
      command.summary + ".\n\n" + terminal.Paint("1", "Usage:") + " assay " + command.name;
  if (!command.options.empty()) out += " [OPTIONS]";
  if (!command.arguments.empty()) out += " " + command.arguments;
  out += "\n\n" + Indented(command.description);
  if (!command.examples.empty()) {
    out += "\n" + terminal.Paint("1", "Examples") + "\n" + Examples(command.examples, terminal);
  }
  std::string group;
  for (const Option& option : command.options) {
    if (option.group.empty()) continue;
    if (option.group != group) out += "\n" + terminal.Paint("1", option.group) + "\n";
    group = option.group;
    out += OptionLine(option);
  }
  return out;
}

std::string VersionText() {
  return fmt::format("assay {}\ncommit {}, {}, {}, {}\n", kBuildInfo.version, kBuildInfo.commit,
                     kBuildInfo.build_type, kBuildInfo.compiler, kBuildInfo.target);
}

}  // namespace assay::cli
