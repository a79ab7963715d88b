// The texts of --help and --version.
#pragma once

#include <string>
#include <vector>

#include "command.h"
#include "terminal.h"

namespace assay::cli {

std::string ProgramHelp(const std::vector<Command>& commands, const Terminal& terminal);
// The commands of two words that start with `first`; empty when there are none.
std::string GroupHelp(const std::vector<Command>& commands, const std::string& first,
                      const Terminal& terminal);
std::string CommandHelp(const Command& command, const Terminal& terminal);

// "assay 0.1.0", then what it was built from and by.
std::string VersionText();

}  // namespace assay::cli
