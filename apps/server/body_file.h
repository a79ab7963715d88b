// BodyFile: a request's body on disk while it arrives.
#pragma once

#include <string>
#include <string_view>

namespace assay::server {

// The file goes with this object unless a handler gave it another name.
class BodyFile {
 public:
  BodyFile() = default;
  BodyFile(const BodyFile&) = delete;
  BodyFile& operator=(const BodyFile&) = delete;
  ~BodyFile() { Discard(); }

  bool Create(const std::string& path);  // there must be no such file
  bool Append(std::string_view bytes) const;
  bool Sync() const;  // fsync; true when there is no file
  void Discard();

 private:
  int descriptor_ = -1;
  std::string path_;
};

}  // namespace assay::server
