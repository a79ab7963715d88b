// Files that are compiled into the program (cmake/Embed.cmake): rule and injection packs, words,
// the viewer.
#pragma once

#include <span>
#include <string_view>

namespace assay {

// One embedded file: its path in the repository and its bytes.
struct EmbeddedFile {
  std::string_view path;
  std::string_view bytes;
};

std::span<const EmbeddedFile> EmbeddedRules();         // rules/**/*.yaml
std::span<const EmbeddedFile> EmbeddedInjection();     // injection/*.yaml
std::span<const EmbeddedFile> EmbeddedCalibration();   // calibration/*.json
std::span<const EmbeddedFile> EmbeddedWords();         // words/english.txt
std::span<const EmbeddedFile> EmbeddedTranslations();  // words/translations.tsv
std::span<const EmbeddedFile> EmbeddedWeb();           // web/viewer/*

}  // namespace assay
