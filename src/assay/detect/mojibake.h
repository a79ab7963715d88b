// Mojibake: UTF-8 text that was read as Windows-1252 or Mac Roman ("GrÃ¶ÃŸe", "Gr√∂√üe" for
// "Größe").
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

// The text with its damage undone, as often as it was done (at most three times), or nothing when
// there is no damage that is surely one. Only sequences that decode to letters, signs or
// punctuation which people write are taken for damage; the rest of the text stays as it is.
std::optional<std::string> RepairMojibake(std::string_view text);

}  // namespace assay
