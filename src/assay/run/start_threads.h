// StartThreads: threads that share one piece of work, as many as the machine gives.
#pragma once

#include <cstdint>
#include <exception>
#include <thread>
#include <vector>

namespace assay {

// Starts up to `count` threads that each run `work`, which must outlive them; they are joined when
// the answer goes. When the machine gives no more threads, fewer are started: the work must not
// depend on how many there are.
template <typename Work>
std::vector<std::jthread> StartThreads(uint32_t count, const Work& work) {
  std::vector<std::jthread> threads;
  try {
    while (threads.size() < count) threads.emplace_back([&work] { work(); });
  } catch (const std::exception&) {
    // Those that run do it all, only slower.
  }
  return threads;
}

}  // namespace assay
