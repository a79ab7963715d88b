// Opens a file, tells how it is written and reads its header.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "assay/source/csv_source_internal.h"
#include "assay/source/detect_dialect.h"

namespace assay {

std::string_view EncodingName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8: return "UTF-8";
    case Encoding::kUtf16Le: return "UTF-16LE";
    case Encoding::kUtf16Be: return "UTF-16BE";
    case Encoding::kWindows1252: return "Windows-1252";
    case Encoding::kLatin1: return "ISO-8859-1";
  }
  return "";
}

std::string_view LineEndName(LineEnd line_end) {
  switch (line_end) {
    case LineEnd::kLf: return "LF";
    case LineEnd::kCrLf: return "CRLF";
    case LineEnd::kCr: return "CR";
  }
  return "";
}

Result<std::unique_ptr<Source>> OpenSource(const std::string& path, const SourceOptions& options) {
  const int fd = path == "-" ? dup(0) : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return InputError(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
  return OpenCsvFile(fd, path, options);
}

}  // namespace assay
