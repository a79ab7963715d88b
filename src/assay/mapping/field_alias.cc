// Folding of headers.
#include "assay/mapping/field_alias.h"

#include "assay/base/utf8.h"

namespace assay {

std::string FoldHeader(std::string_view header) {
  std::string out;
  for (const char c : FoldCase(header)) {
    if (c != ' ' && c != '_' && c != '-' && c != '.' && c != '/') out.push_back(c);
  }
  return out;
}

}  // namespace assay
