#include "cli/commands.h"
#include "cli/console.h"
#include "jobs/describe.h"
#include "jobs/sentence.h"
#include "jobs/verify_job.h"
#include "jobs/workspace_json.h"

#include <QtGlobal>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace tuban::cli {

namespace {

struct Settings {
    jobs::VerifyJob::Settings job = {};
    std::filesystem::path anchorFile = {};
    bool anchor = false;
    std::string format = "text";
};

void print(const jobs::VerifyJob::Summary& summary) {
    const auto& report = summary.report;
    const auto line = [](const std::string& text) { std::printf("%s\n", text.c_str()); };
    line(jobs::sentence(QT_TRANSLATE_NOOP("tuban", "Journal: %1 entries, rows: %2[, anchors: %3]"),
                        {std::to_string(report.entries),
                         std::to_string(report.rows),
                         summary.anchors == 0 ? std::string() : std::to_string(summary.anchors)}));
    line(report.isSound()
             ? jobs::sentence(QT_TRANSLATE_NOOP("tuban", "Everything is as it was written."), {})
             : jobs::sentence(QT_TRANSLATE_NOOP("tuban", "Not everything is as it was written:"),
                              {}));
    for (const std::string& finding : jobs::summaryOf(report.findings, 20)) {
        line("  " + finding);
    }
}

int run(Settings settings) {
    if (!settings.anchorFile.empty()) {
        std::ifstream in(settings.anchorFile, std::ios::binary);
        if (!in) {
            return fail({ErrorCode::FileNotFound, settings.anchorFile.string()});
        }
        settings.job.anchors.assign(std::istreambuf_iterator<char>(in), {});
        settings.job.anchors += "\n"; // an empty file is no anchor either
    }
    const auto verified = [&] {
        const Supervision supervision;
        return jobs::VerifyJob(settings.job).run(supervision.progress());
    }();
    if (!verified) {
        return fail(verified.error());
    }
    if (settings.format == "json") {
        std::printf("%s\n", jobs::verifyJson(*verified).c_str());
    } else if (settings.anchor && verified->report.isSound()) {
        std::printf("%s\n", jobs::anchorLine(verified->workspace, verified->report.head).c_str());
    } else {
        print(*verified);
    }
    return verified->report.isSound() ? kDone : kFailed;
}

} // namespace

void addVerifyCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "verify",
        translate("tuban",
                  "Look at all of a workspace: rows, indexes and the chain of its journal"));
    const auto settings = std::make_shared<Settings>();
    command->add_option("file", settings->job.path, translate("tuban", "The workspace"))
        ->required()
        ->option_text("FILE.gpkg");
    command->add_flag(
        "--anchor",
        settings->anchor,
        translate("tuban", "Print one line that proves later that nothing was rewritten since"));
    command
        ->add_option("--against",
                     settings->anchorFile,
                     translate("tuban", "A file with such lines to compare with"))
        ->option_text("FILE");
    addFormatOption(*command, settings->format);
    command->callback([settings, &chosen] { chosen = [settings] { return run(*settings); }; });
}

} // namespace tuban::cli
