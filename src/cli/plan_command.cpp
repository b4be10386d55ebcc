#include "cli/commands.h"
#include "cli/console.h"
#include "cli/table_output.h"
#include "jobs/language.h"
#include "jobs/plan_check_job.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace tuban::cli {

namespace {

struct Arguments {
    jobs::PlanCheckJob::Settings settings;
    TableOutput output;
};

int runCheck(const Arguments& arguments) {
    const auto format = arguments.output.format();
    if (!format) {
        return failUsage(format.error().detail);
    }
    const auto report = [&] {
        const Supervision supervision;
        return jobs::PlanCheckJob(arguments.settings).run(supervision.progress());
    }();
    if (!report) {
        return fail(report.error());
    }
    TableContent content;
    content.forPeople = jobs::planCheckTable(*report, jobs::currentLanguage());
    content.forMachines = jobs::planCheckRecords(*report, jobs::currentLanguage());
    return arguments.output.write(content, *format, report->findings);
}

} // namespace

void addPlanCommand(CLI::App& program, Action& chosen) {
    CLI::App* command =
        program.add_subcommand("plan", translate("tuban", "The plan of a workspace"));
    command->require_subcommand(1);
    CLI::App* check = command->add_subcommand(
        "check", translate("tuban", "Hold the plan against its layers and against itself"));
    const auto arguments = std::make_shared<Arguments>();
    check->add_option("workspace", arguments->settings.path, translate("tuban", "The workspace"))
        ->required()
        ->option_text("FILE.gpkg");
    check
        ->add_option("--threads",
                     arguments->settings.threads,
                     translate("tuban", "Default: as many as processors"))
        ->check(CLI::Range(1, 1024))
        ->option_text("N");
    arguments->output.addOptions(*check);
    check->callback(
        [arguments, &chosen] { chosen = [arguments] { return runCheck(*arguments); }; });
}

} // namespace tuban::cli
