// HistoryStore: where a history is kept; one class a database.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assay/operate/history.h"

namespace assay {

// The methods are those of History.
class HistoryStore {
 public:
  virtual ~HistoryStore() = default;
  virtual Status Add(const RunFacts& facts) = 0;
  virtual Result<std::vector<HistoryRun>> List(const HistoryQuery& query) = 0;
  // The newest run ("last"), or up to two whose id starts with `id`.
  virtual Result<std::vector<HistoryRun>> Matching(const std::string& id) = 0;
  virtual Result<std::optional<int64_t>> LastSuccess() = 0;
  virtual Result<int> Prune(int64_t micros) = 0;
  virtual Status CopyTo(const std::string& path) = 0;
  virtual Status Check() = 0;
  virtual Status Compact() = 0;
  virtual const std::string& name() const = 0;  // for messages; holds no password
};

using HistoryStorePtr = std::unique_ptr<HistoryStore>;

Result<HistoryStorePtr> OpenSqliteHistory(const std::string& path);
Result<HistoryStorePtr> OpenPostgresHistory(const std::string& address);

// What every store keeps of a run, in the order of the columns.
struct HistoryRow {
  HistoryRun run;
  std::string input_name;
  int64_t started_micros = 0;
  bool has_report = false;
};
HistoryRow HistoryRowOf(const RunFacts& facts);

// The error that a history of a newer program gives.
Error NewerHistory(const std::string& name, int version, int known);

}  // namespace assay
