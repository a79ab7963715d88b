// Turnstile: lets threads through one by one in the order of an index, without spinning.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace assay {

// Indexes are claimed in order, so the thread with the lowest unfinished index never waits for
// long.
class Turnstile {
 public:
  // Waits until every index below `index` has left. False after Abort.
  bool Enter(uint64_t index) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return aborted_ || next_ == index; });
    return !aborted_;
  }
  // Whether `index` could enter now without waiting.
  bool IsNext(uint64_t index) {
    std::lock_guard lock(mutex_);
    return !aborted_ && next_ == index;
  }
  // Lets index + 1 in. Only after Enter(index).
  void Leave() {
    {
      std::lock_guard lock(mutex_);
      ++next_;
    }
    changed_.notify_all();
  }
  // Before anybody enters: the first index to come is `index`.
  void StartAt(uint64_t index) { next_ = index; }
  // Wakes everybody; all further Enter calls fail.
  void Abort() {
    {
      std::lock_guard lock(mutex_);
      aborted_ = true;
    }
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t next_ = 0;
  bool aborted_ = false;
};

}  // namespace assay
