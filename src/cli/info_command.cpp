#include "cli/commands.h"
#include "cli/console.h"
#include "jobs/language.h"
#include "jobs/local_time.h"
#include "jobs/sentence.h"
#include "jobs/workspace_info_job.h"
#include "jobs/workspace_json.h"

#include <QtGlobal>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace tuban::cli {

namespace {

struct Settings {
    std::filesystem::path path;
    std::string format = "text";
};

void line(const std::string& text) {
    std::printf("%s\n", text.c_str());
}

void print(const jobs::WorkspaceInfoJob::Summary& summary) {
    const jobs::Language language = jobs::currentLanguage();
    line(nameIn(language, summary.info.title) + " (" + summary.info.crs + ")");
    for (const auto& layer : summary.layers) {
        std::printf("  %-18s %8llu  %s\n",
                    layer.schema.name.c_str(),
                    static_cast<unsigned long long>(layer.rows),
                    nameIn(language, layer.schema.title).c_str());
    }
    line(jobs::sentence(
        QT_TRANSLATE_NOOP("tuban", "Journal: %1 entries; automatic copies: %2"),
        {std::to_string(numberOf(summary.head.number)), std::to_string(summary.generations)}));
    for (const JournalEntry& entry : summary.latest) {
        line("  " + std::to_string(numberOf(entry.number)) + "  " + jobs::localTime(entry.time) +
             "  " + entry.user + "  " + nameIn(language, entry.summary));
    }
    if (!summary.info.notice.zh.empty()) {
        line(nameIn(language, summary.info.notice));
    }
}

int run(const Settings& settings) {
    const auto summary = [&] {
        const Supervision supervision;
        return jobs::WorkspaceInfoJob(settings.path).run(supervision.progress());
    }();
    if (!summary) {
        return fail(summary.error());
    }
    if (settings.format == "json") {
        line(jobs::infoJson(*summary));
        return kDone;
    }
    print(*summary);
    printFindings(summary->info.findings);
    return kDone;
}

} // namespace

void addInfoCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "info", translate("tuban", "Say what is in a workspace: layers, rows, last changes"));
    const auto settings = std::make_shared<Settings>();
    command->add_option("file", settings->path, translate("tuban", "The workspace"))
        ->required()
        ->option_text("FILE.gpkg");
    addFormatOption(*command, settings->format);
    command->callback([settings, &chosen] { chosen = [settings] { return run(*settings); }; });
}

} // namespace tuban::cli
