#include "cli/commands.h"
#include "cli/console.h"
#include "cli/table_output.h"
#include "jobs/check_job.h"
#include "jobs/check_report.h"
#include "jobs/language.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>

namespace tuban::cli {

namespace {

constexpr std::size_t kShownOfARule = 10;

struct Arguments {
    jobs::CheckJob::Settings settings;
    TableOutput output;
    bool all = false;
};

int run(const Arguments& arguments) {
    const auto format = arguments.output.format();
    if (!format) {
        return failUsage(format.error().detail);
    }
    const auto report = [&] {
        const Supervision supervision;
        return jobs::CheckJob(arguments.settings).run(supervision.progress());
    }();
    if (!report) {
        return fail(report.error());
    }
    const bool shortened = *format == Format::Text && !arguments.all;
    TableContent content;
    content.forPeople =
        jobs::checkTable(*report, jobs::currentLanguage(), shortened ? kShownOfARule : SIZE_MAX);
    if (*format == Format::Csv) {
        content.forMachines = jobs::checkRecords(*report);
    } else if (*format == Format::Json) {
        content.json = jobs::checkJson(*report);
    } else if (*format == Format::GeoJson) {
        content.geoJson = jobs::checkGeoJson(*report);
    }
    const int written = arguments.output.write(content, *format, report->findings);
    return written == kDone && report->hasFaults() ? kFailed : written;
}

void addInputOptions(CLI::App& command, jobs::CheckJob::Settings& settings) {
    command
        .add_option("source",
                    settings.source,
                    translate("tuban", "A workspace, or a polygon layer: FILE or FILE:LAYER"))
        ->required()
        ->option_text("WORKSPACE|FILE");
    command
        .add_option(
            "--layer", settings.layer, translate("tuban", "Check only this layer of the workspace"))
        ->option_text("NAME");
    command
        .add_option("--rules",
                    settings.rules,
                    translate("tuban", "Rules to check; default: layers/rules/checks.toml"))
        ->option_text("FILE");
    command
        .add_option(
            "--only", settings.only, translate("tuban", "Only these rules, e.g. overlap,gap"))
        ->delimiter(',')
        ->option_text("RULE,…");
    command
        .add_option(
            "--code-field", settings.codeField, translate("tuban", "Field with the class codes"))
        ->option_text("FIELD");
    command
        .add_option("--classification",
                    settings.classification,
                    translate("tuban", "Class table of the codes; default: told from them"))
        ->option_text("ID");
    command
        .add_option("--crs",
                    settings.crs,
                    translate("tuban", "Projected system to measure in; default: that of the data"))
        ->option_text("EPSG:n");
    command
        .add_option(
            "--threads", settings.threads, translate("tuban", "Default: as many as processors"))
        ->check(CLI::Range(1, 1024))
        ->option_text("N");
}

void addChangeOptions(CLI::App& command, jobs::CheckJob::Settings& settings) {
    CLI::Option* fix = command.add_flag(
        "--fix",
        settings.fix,
        translate("tuban", "Repair gaps, overlaps, missing and repeated vertices, spikes"));
    command
        .add_flag(
            "--dry-run", settings.dryRun, translate("tuban", "Only show what would be repaired"))
        ->needs(fix);
    CLI::Option* reason = command.add_option(
        "--reason", settings.reason, translate("tuban", "Why the finding is accepted"));
    reason->option_text("TEXT");
    command
        .add_option("--accept",
                    settings.accept,
                    translate("tuban",
                              "Accept a finding, so that it is listed no more until a "
                              "feature of it changes"))
        ->needs(reason)
        ->excludes(fix)
        ->option_text("IDENTITY");
}

} // namespace

void addCheckCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "check",
        translate("tuban",
                  "Check the quality of geometry, coverage and attributes; exit 1 if a "
                  "fault is found"));
    const auto arguments = std::make_shared<Arguments>();
    arguments->settings.user = userName();
    addInputOptions(*command, arguments->settings);
    addChangeOptions(*command, arguments->settings);
    command->add_flag(
        "--all", arguments->all, translate("tuban", "Print all findings, not only the first ten"));
    arguments->output.addOptions(*command, true);
    command->callback([arguments, &chosen] { chosen = [arguments] { return run(*arguments); }; });
}

} // namespace tuban::cli
