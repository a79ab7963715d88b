// Token buckets.
#include "server/rate_limiter.h"

#include <algorithm>

namespace assay::server {

double RateLimiter::TokensAt(const Bucket& bucket, int64_t now_micros) const {
  const double seconds =
      static_cast<double>(std::max<int64_t>(now_micros - bucket.filled_micros, 0)) / 1e6;
  return std::min(bucket.tokens + seconds * rate_, burst_);
}

RateLimiter::Bucket* RateLimiter::BucketOf(const std::string& client, int64_t now_micros) {
  const auto found = buckets_.find(client);
  if (found != buckets_.end()) return &found->second;
  if (buckets_.size() >= kMostClients) {
    std::erase_if(buckets_,
                  [&](const auto& entry) { return TokensAt(entry.second, now_micros) >= burst_; });
  }
  const bool full = buckets_.size() >= kMostClients;
  return &buckets_.try_emplace(full ? "" : client, Bucket{burst_, now_micros}).first->second;
}

std::optional<double> RateLimiter::Take(const std::string& client, int64_t now_micros) {
  if (rate_ == 0) return std::nullopt;
  Bucket* bucket = BucketOf(client, now_micros);
  bucket->tokens = TokensAt(*bucket, now_micros);
  bucket->filled_micros = now_micros;
  if (bucket->tokens < 1) return (1 - bucket->tokens) / rate_;
  bucket->tokens -= 1;
  return std::nullopt;
}

}  // namespace assay::server
