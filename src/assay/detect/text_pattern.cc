// RE2 first, PCRE2 with limits for the rest.
#include "assay/detect/text_pattern.h"

#include <re2/re2.h>

#include <new>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace assay {
namespace {

constexpr int64_t kRe2Memory = 8 << 20;
constexpr uint32_t kDepthLimit = 10000;
constexpr uint32_t kHeapLimitKib = 16 << 10;
constexpr uint32_t kMostPatternBytes = 64 << 10;

class LinearPattern final : public TextPattern {
 public:
  LinearPattern(std::string_view pattern, const PatternOptions& options, const RE2::Options& re2)
      : re2_(re2::StringPiece(pattern.data(), pattern.size()), re2),
        anchor_(options.whole ? RE2::ANCHOR_BOTH : RE2::UNANCHORED) {}

  PatternMatch Match(std::string_view text) const override {
    const re2::StringPiece piece(text.data(), text.size());
    return re2_.Match(piece, 0, piece.size(), anchor_, nullptr, 0) ? PatternMatch::kYes
                                                                   : PatternMatch::kNo;
  }
  bool is_linear() const override { return true; }
  bool ok() const { return re2_.ok(); }

 private:
  RE2 re2_;
  RE2::Anchor anchor_;
};

struct CodeDeleter {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct ContextDeleter {
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};
struct MatchDataDeleter {
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};

// One for each thread: only whether there is a match is asked for, so that one pair is enough.
pcre2_match_data* ThreadMatchData() {
  thread_local const std::unique_ptr<pcre2_match_data, MatchDataDeleter> data(
      pcre2_match_data_create(1, nullptr));
  if (data == nullptr) throw std::bad_alloc();
  return data.get();
}

class BacktrackingPattern final : public TextPattern {
 public:
  BacktrackingPattern(pcre2_code* code, uint32_t match_limit)
      : code_(code), context_(pcre2_match_context_create(nullptr)) {
    if (context_ == nullptr) throw std::bad_alloc();
    pcre2_set_match_limit(context_.get(), match_limit);
    pcre2_set_depth_limit(context_.get(), kDepthLimit);
    pcre2_set_heap_limit(context_.get(), kHeapLimitKib);
  }

  PatternMatch Match(std::string_view text) const override {
    int rc = Run(text, 0);
    // The compiled code's stack is small; the interpreter uses the heap, up to its limit.
    if (rc == PCRE2_ERROR_JIT_STACKLIMIT) rc = Run(text, PCRE2_NO_JIT);
    if (rc == PCRE2_ERROR_NOMATCH) return PatternMatch::kNo;
    return rc < 0 ? PatternMatch::kUndetermined : PatternMatch::kYes;
  }
  bool is_linear() const override { return false; }

 private:
  int Run(std::string_view text, uint32_t options) const {
    // An empty view may have no address.
    const char* bytes = text.empty() ? "" : text.data();
    return pcre2_match(code_.get(), reinterpret_cast<PCRE2_SPTR>(bytes), text.size(), 0, options,
                       ThreadMatchData(), context_.get());
  }

  std::unique_ptr<pcre2_code, CodeDeleter> code_;
  std::unique_ptr<pcre2_match_context, ContextDeleter> context_;
};

std::unique_ptr<TextPattern> CompileBacktracking(std::string_view pattern,
                                                 const PatternOptions& options,
                                                 PatternError* error) {
  // Without PCRE2_UCP, \w and \d mean ASCII, as in RE2.
  uint32_t flags = PCRE2_UTF | PCRE2_DOTALL | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
  if (options.whole) flags |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
  if (options.ignore_case) flags |= PCRE2_CASELESS;
  int number = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                   flags, &number, &offset, nullptr);
  if (code == nullptr) {
    PCRE2_UCHAR text[256];
    pcre2_get_error_message(number, text, sizeof text);
    *error = {reinterpret_cast<const char*>(text), offset};
    return nullptr;
  }
  // Without a compiled form it is interpreted: slower, the same answers.
  (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  return std::make_unique<BacktrackingPattern>(code, options.match_limit);
}

// Null when RE2 refuses the pattern.
std::unique_ptr<TextPattern> CompileLinear(std::string_view pattern,
                                           const PatternOptions& options) {
  RE2::Options re2;
  re2.set_log_errors(false);
  re2.set_dot_nl(true);
  re2.set_never_capture(true);
  re2.set_case_sensitive(!options.ignore_case);
  re2.set_max_mem(kRe2Memory);
  auto linear = std::make_unique<LinearPattern>(pattern, options, re2);
  if (!linear->ok()) return nullptr;
  return linear;
}

}  // namespace

std::unique_ptr<TextPattern> CompilePattern(std::string_view pattern, const PatternOptions& options,
                                            PatternError* error) {
  if (pattern.size() > kMostPatternBytes) {
    *error = {"the pattern is longer than 64 KiB", kMostPatternBytes};
    return nullptr;
  }
  if (auto linear = CompileLinear(pattern, options)) return linear;
  PatternError refused;
  auto backtracking = CompileBacktracking(pattern, options, &refused);
  if (backtracking == nullptr) *error = std::move(refused);
  return backtracking;
}

// Flags end with their group. An open \Q would take the group's end for text.
std::unique_ptr<TextPattern> CompileUnion(const std::vector<std::string>& patterns,
                                          const PatternOptions& options) {
  std::string joined;
  for (const std::string& pattern : patterns) {
    if (pattern.find("\\Q") != pattern.npos) return nullptr;
    joined += (joined.empty() ? "(?:" : "|(?:") + pattern + ")";
  }
  return joined.size() > kMostPatternBytes ? nullptr : CompileLinear(joined, options);
}

}  // namespace assay
