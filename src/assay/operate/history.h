// History: every run, in one SQLite file or a PostgreSQL database, so that runs can be listed,
// found and compared.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/operate/run_facts.h"

namespace assay {

struct HistoryRun {
  std::string run_id;
  std::string input;
  std::string output_directory;  // absolute
  std::string brand;
  std::string started;  // UTC, RFC 3339
  double seconds = 0;
  int exit_code = 0;
  uint64_t rows = 0;
  uint64_t rejected = 0;
  uint64_t total_errors = 0;
  uint64_t critical_errors = 0;
  std::string error;    // why there is no report
  std::string version;  // of the program
};

struct HistoryQuery {
  std::string input;  // only runs whose input's file name is this one; empty: all
  size_t most = 20;
};

// Whether a history is kept by a server: "postgresql://USER@HOST/DATABASE", as libpq takes it.
bool IsHistoryServer(const std::string& where);

// Safe between processes (SQLite's locks, waiting up to 10 s; PostgreSQL's transactions). A history
// of a newer version of the program is a usage error; an older one is migrated when it is opened.
// What may pass (a lock, a lost connection) is a transient error. Messages hold no password.
class History {
 public:
  // A path, or a server's address.
  static Result<History> Open(const std::string& where);
  History(History&&) noexcept;
  History& operator=(History&&) = delete;
  ~History();

  // Durable when this returns. The same run id again replaces the run.
  Status Add(const RunFacts& facts);

  // Newest first.
  Result<std::vector<HistoryRun>> List(const HistoryQuery& query) const;

  // By its id, by a start of it that no other run shares, or "last". Another text is a usage error.
  Result<HistoryRun> Find(const std::string& id) const;

  // The start of the last run that left a report, in microseconds; nothing when there is none.
  Result<std::optional<int64_t>> LastSuccess() const;

  // Deletes runs that started before `micros`; gives how many.
  Result<int> Prune(int64_t micros);

  // Writes a consistent copy while others go on writing; a usage error for a server.
  Status CopyTo(const std::string& path) const;

  // The database's own check of all of it, and its compaction.
  Status Check() const;
  Status Compact();

 private:
  struct State;
  explicit History(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace assay
