// Writes the pages that the browser test opens: write_pages DIRECTORY.
#include <cstdio>
#include <fstream>
#include <string>

#include "pages.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: write_pages DIRECTORY\n");
    return 2;
  }
  const std::string folder = argv[1];
  const std::pair<const char*, assay::Report> pages[] = {
      {"sample", assay::testing::SampleReport()},
      {"hostile", assay::testing::HostileReport()},
      {"full", assay::testing::FullReport()},
      {"clean", assay::testing::CleanReport()},
      {"no_rows", assay::Report()}};
  for (const auto& [name, report] : pages) {
    std::ofstream file(folder + "/" + name + ".html", std::ios::binary);
    file << assay::ViewerHtml(report);
    if (!file) {
      std::fprintf(stderr, "%s/%s.html could not be written\n", folder.c_str(), name);
      return 3;
    }
  }
  return 0;
}
