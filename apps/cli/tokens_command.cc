// `assay tokens add|list|remove`: who may use the service, and for what.
#include <fmt/format.h>

#include "assay/operate/access_tokens.h"
#include "operate_commands.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

constexpr int64_t kMostDays = 36'500;

struct TokenOptions {
  std::string file = "keys/tokens";
  Role role = Role::kViewer;
  int64_t days = 0;
};

Option FileOption(TokenOptions* options) {
  return {.name = "--tokens",
          .value = "FILE",
          .group = "Tokens",
          .summary = "The token file (default keys/tokens).",
          .set = SetText(&options->file),
          .completes = Completes::kFile};
}

Command AddCommand() {
  auto options = std::make_shared<TokenOptions>();
  Command command;
  command.name = "tokens add";
  command.arguments = "NAME";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Make an access token for the service";
  command.description =
      "Prints the token once; the file keeps only its SHA-256. A viewer reads jobs, reports, "
      "history and metrics; an\n"
      "operator also submits and cancels; an admin also deletes jobs and lists tokens. A running "
      "service sees the\n"
      "change within seconds.";
  command.examples =
      "assay tokens add dashboards --tokens keys/tokens\n"
      "# For a pipeline, for 90 days\nassay tokens add nightly --role operator --expires-days 90 "
      "--tokens keys/tokens";
  command.options = {
      FileOption(options.get()),
      {.name = "--role",
       .value = "viewer|operator|admin",
       .group = "Tokens",
       .summary = "What the token is good for (default viewer).",
       .set = SetChoice({"viewer", "operator", "admin"},
                        [options](size_t i) { options->role = static_cast<Role>(i); })},
      {.name = "--expires-days",
       .value = "N",
       .group = "Tokens",
       .summary = "It is good for N days (default: for ever).",
       .set = SetCount(&options->days, 1, kMostDays)}};
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    ASSAY_TRY(const std::string token, AddToken(options->file, given.arguments[0], options->role,
                                                options->days, SystemRuntime()));
    fmt::print("{}\n", token);
    return 0;
  };
  return command;
}

Command ListCommand() {
  auto options = std::make_shared<TokenOptions>();
  Command command;
  command.name = "tokens list";
  command.summary = "List access tokens: name, role, when made, until when";
  command.examples = "assay tokens list --tokens keys/tokens";
  command.options = {FileOption(options.get())};
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    ASSAY_TRY(const auto tokens, ReadTokens(options->file));
    for (const AccessToken& token : tokens) {
      fmt::print("{:<24} {:<9} {}  {}\n", token.name, RoleName(token.role),
                 token.created.substr(0, 19),
                 token.expires.empty() ? "never expires" : "until " + token.expires.substr(0, 19));
    }
    return 0;
  };
  return command;
}

Command RemoveCommand() {
  auto options = std::make_shared<TokenOptions>();
  Command command;
  command.name = "tokens remove";
  command.arguments = "NAME";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.summary = "Take an access token away";
  command.examples = "assay tokens remove nightly --tokens keys/tokens";
  command.options = {FileOption(options.get())};
  command.run = [options](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    ASSAY_TRY_STATUS(RemoveToken(options->file, given.arguments[0], SystemRuntime()));
    return 0;
  };
  return command;
}

}  // namespace

std::vector<Command> TokensCommands() { return {AddCommand(), ListCommand(), RemoveCommand()}; }

}  // namespace assay::cli
