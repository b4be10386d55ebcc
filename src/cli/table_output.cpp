#include "cli/table_output.h"

#include "cli/console.h"
#include "data/tables_writer/csv_writer.h"
#include "data/tables_writer/html_writer.h"
#include "data/tables_writer/json_writer.h"
#include "data/tables_writer/text_writer.h"
#include "data/tables_writer/xlsx_writer.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>

namespace tuban::cli {

namespace {

const std::map<std::string, Format> kFormats{{"text", Format::Text},
                                             {"csv", Format::Csv},
                                             {"json", Format::Json},
                                             {"geojson", Format::GeoJson},
                                             {"html", Format::Html},
                                             {"xlsx", Format::Xlsx}};

std::string lowerExtension(const std::string& path) {
    std::string extension = std::filesystem::path(path).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return extension.empty() ? extension : extension.substr(1);
}

Result<void> writeAs(Format format, const TableContent& content, const std::string& path) {
    switch (format) {
    case Format::Text:
        return output(path, data::renderText(content.forPeople, {outputWidth()}));
    case Format::Csv:
        return output(path, data::renderCsv(content.forMachines, {.byteOrderMark = !path.empty()}));
    case Format::Json:
        return output(path,
                      content.json.empty() ? data::renderJson(content.forMachines) : content.json);
    case Format::GeoJson:
        return output(path, content.geoJson);
    case Format::Html: {
        const Result<std::string> style = data::loadTableStyle();
        return style ? output(path, data::renderHtml(content.forPeople, *style))
                     : Result<void>(style.error());
    }
    case Format::Xlsx:
        return data::writeXlsx(content.forPeople, path);
    }
    return {};
}

} // namespace

void TableOutput::addOptions(CLI::App& command, bool places) {
    m_places = places;
    std::vector<std::string> names;
    for (const auto& [name, format] : kFormats) {
        if (places || format != Format::GeoJson) {
            names.push_back(name);
        }
    }
    command
        .add_option("--format",
                    m_format,
                    translate("tuban", "Default: what the name of the output says, else text"))
        ->check(CLI::IsMember(names))
        ->option_text(places ? "text|csv|json|geojson|html|xlsx" : "text|csv|json|html|xlsx");
    command
        .add_option(
            "--output", m_path, translate("tuban", "File to write; default: standard output"))
        ->option_text("FILE");
}

Result<Format> TableOutput::format() const {
    const auto known = kFormats.find(m_format.empty() ? lowerExtension(m_path) : m_format);
    const bool none =
        known == kFormats.end() || (known->second == Format::GeoJson && !m_places);
    const Format format = none ? Format::Text : known->second;
    if (format == Format::Xlsx && m_path.empty()) {
        return Error{ErrorCode::BadArgument,
                     "--format xlsx",
                     translate("tuban", "xlsx is no text: name the file with --output")};
    }
    return format;
}

int TableOutput::write(const TableContent& content,
                       Format format,
                       const std::vector<Finding>& findings) const {
    if (const Result<void> written = writeAs(format, content, m_path); !written) {
        return fail(written.error());
    }
    if (format != Format::Text || !m_path.empty()) {
        printFindings(findings);
    }
    return kDone;
}

} // namespace tuban::cli
