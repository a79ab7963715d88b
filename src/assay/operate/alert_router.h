// AlertRouter: decides what is news, keeps it until it is delivered, and delivers it.
#pragma once

#include <string>
#include <vector>

#include "assay/operate/alert.h"
#include "assay/operate/http_client.h"

namespace assay {

struct AlertSettings {
  std::string webhook;  // the address, a secret; empty: alerts wait in the spool
  HttpPolicy policy;
  std::string directory;  // of the state and the spool
  RetryPolicy retry;
  double repeat_seconds = 86'400;  // an unchanged alert is sent again after this
};

// Takes over what is wrong now in a scope ("orders.csv", "disk") and delivers the news: alerts that
// began, changed or last longer than repeat_seconds, and those of the scope that are over. All news
// of one call is one message. A message is made durable in the spool before it counts as told and
// leaves it when the webhook took it: it is delivered at least once, whatever dies in between, and
// in order. What can't be delivered now is a delivery error; the next call tries again.
Status ReportAlerts(const AlertSettings& settings, const std::string& scope,
                    const std::vector<Alert>& firing, const Runtime& runtime);

// Delivers what waits in the spool. A message that the webhook calls invalid (400, 413, 422) is
// moved to "refused" beside the spool and does not hold up the others.
Status FlushAlerts(const AlertSettings& settings, const Runtime& runtime);

// Messages that wait.
size_t WaitingAlerts(const AlertSettings& settings, const Runtime& runtime);

}  // namespace assay
