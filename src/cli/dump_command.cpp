#include "cli/commands.h"
#include "cli/console.h"
#include "jobs/dump_job.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

namespace tuban::cli {

namespace {

int run(const jobs::DumpJob::Settings& settings) {
    const auto write = [](std::string_view bytes) {
        return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
    };
    const auto dumped = [&] {
        const Supervision supervision;
        return jobs::DumpJob(settings).run(write, supervision.progress());
    }();
    if (!dumped) {
        return fail(dumped.error());
    }
    if (std::fflush(stdout) != 0) {
        return fail({ErrorCode::WriteFailed, "stdout"});
    }
    printFindings(dumped->findings);
    return dumped->findings.empty() ? kDone : kFailed;
}

} // namespace

void addDumpCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "dump", translate("tuban", "Print all rows of a workspace, as it is or as it was"));
    const auto settings = std::make_shared<jobs::DumpJob::Settings>();
    command->add_option("file", settings->path, translate("tuban", "The workspace"))
        ->required()
        ->option_text("FILE.gpkg");
    command
        ->add_option("--as-of",
                     settings->asOf,
                     translate("tuban", "A number of the journal, a day or a moment (UTC)"))
        ->option_text("ENTRY|DATE|TIME");
    command->add_flag_function(
        "--canonical",
        [](std::int64_t) {},
        translate("tuban", "One line of JSON for each row, in an order of its own (the default)"));
    addJsonOption(*command);
    command->callback([settings, &chosen] { chosen = [settings] { return run(*settings); }; });
}

} // namespace tuban::cli
