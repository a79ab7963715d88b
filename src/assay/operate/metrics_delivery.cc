// Sums metrics over runs and sends them.
#include "assay/operate/metrics_delivery.h"

#include <unistd.h>

#include <fmt/format.h>

#include "assay/base/durable_file.h"
#include "assay/operate/file_lock.h"

namespace assay {
namespace {

constexpr std::string_view kJob = "detection_system";
constexpr std::string_view kGroupPath = "/metrics/job/";
constexpr std::string_view kWritePath = "/api/v1/write";

bool TakePrefix(std::string_view prefix, std::string* text) {
  if (!text->starts_with(prefix)) return false;
  text->erase(0, prefix.size());
  return true;
}

// Where the path of "http://host/path" starts, or npos.
size_t PathStart(const std::string& url) {
  const size_t host = url.find("://");
  return host == std::string::npos ? host : url.find('/', host + 3);
}

std::string WithPath(std::string url, std::string_view otherwise) {
  const size_t path = PathStart(url);
  if (path != std::string::npos && path + 1 < url.size()) return url;
  if (path != std::string::npos) url.resize(path);
  return url.append(otherwise);
}

MetricsEndpoint Gateway(const std::string& url) {
  return {MetricsScheme::kPushgateway, WithPath(url, std::string(kGroupPath).append(kJob))};
}
MetricsEndpoint RemoteWrite(const std::string& url) {
  return {MetricsScheme::kRemoteWrite, WithPath(url, kWritePath)};
}

Result<MetricSet> SumUp(const std::string& path, const MetricSet& of_run, const Runtime& runtime) {
  MetricSet sum;
  if (runtime.files->Exists(path)) {
    ASSAY_TRY(const std::string text, runtime.files->ReadAll(path));
    auto before = MetricSet::Parse(text, path);
    if (before) {
      sum = *std::move(before);
    } else {
      ASSAY_TRY_STATUS(runtime.files->Rename(path, path + ".damaged"));
    }
  }
  sum.Merge(of_run);
  ASSAY_TRY_STATUS(ReplaceFile(path, sum.Text(), runtime));
  return sum;
}

Status Send(const HttpRequest& request, const RetryPolicy& retry) {
  ASSAY_TRY(const HttpResponse response, SendHttpRetrying(request, retry));
  if (response.status / 100 == 2) return {};
  return Error{ErrorKind::kDelivery,
               fmt::format("{} did not take the metrics: HTTP {} {}", OriginOf(request.url),
                           response.status, response.body.substr(0, 200))};
}

HttpRequest RequestTo(const MetricsEndpoint& endpoint, const MetricSet& sum,
                      const Runtime& runtime) {
  HttpRequest request;
  request.url = endpoint.target;
  request.policy = {.allow_plain = true, .allow_private = true};  // monitoring stands inside
  if (endpoint.scheme == MetricsScheme::kPushgateway) {
    request.headers = {{"Content-Type", "text/plain; version=0.0.4"}};
    request.body = sum.Text();
    return request;
  }
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  request.headers = {{"Content-Type", "application/x-protobuf"},
                     {"Content-Encoding", "snappy"},
                     {"X-Prometheus-Remote-Write-Version", "0.1.0"}};
  request.body = RemoteWriteBody(sum, runtime.clock->WallMicros() / 1000,
                                 {{"instance", host}, {"job", std::string(kJob)}});
  return request;
}

}  // namespace

Result<MetricsEndpoint> ParseMetricsEndpoint(const std::string& text) {
  std::string rest = text;
  if (TakePrefix("textfile:", &rest) || TakePrefix("file://", &rest)) {
    if (!rest.empty()) {
      const bool is_file = rest.ends_with(".prom");
      return MetricsEndpoint{MetricsScheme::kTextfile, is_file ? rest : rest + "/assay.prom"};
    }
  } else if (TakePrefix("pushgateway://", &rest)) {
    return Gateway("http://" + rest);
  } else if (TakePrefix("pushgateway+", &rest) && rest.starts_with("http")) {
    return Gateway(rest);
  } else if (TakePrefix("remote-write+", &rest) && rest.starts_with("http")) {
    return RemoteWrite(rest);
  } else if (text.starts_with("http://") || text.starts_with("https://")) {
    const size_t path = PathStart(text);
    const bool is_gateway =
        path != std::string::npos && text.compare(path, kGroupPath.size(), kGroupPath) == 0;
    return is_gateway ? Gateway(text) : RemoteWrite(text);
  }
  return UsageError(
      fmt::format("METRICS_ENDPOINT: found '{}', expected textfile:PATH, pushgateway://HOST:PORT, "
                  "remote-write+http://HOST:PORT or http://HOST:PORT",
                  text));
}

Status DeliverMetrics(const MetricsEndpoint& endpoint, const MetricSet& of_run,
                      const std::string& state_file, const Runtime& runtime,
                      const RetryPolicy& retry) {
  const bool is_file = endpoint.scheme == MetricsScheme::kTextfile;
  const std::string& path = is_file ? endpoint.target : state_file;
  ASSAY_TRY_STATUS(runtime.files->MakeDirectories(FolderOf(path)));
  ASSAY_TRY(const FileLock lock, FileLock::Wait(path + ".lock"));
  ASSAY_TRY(const MetricSet sum, SumUp(path, of_run, runtime));
  return is_file ? Status() : Send(RequestTo(endpoint, sum, runtime), retry);
}

}  // namespace assay
