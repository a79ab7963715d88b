// Quotes in YAML text that were opened and never meant to go on: where a parser's error comes from.
#pragma once

#include <optional>
#include <string_view>

#include "assay/base/config_node.h"

namespace assay {

// A quoted scalar of several lines, or one without an end.
struct LongQuote {
  Mark open;
  char quote = 0;
  bool closed = false;
  Mark close;  // if closed
};

// The quoted scalar that makes the text end too late or go on too early, when a parser failed in
// `line` (1-based): the one without an end, else the last that began on an earlier line and is
// closed on this one. Nothing when quotes are not to blame.
std::optional<LongQuote> FindRunawayQuote(std::string_view text, int line);

}  // namespace assay
