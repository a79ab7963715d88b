// Alert: something that a person must look at, and its form as a message for Slack-compatible
// webhooks.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "assay/finding/code.h"
#include "assay/operate/run_facts.h"

namespace assay {

struct Alert {
  std::string key;  // what it is about, stable while it goes on: "critical_errors"
  Severity severity = Severity::kError;
  std::string title;  // one line
  std::string text;   // one or two sentences; holds no value of the data unless redaction is off
  std::vector<std::pair<std::string, std::string>> fields;  // name, value
};

// What a run gives cause for: it failed, found critical errors, rejected too many rows, or a
// detector failed. With `redact`, paths are cut to their last part and no cell value is quoted.
std::vector<Alert> AlertsOfRun(const RunFacts& facts, bool redact);

// What runs on the same table have in common from day to day: the input's name with digits as '#'.
std::string AlertScopeOf(const RunFacts& facts);

// An alert that begins (or changed), or one that is over.
struct AlertNotice {
  Alert alert;
  bool resolved = false;
};

// The JSON body of one message for all notices, within Slack's limits (150 characters a header,
// 3,000 a text, 10 fields of 2,000, 50 blocks). `dedupe_key` stands in it, so that a reader can
// tell a message that came twice.
std::string SlackMessage(const std::vector<AlertNotice>& notices, const std::string& scope,
                         const std::string& dedupe_key);

}  // namespace assay
