// Bodies that come in pieces: a file, and the events of a job.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "assay/base/runtime.h"
#include "server/byte_range.h"
#include "server/confined_file.h"
#include "server/http.h"
#include "server/job_queue.h"

namespace assay::server {

// That part of the file; one that became shorter meanwhile is an error.
std::unique_ptr<BodyStream> MakeFileBody(ConfinedFile file, const ByteRange& range);

// Server-sent events: `state` at the beginning and with every change of it, `progress` in between,
// each with the job's JSON as data; a comment every 15 s keeps proxies awake. Ends with the job.
std::unique_ptr<BodyStream> MakeJobEvents(std::function<std::optional<JobView>()> find,
                                          const Runtime& runtime);

}  // namespace assay::server
