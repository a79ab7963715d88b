// `assay models`: the registry of trained files.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "assay/operate/alert_router.h"
#include "assay/operate/model_registry.h"
#include "assay/operate/run_operations.h"
#include "assay/operate/trained_files.h"
#include "console.h"
#include "operate_commands.h"
#include "operate_options.h"
#include "option_setters.h"

namespace assay::cli {
namespace {

struct Settings {
  std::string directory;
  std::string note;
  uint64_t keep = 5;
};

std::string FolderOrDefault(const Settings& settings) {
  return settings.directory.empty() ? DefaultModelDirectory() : settings.directory;
}

Result<ModelRegistry> OpenRegistry(const Settings& settings) {
  ASSAY_TRY(ModelRegistry registry,
            ModelRegistry::Open(FolderOrDefault(settings), SystemRuntime()));
  if (!registry.registry_damage().empty()) {
    TheConsole().Write(
        LogLevel::kWarning,
        registry.registry_damage() + "; the one before its last change is used in its place");
  }
  return registry;
}

// A command on the registry; `run` gets it open.
Command OnRegistry(
    const std::string& name, const std::string& arguments, size_t least, size_t most,
    const std::string& summary,
    std::function<Result<int>(ModelRegistry*, const std::vector<std::string>&, const Settings&)>
        run) {
  auto settings = std::make_shared<Settings>();
  Command command;
  command.name = "models " + name;
  command.arguments = arguments;
  command.least_arguments = least;
  command.most_arguments = most;
  command.summary = summary;
  command.options = {{.name = "--models",
                      .value = "DIR",
                      .group = "Registry",
                      .summary = "The registry's folder (default: MODEL_CACHE_DIR, else models).",
                      .set = SetText(&settings->directory),
                      .completes = Completes::kDirectory}};
  if (name == "add") {
    command.options.push_back({.name = "--note",
                               .value = "TEXT",
                               .group = "Registry",
                               .summary = "What it was learned from.",
                               .set = SetText(&settings->note)});
  }
  if (name == "prune") {
    command.options.push_back({.name = "--keep",
                               .value = "N",
                               .group = "Registry",
                               .summary = "How many of the newest versions stay (default 5).",
                               .set = SetCount(&settings->keep, 1, 1'000'000)});
  }
  command.run = [settings, run = std::move(run)](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    ASSAY_TRY(ModelRegistry registry, OpenRegistry(*settings));
    return run(&registry, given.arguments, *settings);
  };
  return command;
}

Result<int> Add(ModelRegistry* registry, const std::vector<std::string>& words,
                const Settings& settings) {
  ASSAY_TRY(const uint64_t version, registry->Add(words[0], words[1], settings.note));
  ASSAY_TRY(const RegisteredModel* model, registry->Find(words[0]));
  fmt::print("{}: version {} registered{}\n", words[0], version,
             model->current() == version
                 ? " and in use"
                 : fmt::format("; to use it: assay models promote {} {}", words[0], version));
  return 0;
}

Result<int> List(ModelRegistry* registry, const std::vector<std::string>&, const Settings&) {
  fmt::print("{:<24} {:<12} {:>6} {:>9}  {:<20} {}\n", "NAME", "KIND", "IN USE", "VERSIONS",
             "ADDED", "SHA-256");
  for (const RegisteredModel& model : registry->models()) {
    const ModelVersion* version = model.Find(model.current());
    fmt::print("{:<24} {:<12} {:>6} {:>9}  {:<20} {}\n", model.name, ModelKindName(model.kind),
               model.current(), model.versions.size(),
               version == nullptr ? "" : version->added.substr(0, 19),
               version == nullptr ? "" : version->sha256.substr(0, 16));
  }
  return 0;
}

Result<int> Show(ModelRegistry* registry, const std::vector<std::string>& words, const Settings&) {
  ASSAY_TRY(const RegisteredModel* model, registry->Find(words[0]));
  fmt::print("{}: {}, version {} is in use\n", model->name, ModelKindName(model->kind),
             model->current());
  for (const ModelVersion& version : model->versions) {
    fmt::print("  {} {:>4}  {}  {} bytes  {}  {}{}\n",
               version.version == model->current() ? "*" : " ", version.version, version.sha256,
               version.bytes, version.added, version.added_by,
               version.note.empty() ? "" : ": " + version.note);
  }
  return 0;
}

// Damage is also an alert, where alerts are set up.
Status AlertOf(const std::vector<ModelDamage>& damaged) {
  OperateSettings operate;
  ASSAY_TRY_STATUS(ReadOperateEnvironment(&operate));
  if (operate.alert_webhook.empty()) return {};
  std::vector<Alert> alerts;
  for (const ModelDamage& one : damaged) {
    alerts.push_back(
        DamageAlert(fmt::format("model_damaged:{}@{}", one.name, one.version), one.reason));
  }
  return ReportAlerts(operate.Alerts(), "models verify", alerts, SystemRuntime());
}

Result<int> Verify(ModelRegistry* registry, const std::vector<std::string>& words,
                   const Settings&) {
  if (!words.empty()) {
    ASSAY_TRY(const RegisteredModel* model, registry->Find(words[0]));
    (void)model;
  }
  const std::vector<ModelDamage> damaged = registry->Verify(words.empty() ? "" : words[0]);
  for (const ModelDamage& one : damaged) TheConsole().Fail(InputError(one.reason));
  ASSAY_TRY_STATUS(AlertOf(damaged));
  if (!damaged.empty() || !registry->registry_damage().empty())
    return static_cast<int>(ErrorKind::kInput);
  size_t versions = 0;
  for (const RegisteredModel& model : registry->models()) {
    if (words.empty() || model.name == words[0]) versions += model.versions.size();
  }
  fmt::print("all {} versions have the bytes that were registered\n", versions);
  return 0;
}

Result<int> Promote(ModelRegistry* registry, const std::vector<std::string>& words,
                    const Settings&) {
  ASSAY_TRY(const uint64_t version, ReadCount(words[1], 1, UINT64_MAX));
  ASSAY_TRY_STATUS(registry->Promote(words[0], version));
  fmt::print("{}: version {} is in use\n", words[0], version);
  return 0;
}

Result<int> Rollback(ModelRegistry* registry, const std::vector<std::string>& words,
                     const Settings&) {
  ASSAY_TRY(const uint64_t version, registry->Rollback(words[0]));
  fmt::print("{}: version {} is in use again\n", words[0], version);
  return 0;
}

Result<int> Prune(ModelRegistry* registry, const std::vector<std::string>& words,
                  const Settings& settings) {
  ASSAY_TRY(const size_t gone, registry->Prune(words[0], settings.keep));
  fmt::print("{}: {} versions deleted\n", words[0], gone);
  return 0;
}

}  // namespace

std::string DefaultModelDirectory() {
  const char* directory = std::getenv("MODEL_CACHE_DIR");
  return directory == nullptr || *directory == '\0' ? "models" : directory;
}

std::vector<Command> ModelsCommands() {
  std::vector<Command> commands = {
      OnRegistry("list", "", 0, 0, "List the trained files and the version of each that is in use",
                 List),
      OnRegistry("show", "NAME", 1, 1, "Show the versions of a trained file", Show),
      OnRegistry("add", "NAME FILE", 2, 2, "Register a calibration, detector weights or a profile",
                 Add),
      OnRegistry("verify", "[NAME]", 0, 1,
                 "Check that every version has the bytes that were registered", Verify),
      OnRegistry("promote", "NAME VERSION", 2, 2, "Use another version from now on", Promote),
      OnRegistry("rollback", "NAME", 1, 1, "Use the version again that was in use before",
                 Rollback),
      OnRegistry("prune", "NAME", 1, 1, "Delete old versions that are not in use", Prune)};
  for (Command& command : commands) {
    command.description =
        "A file is kept as its name's next version. The first one is in use at once, later ones "
        "when they are\n"
        "promoted. A job uses it as --calibration registry:NAME or --use-weighted-combination "
        "registry:NAME, where\n"
        "@VERSION fixes a version; a damaged file gives way to the last good one, with a warning "
        "and an alert.";
    command.examples =
        "# What `assay evaluate --write-weights` learned, as the next version; and its use\n"
        "assay models add shop-weights weights.json --note 'March'\n"
        "assay models promote shop-weights 2\n"
        "assay detect products.csv --use-weighted-combination registry:shop-weights\n"
        "# Back to the version before; all files checked; old ones deleted\n"
        "assay models rollback shop-weights\n"
        "assay models verify\n"
        "assay models prune shop-weights --keep 3";
  }
  return commands;
}

}  // namespace assay::cli
