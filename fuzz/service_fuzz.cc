// Fuzzes what the service reads of strangers: targets of requests, bodies that submit jobs, and its
// token file. The first byte chooses which.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "assay/operate/access_tokens.h"
#include "server/job_request.h"
#include "server/target.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void RequireUsageError(const assay::Error& error) {
  Require(error.kind == assay::ErrorKind::kUsage && !error.message.empty());
}

// No segment can name another place than a child.
void CheckTarget(std::string_view text) {
  const auto target = assay::server::ParseTarget(text);
  if (!target) return RequireUsageError(target.error());
  for (const std::string& segment : target->segments) {
    Require(!segment.empty() && segment != "." && segment != "..");
    Require(std::none_of(segment.begin(), segment.end(), [](unsigned char c) {
      return c == '/' || c == '\\' || c < 0x20 || c == 0x7f;
    }));
  }
  for (const auto& [name, value] : target->query)
    (void)assay::server::CountParameter(*target, name, 1, 100).has_value();
}

// A config that was taken is taken again, and names no file of the server.
void CheckJobRequest(std::string_view text) {
  const auto request = assay::server::ParseJobRequest(text);
  if (!request) return RequireUsageError(request.error());
  Require(request->csv.has_value() != !request->path.empty());
  assay::Job job;
  Require(static_cast<bool>(assay::server::ApplyJobConfig(request->config, "config", &job)));
  const assay::Job untouched;
  Require(job.input == untouched.input && job.output_directory == untouched.output_directory);
  Require(job.calibration == untouched.calibration && job.weights == untouched.weights);
  Require(job.profile_from.empty() && job.save_profile.empty() && job.cache.directory.empty());
  Require(job.source.temp_directory.empty() && job.rule_packs.empty());
  Require(assay::server::CheckJobConfig(request->config, "config").has_value());
}

void CheckTokens(std::string_view text) {
  const auto tokens = assay::ParseTokens(std::string(text), "tokens");
  if (!tokens) return RequireUsageError(tokens.error());
  for (const assay::AccessToken& token : *tokens)
    Require(!token.name.empty() && token.sha256.size() == 64);
  Require(assay::FindToken(*tokens, "a text that no digest is of", 0) == nullptr);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
      CheckTarget(text);
      break;
    case 1:
      CheckJobRequest(text);
      break;
    default:
      CheckTokens(text);
      break;
  }
  return 0;
}
