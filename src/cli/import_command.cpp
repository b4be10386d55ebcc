#include "cli/commands.h"
#include "cli/console.h"
#include "jobs/import_job.h"
#include "jobs/import_profile.h"
#include "jobs/import_report.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace tuban::cli {

namespace {

struct Settings {
    jobs::ImportJob::Settings job = {};
    std::vector<std::string> fields = {}; ///< TARGET=SOURCE
    std::string report = {};
    std::string profile = {};
    std::string saveProfile = {};
    bool ownVertices = false;
    std::string format = "text";
};

int run(Settings settings) {
    for (const std::string& field : settings.fields) {
        const auto equals = field.find('=');
        if (equals == std::string::npos || equals == 0) {
            return failUsage("--field: " + field);
        }
        settings.job.fields[field.substr(0, equals)] = field.substr(equals + 1);
    }
    settings.job.shareVertices = !settings.ownVertices;
    if (!settings.profile.empty()) {
        if (auto used = jobs::useProfile(settings.profile, settings.job); !used) {
            return fail(used.error());
        }
    }
    const auto done = [&] {
        const Supervision supervision;
        return jobs::ImportJob(settings.job).run(supervision.progress());
    }();
    if (!done) {
        return fail(done.error());
    }
    if (!settings.saveProfile.empty()) {
        const auto profile = jobs::profileOf(settings.job, *done);
        if (auto saved = jobs::saveProfile(settings.saveProfile, profile); !saved) {
            return fail(saved.error());
        }
    }
    const std::string json = jobs::importJson(*done);
    if (!settings.report.empty()) {
        if (auto written = output(settings.report, json + "\n"); !written) {
            return fail(written.error());
        }
    }
    if (settings.format == "json") {
        std::printf("%s\n", json.c_str());
    } else {
        std::printf("%s", jobs::importText(*done, settings.job.dryRun).c_str());
        printFindings(done->findings);
    }
    const bool all = std::all_of(done->layers.begin(), done->layers.end(), [](const auto& layer) {
        return layer.refused == 0;
    });
    return all ? kDone : kFailed;
}

void addProfileOptions(CLI::App& command, Settings& settings) {
    command
        .add_option("--profile",
                    settings.profile,
                    translate("tuban", "What is said beforehand of the files (docs/import.md); options come first"))
        ->option_text("FILE.toml");
    command
        .add_option("--save-profile",
                    settings.saveProfile,
                    translate("tuban", "Write what was decided as a profile for the next import"))
        ->option_text("FILE.toml");
    command
        .add_option("--classification",
                    settings.job.classification,
                    translate("tuban", "The class table of the codes; “none”: plain values"))
        ->option_text("TABLE");
    command
        .add_option("--join",
                    settings.job.join,
                    translate("tuban",
                              "Records update the rows of the layer that have the same value in this "
                              "field, instead of becoming rows"))
        ->option_text("FIELD");
    command
        .add_option("--drawing-layer",
                    settings.job.drawing.layers,
                    translate("tuban", "Only outlines of these layers of a drawing"))
        ->option_text("NAME…");
    command.add_flag("--as-drawn",
                     settings.job.drawing.asDrawn,
                     translate("tuban", "Lines and texts of drawings as they are, no areas"));
    command.add_flag("--own-vertices",
                     settings.ownVertices,
                     translate("tuban", "Add no vertices of neighbours to parcels"));
}

} // namespace

void addImportCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "import",
        translate("tuban", "Bring files of other programs into a workspace; exit 1 if a row was refused"));
    const auto settings = std::make_shared<Settings>();
    settings->job.user = userName();
    command->add_option("file", settings->job.workspace, translate("tuban", "The workspace"))
        ->required()
        ->option_text("FILE.gpkg");
    command
        ->add_option("sources", settings->job.sources, translate("tuban", "The files to bring in"))
        ->required()
        ->option_text("SOURCE…");
    command
        ->add_option("--layer",
                     settings->job.layer,
                     translate("tuban", "The layer that takes the features; one that is not there is made"))
        ->option_text("NAME");
    command
        ->add_option("--crs",
                     settings->job.crs,
                     translate("tuban", "The system that the coordinates are in, whatever the file says"))
        ->option_text("EPSG:N");
    command
        ->add_option("--encoding",
                     settings->job.encoding,
                     translate("tuban", "The encoding of texts, whatever the file says"))
        ->option_text("NAME");
    command
        ->add_option("--field",
                     settings->fields,
                     translate("tuban", "The field of the file that fills a field of the layer; none: FIELD="))
        ->option_text("FIELD=SOURCE");
    addProfileOptions(*command, *settings);
    command->add_flag("--dry-run", settings->job.dryRun, translate("tuban", "Only report"));
    command
        ->add_option("--report", settings->report, translate("tuban", "Write the report to a file (JSON)"))
        ->option_text("FILE");
    addFormatOption(*command, settings->format);
    command->callback([settings, &chosen] { chosen = [settings] { return run(*settings); }; });
}

} // namespace tuban::cli
