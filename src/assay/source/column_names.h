// What is odd about the names of a table's columns.
#pragma once

#include <string>
#include <vector>

namespace assay {

// Columns without a name, and columns of the same name: which of them is meant, a name can't say.
// Each note names the first few, counted from 1.
std::vector<std::string> NotesOnNames(const std::vector<std::string>& columns);

// A first line that is likely no header: mostly blank, or mostly numbers. What to do about it.
std::vector<std::string> WarningsOnNames(const std::vector<std::string>& columns);

}  // namespace assay
