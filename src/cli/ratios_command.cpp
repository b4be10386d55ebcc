#include "cli/commands.h"
#include "cli/console.h"
#include "cli/table_output.h"
#include "jobs/area_unit.h"
#include "jobs/balance_json.h"
#include "jobs/balance_table.h"
#include "jobs/describe.h"
#include "jobs/explanation_table.h"
#include "jobs/language.h"
#include "jobs/ratio_table_job.h"

#include <CLI/CLI.hpp>
#include <map>
#include <memory>

namespace tuban::cli {

namespace {

const std::map<std::string, landuse::AreaBasis> kBases{
    {"planar", landuse::AreaBasis::Planar},
    {"ellipsoidal", landuse::AreaBasis::Ellipsoidal},
    {"registered", landuse::AreaBasis::Registered}};

struct Arguments {
    jobs::RatioSettings settings;
    TableOutput output;
    std::string basis = "planar";
    std::string unit = "ha";
    std::string explain;
};

template <typename Map> std::vector<std::string> keysOf(const Map& map) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : map) {
        keys.push_back(key);
    }
    return keys;
}

jobs::BalanceReport reportOf(const Arguments& arguments, const jobs::RatioResult& ratios) {
    return jobs::reportOf(ratios,
                          arguments.settings.parcels,
                          jobs::areaUnit(arguments.unit).value_or(jobs::AreaUnit::Hectares),
                          jobs::currentLanguage());
}

TableContent contentOf(const jobs::BalanceReport& report, Format format) {
    const jobs::Language language = jobs::currentLanguage();
    const auto layout =
        format == Format::Text ? jobs::BalanceLayout::Working : jobs::BalanceLayout::Official;
    TableContent content;
    if (format == Format::Json) {
        content.json = jobs::balanceJson(report);
    } else if (format == Format::Csv) {
        content.forMachines = jobs::balanceRecords(report, language);
    } else {
        content.forPeople = jobs::balanceTable(report, layout, language);
    }
    return content;
}

int runRatios(const Arguments& arguments, Format format) {
    auto ratios = [&] {
        const Supervision supervision;
        return jobs::computeRatios(arguments.settings, supervision.progress());
    }();
    if (!ratios) {
        return fail(ratios.error());
    }
    const jobs::BalanceReport report = reportOf(arguments, *ratios);
    return arguments.output.write(contentOf(report, format), format, ratios->findings);
}

int runExplain(const Arguments& arguments, Format format) {
    auto cell = [&] {
        const Supervision supervision;
        return jobs::explainCell(arguments.settings, arguments.explain, supervision.progress());
    }();
    if (!cell) {
        return fail(cell.error());
    }
    const jobs::BalanceReport report = reportOf(arguments, cell->ratios);
    TableContent content;
    content.forPeople = jobs::explanationTable(*cell, report, jobs::currentLanguage());
    content.forMachines = content.forPeople;
    content.json = jobs::explanationJson(*cell, report);
    return arguments.output.write(content, format, cell->ratios.findings);
}

int run(Arguments arguments) {
    const Result<Format> format = arguments.output.format();
    if (!format) {
        return failUsage(format.error().detail);
    }
    arguments.settings.basis = kBases.at(arguments.basis);
    return arguments.explain.empty() ? runRatios(arguments, *format)
                                     : runExplain(arguments, *format);
}

void addInputOptions(CLI::App& command, jobs::RatioSettings& settings) {
    command
        .add_option(
            "parcels", settings.parcels, translate("tuban", "Polygon layer: FILE or FILE:LAYER"))
        ->required()
        ->option_text("PARCELS");
    command
        .add_option("--districts",
                    settings.districts,
                    translate("tuban", "Districts; without them the whole layer is one"))
        ->option_text("FILE[:LAYER]");
    command
        .add_option("--name-field",
                    settings.nameField,
                    translate("tuban", "Field with the names of districts"))
        ->option_text("FIELD");
    command
        .add_option(
            "--code-field", settings.codeField, translate("tuban", "Field with the class codes"))
        ->option_text("FIELD");
    command
        .add_option(
            "--area-field",
            settings.areaField,
            translate("tuban", "Field with the registered area in m² (with --area registered)"))
        ->option_text("FIELD");
    command
        .add_option("--classification",
                    settings.classification,
                    translate("tuban", "Class table of the codes; none: codes are plain values"))
        ->option_text("ID|none");
}

void addMeasureOptions(CLI::App& command, Arguments& arguments) {
    command
        .add_option("--level",
                    arguments.settings.level,
                    translate("tuban", "Sum up classes to this level; default: the deepest"))
        ->check(CLI::Range(1, 3))
        ->option_text("1|2|3");
    command
        .add_option(
            "--area", arguments.basis, translate("tuban", "Which area is meant; default: planar"))
        ->check(CLI::IsMember(keysOf(kBases)))
        ->option_text("planar|ellipsoidal|registered");
    command
        .add_option("--crs",
                    arguments.settings.crs,
                    translate("tuban", "Projected system to measure in; default: that of the data"))
        ->option_text("EPSG:n");
    command
        .add_option("--threads",
                    arguments.settings.threads,
                    translate("tuban", "Default: as many as processors"))
        ->check(CLI::Range(1, 1024))
        ->option_text("N");
}

void addOutputOptions(CLI::App& command, Arguments& arguments) {
    command
        .add_option(
            "--unit", arguments.unit, translate("tuban", "Unit of printed areas; default: ha"))
        ->check(CLI::IsMember(std::vector<std::string>{"m2", "ha", "km2", "mu"}))
        ->option_text("m2|ha|km2|mu");
    arguments.output.addOptions(command);
    command
        .add_option(
            "--explain",
            arguments.explain,
            translate("tuban",
                      "List the parcels behind one cell instead; “-” is the class of parcels "
                      "without code"))
        ->option_text("DISTRICT/CLASS");
}

} // namespace

void addRatiosCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "ratios", translate("tuban", "Land-use balance of a polygon layer by district"));
    const auto arguments = std::make_shared<Arguments>();
    addInputOptions(*command, arguments->settings);
    addMeasureOptions(*command, *arguments);
    addOutputOptions(*command, *arguments);
    command->callback([arguments, &chosen] { chosen = [arguments] { return run(*arguments); }; });
}

} // namespace tuban::cli
