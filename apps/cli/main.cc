// The program `assay`: finds the command and runs it.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "commands.h"

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty() || (words[0] != "detect" && words[0] != "sample-data")) {
    fmt::print(stderr, "assay: usage: assay detect INPUT | assay sample-data [OPTIONS]\n");
    return 2;
  }
  const assay::cli::Command command =
      words[0] == "detect" ? assay::cli::DetectCommand() : assay::cli::SampleDataCommand();
  const auto given = assay::cli::ParseWords(command, {words.begin() + 1, words.end()});
  if (!given) {
    fmt::print(stderr, "assay: {}\n", given.error().message);
    return 2;
  }
  return command.run(*given);
}
