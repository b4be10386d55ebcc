#include "cli/commands.h"
#include "cli/console.h"
#include "data/export/export_writer.h"
#include "jobs/export_job.h"
#include "jobs/export_report.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

namespace tuban::cli {

namespace {

struct Settings {
    jobs::ExportJob::Settings job = {};
    bool json = false;
};

int run(const Settings& settings) {
    const auto done = [&] {
        const Supervision supervision;
        return jobs::ExportJob(settings.job).run(supervision.progress());
    }();
    if (!done) {
        const ErrorCode code = done.error().code;
        const bool usage = code == ErrorCode::FilterMalformed || code == ErrorCode::BadArgument;
        return usage ? (fail(done.error()), kWrongUsage) : fail(done.error());
    }
    std::printf("%s",
                settings.json ? (jobs::exportJson(*done) + "\n").c_str()
                              : jobs::exportText(*done).c_str());
    printFindings(done->findings);
    const bool whole = std::none_of(done->findings.begin(),
                                    done->findings.end(),
                                    [](const Finding& f) { return f.severity == Severity::Fault; });
    return whole ? kDone : kFailed;
}

std::string formatList() {
    std::string ids;
    for (const data::ExportFormat& format : data::exportFormats()) {
        ids += (ids.empty() ? "" : "|") + format.id;
    }
    return ids;
}

void addOptions(CLI::App& command, jobs::ExportJob::Settings& job) {
    const auto option =
        [&](const char* name, std::string& value, std::string text, std::string form) {
            return command.add_option(name, value, std::move(text))->option_text(std::move(form));
        };
    command.add_option("file", job.workspace, translate("tuban", "The workspace"))
        ->required()
        ->option_text("FILE.gpkg");
    option(
        "layer", job.layer, translate("tuban", "The layer or table, by its name or title"), "LAYER")
        ->required();
    option("--format",
           job.format,
           translate("tuban", "Default: told from the end of the file's name"),
           formatList());
    command.add_option("--output,-o", job.output, translate("tuban", "The file to make"))
        ->required()
        ->option_text("FILE");
    option("--filter",
           job.filter,
           translate(
               "tuban",
               "Only rows for which this holds, such as \"class_code like '1001%' and far > 1.5\""),
           "CONDITION");
    option("--crs",
           job.crs,
           translate("tuban",
                     "The system of the file; default: that of the workspace, for GeoJSON and KML "
                     "EPSG:4326"),
           "EPSG:N");
    option("--encoding",
           job.encoding,
           translate(
               "tuban",
               "The encoding of texts in Shapefile, DXF, TXT and CSV; default: UTF-8, for DXF GBK"),
           "utf-8|gbk|gb18030");
    option("--dialect",
           job.dialect,
           translate("tuban", "The kind of coordinate file (TXT); default: standard"),
           "NAME");
    command.add_flag(
        "--replace", job.replace, translate("tuban", "Replace an earlier export of the same kind"));
}

} // namespace

void addExportCommand(CLI::App& program, Action& chosen) {
    CLI::App* command =
        program.add_subcommand("export",
                               translate("tuban",
                                         "Write a layer into a file of another format; exit 1 if "
                                         "something could not be written as it is"));
    const auto settings = std::make_shared<Settings>();
    addOptions(*command, settings->job);
    command->add_flag("--json", settings->json, translate("tuban", "Report as JSON"));
    command->callback([settings, &chosen] {
        chosen = [settings] {
            settings->job.language = jobs::currentLanguage();
            return run(*settings);
        };
    });
}

} // namespace tuban::cli
