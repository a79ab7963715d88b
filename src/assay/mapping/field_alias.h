// How headers and field names are compared when no brand says which column is which field.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// The header case-folded and without spaces and the punctuation _ - . / that writers vary.
std::string FoldHeader(std::string_view header);

}  // namespace assay
