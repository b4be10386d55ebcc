#include "jobs/export_report.h"

#include "jobs/describe.h"
#include "jobs/finding_names.h"
#include "jobs/sentence.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>

namespace tuban::jobs {

namespace {

using nlohmann::ordered_json;

std::string listOfFiles(const ExportJob::Summary& summary) {
    std::string all;
    for (const auto& file : summary.files) {
        all += (all.empty() ? "" : ", ") + file.filename().string();
    }
    return all;
}

} // namespace

std::string exportText(const ExportJob::Summary& summary) {
    const auto line = [](const char* pattern, const std::vector<std::string>& values) {
        return sentence(pattern, values) + "\n";
    };
    const auto some = [](std::uint64_t n) { return n == 0 ? std::string() : std::to_string(n); };
    std::string text =
        line(QT_TRANSLATE_NOOP(
                 "tuban", "%1 → %2: rows %3[, without geometry %4][, not taken by the filter %5]"),
             {summary.layer,
              summary.files.front().string(),
              std::to_string(summary.rows),
              some(summary.without),
              some(summary.left)});
    if (summary.files.size() > 1) {
        text += "  " + line(QT_TRANSLATE_NOOP("tuban", "Files: %1"), {listOfFiles(summary)});
    }
    if (!summary.crs.empty()) {
        text += "  " +
                line(QT_TRANSLATE_NOOP("tuban", "Coordinate reference system: %1"), {summary.crs});
    }
    for (const ExportJob::FieldName& field : summary.fields) {
        if (summary.format == "shp") {
            text += "  " + field.field + " → " + field.name + "\n";
        }
    }
    text += "  " + line(QT_TRANSLATE_NOOP("tuban", "From %1"), {summary.origin});
    return summary.notice.empty() ? text : text + "  " + summary.notice + "\n";
}

std::string exportJson(const ExportJob::Summary& summary) {
    ordered_json files = ordered_json::array();
    for (const auto& file : summary.files) {
        files.push_back(file.string());
    }
    ordered_json fields = ordered_json::object();
    for (const ExportJob::FieldName& field : summary.fields) {
        fields[field.field] = field.name;
    }
    ordered_json findings = ordered_json::array();
    for (const Finding& finding : summary.findings) {
        findings.push_back({{"severity", nameOf(finding.severity)},
                            {"code", nameOf(finding.code)},
                            {"layer", finding.layer},
                            {"values", finding.values},
                            {"message", describe(finding)}});
    }
    const ordered_json json{{"layer", summary.layer},
                            {"format", summary.format},
                            {"files", std::move(files)},
                            {"rows", summary.rows},
                            {"without_geometry", summary.without},
                            {"not_taken", summary.left},
                            {"crs", summary.crs},
                            {"encoding", summary.encoding},
                            {"fields", std::move(fields)},
                            {"notice", summary.notice},
                            {"origin", summary.origin},
                            {"findings", std::move(findings)},
                            {"findings_not_listed", summary.unlisted}};
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace tuban::jobs
