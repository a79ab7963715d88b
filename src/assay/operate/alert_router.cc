// State and spool of alerts, as files.
#include "assay/operate/alert_router.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/durable_file.h"
#include "assay/base/hash.h"
#include "assay/operate/file_lock.h"
#include "assay/operate/timestamp.h"
#include "assay/report/json_writer.h"

namespace assay {
namespace {

// An alert that was told and is not over.
struct Told {
  std::string scope;
  std::string key;
  std::string title;
  std::string digest;  // of what was told
  int64_t micros = 0;  // when
};

std::string SpoolOf(const AlertSettings& settings) { return settings.directory + "/spool"; }
std::string StatePath(const AlertSettings& settings) { return settings.directory + "/alerts.json"; }

std::string DigestOf(const Alert& alert) {
  std::string text =
      fmt::format("{}\n{}\n{}\n", alert.title, SeverityName(alert.severity), alert.text);
  for (const auto& [name, value] : alert.fields) text += name + "=" + value + "\n";
  return Hex64(Hash64(text));
}

// A state that can't be read counts as empty: better an alert twice than never.
std::vector<Told> ReadState(const AlertSettings& settings, const Runtime& runtime) {
  std::vector<Told> told;
  if (!runtime.files->Exists(StatePath(settings))) return told;
  const auto text = runtime.files->ReadAll(StatePath(settings));
  if (!text) return told;
  const auto document = ParseJson(*text, StatePath(settings));
  if (!document) return told;
  for (const ConfigNode& item : document->root.items) {
    const auto get = [&](std::string_view key) {
      const ConfigNode* node = item.Find(key);
      return node == nullptr ? std::string() : node->text;
    };
    const ConfigNode* micros = item.Find("told_micros");
    told.push_back({get("scope"), get("key"), get("title"), get("digest"),
                    micros == nullptr ? 0 : static_cast<int64_t>(micros->number)});
  }
  return told;
}

Status WriteState(const AlertSettings& settings, const std::vector<Told>& told,
                  const Runtime& runtime) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginArray();
  for (const Told& one : told) {
    json.BeginObject();
    json.String("scope", one.scope);
    json.String("key", one.key);
    json.String("title", one.title);
    json.String("digest", one.digest);
    json.Integer("told_micros", one.micros);
    json.EndObject();
  }
  json.EndArray();
  return ReplaceFile(StatePath(settings), json.Take(), runtime, 0600);
}

// Compares what fires with what was told; brings `told` up to date and gives the news.
std::vector<AlertNotice> NewsOf(const AlertSettings& settings, const std::string& scope,
                                const std::vector<Alert>& firing, int64_t now,
                                std::vector<Told>* told) {
  std::vector<AlertNotice> news;
  std::vector<Told> kept;
  for (Told& one : *told) {
    const bool still =
        std::any_of(firing.begin(), firing.end(), [&](const Alert& a) { return a.key == one.key; });
    if (one.scope == scope && !still) {
      news.push_back({{one.key, Severity::kInfo, one.title, "", {}}, true});
    } else {
      kept.push_back(std::move(one));
    }
  }
  for (const Alert& alert : firing) {
    const std::string digest = DigestOf(alert);
    const auto known = std::find_if(kept.begin(), kept.end(), [&](const Told& one) {
      return one.scope == scope && one.key == alert.key;
    });
    const bool fresh =
        known == kept.end() || known->digest != digest ||
        static_cast<double>(now - known->micros) > settings.repeat_seconds * kMicrosPerSecond;
    if (!fresh) continue;
    news.push_back({alert, false});
    const Told now_told{scope, alert.key, alert.title, digest, now};
    if (known == kept.end()) {
      kept.push_back(now_told);
    } else {
      *known = now_told;
    }
  }
  *told = std::move(kept);
  return news;
}

// The same news has the same key, also when a crash makes it be written twice.
std::string DedupeKey(const std::string& scope, const std::vector<AlertNotice>& news, int64_t now) {
  std::string text = fmt::format("{}\n{}\n", scope, now / kMicrosPerDay);
  for (const AlertNotice& notice : news) {
    text += fmt::format("{} {} {}\n", notice.alert.key, notice.resolved, DigestOf(notice.alert));
  }
  return Hex64(Hash64(text));
}

// A message's name in the spool sorts by time and carries its dedupe key.
std::string KeyOfName(const std::string& name) {
  const size_t dash = name.find('-');
  return dash == std::string::npos ? name : name.substr(dash + 1, 16);
}

Result<HttpResponse> Post(const AlertSettings& settings, const std::string& body,
                          const std::string& dedupe_key) {
  HttpRequest request;
  request.url = settings.webhook;
  request.headers = {{"Content-Type", "application/json; charset=utf-8"},
                     {"X-Dedupe-Key", dedupe_key}};
  request.body = body;
  request.policy = settings.policy;
  return SendHttpRetrying(request, settings.retry);
}

// The error that keeps a message in the spool, if there is one.
std::optional<Error> DeliverOne(const AlertSettings& settings, const std::string& name,
                                const Runtime& runtime) {
  const std::string path = SpoolOf(settings) + "/" + name;
  const auto body = runtime.files->ReadAll(path);
  if (!body) return body.error();
  const auto response = Post(settings, *body, KeyOfName(name));
  if (!response) return response.error();
  const long status = response->status;
  if (status / 100 == 2) {
    const Status removed = runtime.files->Remove(path);
    return removed ? std::nullopt : std::optional<Error>(removed.error());
  }
  const Error refused{ErrorKind::kDelivery, fmt::format("{} did not take an alert: HTTP {}",
                                                        OriginOf(settings.webhook), status)};
  if (status != 400 && status != 413 && status != 422) return refused;
  const std::string aside = settings.directory + "/refused";
  if (runtime.files->MakeDirectories(aside)) (void)runtime.files->Rename(path, aside + "/" + name);
  return refused;
}

Status FlushLocked(const AlertSettings& settings, const Runtime& runtime) {
  if (!runtime.files->Exists(SpoolOf(settings))) return {};
  ASSAY_TRY(const auto names, runtime.files->List(SpoolOf(settings)));
  Status result;
  for (const std::string& name : names) {
    if (!name.ends_with(".json")) continue;
    if (settings.webhook.empty()) return {};
    const auto error = DeliverOne(settings, name, runtime);
    if (!error) continue;
    result = *error;
    const bool was_refused = !runtime.files->Exists(SpoolOf(settings) + "/" + name);
    if (!was_refused) break;  // the webhook is down: order is kept
  }
  return result;
}

}  // namespace

Status FlushAlerts(const AlertSettings& settings, const Runtime& runtime) {
  if (!runtime.files->Exists(settings.directory)) return {};
  ASSAY_TRY(const FileLock lock, FileLock::Wait(settings.directory + "/.lock"));
  return FlushLocked(settings, runtime);
}

Status ReportAlerts(const AlertSettings& settings, const std::string& scope,
                    const std::vector<Alert>& firing, const Runtime& runtime) {
  ASSAY_TRY_STATUS(runtime.files->MakeDirectories(SpoolOf(settings)));
  ASSAY_TRY(const FileLock lock, FileLock::Wait(settings.directory + "/.lock"));
  std::vector<Told> told = ReadState(settings, runtime);
  const int64_t now = runtime.clock->WallMicros();
  const std::vector<AlertNotice> news = NewsOf(settings, scope, firing, now, &told);
  if (!news.empty()) {
    const std::string key = DedupeKey(scope, news, now);
    const std::string path = fmt::format("{}/{:020}-{}.json", SpoolOf(settings), now, key);
    ASSAY_TRY_STATUS(ReplaceFile(path, SlackMessage(news, scope, key), runtime, 0600));
    ASSAY_TRY_STATUS(WriteState(settings, told, runtime));
  }
  return FlushLocked(settings, runtime);
}

size_t WaitingAlerts(const AlertSettings& settings, const Runtime& runtime) {
  if (!runtime.files->Exists(SpoolOf(settings))) return 0;
  const auto names = runtime.files->List(SpoolOf(settings));
  if (!names) return 0;
  return static_cast<size_t>(
      std::count_if(names->begin(), names->end(),
                    [](const std::string& name) { return name.ends_with(".json"); }));
}

}  // namespace assay
