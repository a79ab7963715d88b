// Guarded: work in a thread of its own, where nobody else would catch what a library throws.
#pragma once

#include <exception>
#include <new>

#include <fmt/format.h>

#include "assay/base/result.h"

namespace assay {

// Library exceptions (allocation, above all) end the run as an error, not the program.
template <typename Work>
Status Guarded(const Work& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return InputError("out of memory; lower --max-workers or raise the memory limit");
  } catch (const std::exception& exception) {
    return InternalError(fmt::format("unexpected exception in a worker: {}", exception.what()));
  }
}

}  // namespace assay
