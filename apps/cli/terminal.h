// What standard error is: a terminal with colours and a width, or a file.
#pragma once

#include <string>
#include <string_view>

namespace assay::cli {

// Facts about one output stream, asked once.
struct Terminal {
  bool is_terminal = false;
  bool colours = false;  // a terminal, NO_COLOR empty and TERM not "dumb"
  int width = 80;

  // `text` in a colour or weight ("1" bold, "31" red, "2" faint), or plain.
  std::string Paint(std::string_view code, std::string_view text) const;
};

// Of a file descriptor: 1 or 2.
Terminal TerminalOf(int descriptor);

}  // namespace assay::cli
