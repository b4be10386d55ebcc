#include "cli/commands.h"
#include "cli/console.h"
#include "jobs/render_map_job.h"
#include "jobs/sentence.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tuban::cli {

namespace {

struct Arguments {
    jobs::RenderMapJob::Settings job = {};
    std::string size;
    std::vector<double> extent = {};
    std::vector<double> centre = {};
    double scale = 0.0;
};

/// "1920x1080"; false: it is something else.
bool takeSize(const std::string& text, jobs::RenderMapJob::Settings& job) {
    int read = 0;
    return text.empty() ||
           (std::sscanf(text.c_str(), "%dx%d%n", &job.width, &job.height, &read) == 2 &&
            static_cast<std::size_t>(read) == text.size());
}

std::string summaryText(const jobs::RenderMapJob::Summary& summary) {
    return jobs::sentence(QT_TRANSLATE_NOOP("tuban", "%1: %2 features of %3 layers at 1 : %4"),
                          {summary.output,
                           std::to_string(summary.features),
                           std::to_string(summary.layers),
                           std::to_string(std::llround(summary.viewport.scaleDenominator()))});
}

int run(Arguments& arguments) {
    jobs::RenderMapJob::Settings& job = arguments.job;
    if (!takeSize(arguments.size, job)) {
        return failUsage(translate("tuban", "--size is given as width x height: 1920x1080"));
    }
    if (!arguments.extent.empty()) {
        job.extent = {
            arguments.extent[0], arguments.extent[1], arguments.extent[2], arguments.extent[3]};
    }
    if (!arguments.centre.empty()) {
        job.centre = {arguments.centre[0], arguments.centre[1]};
    }
    if (arguments.scale != 0.0) {
        job.scaleDenominator = arguments.scale;
    }
    const auto done = [&] {
        const Supervision supervision;
        return jobs::RenderMapJob(job).run(supervision.progress());
    }();
    if (!done) {
        const bool usage = done.error().code == ErrorCode::BadArgument;
        return usage ? (fail(done.error()), kWrongUsage) : fail(done.error());
    }
    std::printf("%s\n", summaryText(*done).c_str());
    printFindings(done->findings);
    return kDone;
}

void addViewOptions(CLI::App& command, Arguments& arguments) {
    command
        .add_option("--size",
                    arguments.size,
                    translate("tuban", "Pixels; of SVG and PDF of 0.28 mm. Default: 1920x1080"))
        ->option_text("WxH");
    CLI::Option* extent =
        command
            .add_option("--extent",
                        arguments.extent,
                        translate("tuban", "What is shown; default: all there is"))
            ->delimiter(',')
            ->expected(4)
            ->option_text("X0,Y0,X1,Y1");
    command.add_option("--scale", arguments.scale, translate("tuban", "Scale 1 : N"))
        ->excludes(extent)
        ->option_text("N");
    command.add_option("--centre", arguments.centre, translate("tuban", "Middle of the picture"))
        ->delimiter(',')
        ->expected(2)
        ->excludes(extent)
        ->option_text("X,Y");
}

void addOptions(CLI::App& command, Arguments& arguments) {
    jobs::RenderMapJob::Settings& job = arguments.job;
    command
        .add_option("source",
                    job.map.source,
                    translate("tuban", "A workspace, or one layer: FILE or FILE:LAYER"))
        ->required()
        ->option_text("WORKSPACE|FILE");
    command
        .add_option(
            "--output,-o", job.output, translate("tuban", "The file to make: .png, .svg or .pdf"))
        ->required()
        ->option_text("FILE");
    addViewOptions(command, arguments);
    command
        .add_option("--style",
                    job.map.style,
                    translate("tuban", "How the one layer is drawn; default: that of the product"))
        ->option_text("FILE.sld");
    command
        .add_option("--raster",
                    job.map.rasters,
                    translate("tuban", "An air photo or other raster below the layers"))
        ->allow_extra_args(false)
        ->option_text("FILE");
    command
        .add_option("--crs",
                    job.map.crs,
                    translate("tuban", "Projected system of the map; default: that of the data"))
        ->option_text("EPSG:n");
    command.add_flag(
        "--transparent", job.transparent, translate("tuban", "No white ground below the layers"));
    command.add_flag(
        "--replace", job.replace, translate("tuban", "Replace a file that is there already"));
    command
        .add_option(
            "--threads", job.map.threads, translate("tuban", "Default: as many as processors"))
        ->check(CLI::Range(1, 1024))
        ->option_text("N");
}

} // namespace

void addRenderCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "render", translate("tuban", "Draw a map into a picture (PNG, SVG) or a page (PDF)"));
    const auto arguments = std::make_shared<Arguments>();
    addOptions(*command, *arguments);
    command->callback([arguments, &chosen] { chosen = [arguments] { return run(*arguments); }; });
}

} // namespace tuban::cli
