#include "cli/commands.h"
#include "cli/console.h"
#include "jobs/language.h"
#include "jobs/new_workspace_job.h"
#include "jobs/workspace_json.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

namespace tuban::cli {

namespace {

struct Settings {
    jobs::NewWorkspaceJob::Settings job = {};
    std::string format = "text";
};

int run(const Settings& all) {
    const jobs::NewWorkspaceJob::Settings& settings = all.job;
    const auto made = [&] {
        const Supervision supervision;
        return jobs::NewWorkspaceJob(settings).run(supervision.progress());
    }();
    if (!made) {
        return fail(made.error());
    }
    if (all.format == "json") {
        std::printf("%s\n", jobs::newWorkspaceJson(settings.path, *made).c_str());
        return kDone;
    }
    const jobs::Language language = jobs::currentLanguage();
    std::printf("%s: %s (%s)\n",
                settings.path.c_str(),
                nameIn(language, made->title).c_str(),
                made->crs.c_str());
    for (const jobs::NewWorkspaceJob::Table& table : made->layers) {
        std::printf("  %-16s %6zu  %s\n",
                    table.name.c_str(),
                    table.rows,
                    nameIn(language, table.title).c_str());
    }
    if (!made->notice.zh.empty()) {
        std::printf("%s\n", nameIn(language, made->notice).c_str());
    }
    return kDone;
}

} // namespace

void addNewCommand(CLI::App& program, Action& chosen) {
    CLI::App* command =
        program.add_subcommand("new", translate("tuban", "Make a workspace: one GeoPackage"));
    const auto settings = std::make_shared<Settings>();
    command->add_option("file", settings->job.path, translate("tuban", "The file to make"))
        ->required()
        ->option_text("FILE.gpkg");
    auto* const content = command->add_option_group("content");
    content->add_option("--sample", settings->job.sample, translate("tuban", "A sample zone: ziya"))
        ->option_text("NAME");
    content
        ->add_option("--crs",
                     settings->job.crs,
                     translate("tuban", "Coordinate reference system of an empty workspace"))
        ->option_text("EPSG:N");
    content->require_option(1);
    settings->job.user = userName();
    command->add_flag(
        "--replace", settings->job.replace, translate("tuban", "Overwrite a file that exists"));
    addFormatOption(*command, settings->format);
    command->callback([settings, &chosen] { chosen = [settings] { return run(*settings); }; });
}

} // namespace tuban::cli
