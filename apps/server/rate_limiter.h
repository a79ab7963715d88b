// RateLimiter: so many requests a second for each client, with a burst of twice as many.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace assay::server {

// A bucket of tokens a client, filled at a steady rate. Not safe between threads. Memory is
// bounded: beyond kMostClients that have been busy of late, newcomers share one bucket.
class RateLimiter {
 public:
  static constexpr size_t kMostClients = 10'000;

  // `per_second` 0: no limit.
  explicit RateLimiter(uint32_t per_second) : rate_(per_second), burst_(2.0 * per_second) {}

  // Nothing when the request may pass; else the seconds after which the next one may.
  std::optional<double> Take(const std::string& client, int64_t now_micros);

 private:
  struct Bucket {
    double tokens;
    int64_t filled_micros;
  };
  Bucket* BucketOf(const std::string& client, int64_t now_micros);
  double TokensAt(const Bucket& bucket, int64_t now_micros) const;

  double rate_;
  double burst_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace assay::server
