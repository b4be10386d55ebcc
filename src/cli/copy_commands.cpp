// Copies of workspaces: made on demand, and made automatically and brought back.

#include "cli/commands.h"
#include "cli/console.h"
#include "data/store/generations.h"
#include "data/store/restore_workspace.h"
#include "data/store/workspace_store.h"
#include "jobs/sentence.h"
#include "jobs/workspace_json.h"

#include <QtGlobal>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace tuban::cli {

namespace {

namespace fs = std::filesystem;

struct CopySettings {
    fs::path from;
    fs::path to;
    bool replace = false;
    std::string format = "text";
};

struct RestoreSettings {
    fs::path path;
    std::string generation;
    bool list = false;
    std::string format = "text";
};

void line(const std::string& text) {
    std::printf("%s\n", text.c_str());
}

int copy(const CopySettings& settings) {
    const Supervision supervision;
    const auto store =
        data::openWorkspace(settings.from, data::OpenMode::ReadOnly, supervision.progress());
    if (!store) {
        return fail(store.error());
    }
    const auto copied = (*store)->copyTo(
        settings.to, settings.replace ? data::IfExists::Replace : data::IfExists::Refuse);
    if (!copied) {
        return fail(copied.error());
    }
    if (settings.format == "json") {
        line(jobs::copyJson(settings.to, **store));
    }
    return kDone;
}

void printList(const std::vector<data::Generation>& generations, const std::string& format) {
    if (format == "json") {
        line(jobs::generationsJson(generations));
        return;
    }
    for (const data::Generation& generation : generations) {
        line(generation.path.filename().string());
    }
}

int restore(const RestoreSettings& settings) {
    const auto known = data::generations(settings.path);
    if (!known) {
        return fail(known.error());
    }
    if (settings.list || settings.generation.empty()) {
        printList(*known, settings.format);
        return kDone;
    }
    // A name out of the list; never a path to somewhere else.
    for (const data::Generation& generation : *known) {
        if (generation.path.filename() != settings.generation) {
            continue;
        }
        const auto kept = data::restoreGeneration(settings.path, generation.path);
        if (!kept) {
            return fail(kept.error());
        }
        line(jobs::sentence(
            QT_TRANSLATE_NOOP("tuban", "%1 is again as in %2.[ What it was is kept as %3.]"),
            {settings.path.string(),
             settings.generation,
             *kept ? (*kept)->path.filename().string() : std::string()}));
        return kDone;
    }
    return fail({ErrorCode::FileNotFound,
                 (data::generationsFolder(settings.path) / settings.generation).string()});
}

} // namespace

void addCopyCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "copy", translate("tuban", "Copy a workspace safely, also while somebody edits it"));
    const auto settings = std::make_shared<CopySettings>();
    command->add_option("file", settings->from, translate("tuban", "The workspace"))
        ->required()
        ->option_text("FILE.gpkg");
    command->add_option("copy", settings->to, translate("tuban", "The file to make"))
        ->required()
        ->option_text("COPY.gpkg");
    command->add_flag(
        "--replace", settings->replace, translate("tuban", "Overwrite a file that exists"));
    addFormatOption(*command, settings->format);
    command->callback([settings, &chosen] { chosen = [settings] { return copy(*settings); }; });
}

void addRestoreCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "restore",
        translate("tuban", "List the automatic copies of a workspace, or bring one back"));
    const auto settings = std::make_shared<RestoreSettings>();
    command->add_option("file", settings->path, translate("tuban", "The workspace"))
        ->required()
        ->option_text("FILE.gpkg");
    command->add_flag("--list", settings->list, translate("tuban", "List them, oldest first"));
    command
        ->add_option(
            "--generation",
            settings->generation,
            translate("tuban", "The one to bring back; what it replaces is kept as another"))
        ->option_text("NAME");
    addFormatOption(*command, settings->format);
    command->callback([settings, &chosen] { chosen = [settings] { return restore(*settings); }; });
}

} // namespace tuban::cli
