#include "jobs/workspace_json.h"

#include "data/store/sha256.h"
#include "jobs/describe.h"
#include "jobs/finding_names.h"

#include <nlohmann/json.hpp>

namespace tuban::jobs {

namespace {

using nlohmann::ordered_json;

std::string text(const ordered_json& json) {
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json findingsJson(const std::vector<Finding>& findings) {
    ordered_json list = ordered_json::array();
    for (const Finding& finding : findings) {
        list.push_back({{"severity", nameOf(finding.severity)},
                        {"code", nameOf(finding.code)},
                        {"layer", finding.layer},
                        {"values", finding.values},
                        {"message", describe(finding)}});
    }
    return list;
}

ordered_json bilingual(const BilingualText& both) {
    return {{"zh", both.zh}, {"en", both.en}};
}

ordered_json entryJson(const JournalEntry& entry) {
    ordered_json json{{"entry", numberOf(entry.number)},
                      {"time", entry.time},
                      {"user", entry.user},
                      {"kind", entry.kind},
                      {"summary", bilingual(entry.summary)},
                      {"hash", data::hexOf(entry.hash)}};
    if (!entry.record.isNil()) {
        json["record"] = entry.record.text();
    }
    if (entry.target != kNoEntry) {
        json["target"] = numberOf(entry.target);
    }
    return json;
}

ordered_json entriesJson(const std::vector<JournalEntry>& entries) {
    ordered_json list = ordered_json::array();
    for (const JournalEntry& entry : entries) {
        list.push_back(entryJson(entry));
    }
    return list;
}

} // namespace

std::string newWorkspaceJson(const std::filesystem::path& path,
                             const NewWorkspaceJob::Summary& summary) {
    ordered_json layers = ordered_json::array();
    for (const NewWorkspaceJob::Table& table : summary.layers) {
        layers.push_back(
            {{"name", table.name}, {"title", bilingual(table.title)}, {"rows", table.rows}});
    }
    return text({{"path", path.string()},
                 {"title", bilingual(summary.title)},
                 {"notice", bilingual(summary.notice)},
                 {"crs", summary.crs},
                 {"layers", layers}});
}

std::string infoJson(const WorkspaceInfoJob::Summary& summary) {
    ordered_json layers = ordered_json::array();
    for (const WorkspaceInfoJob::Layer& layer : summary.layers) {
        layers.push_back({{"name", layer.schema.name},
                          {"title", bilingual(layer.schema.title)},
                          {"rows", layer.rows},
                          {"fields", layer.schema.fields.size()}});
    }
    return text({{"workspace", summary.info.id.text()},
                 {"title", bilingual(summary.info.title)},
                 {"notice", bilingual(summary.info.notice)},
                 {"crs", summary.info.crs},
                 {"layers", layers},
                 {"head", numberOf(summary.head.number)},
                 {"hash", data::hexOf(summary.head.hash)},
                 {"can_undo", summary.head.undoTop != kNoEntry},
                 {"can_redo", summary.head.redoTop != kNoEntry},
                 {"latest", entriesJson(summary.latest)},
                 {"generations", summary.generations},
                 {"findings", findingsJson(summary.info.findings)}});
}

std::string historyJson(const HistoryJob::Summary& summary) {
    ordered_json members = ordered_json::array();
    for (const auto& [id, member] : summary.members) {
        members.push_back({{"id", id.text()}, {"name", member.name}, {"exists", member.exists}});
    }
    ordered_json descents = ordered_json::array();
    for (const HistoryJob::Descent& step : summary.descents) {
        descents.push_back(
            {{"parent", step.parent.text()}, {"child", step.child.text()}, {"kind", step.kind}});
    }
    return text({{"feature", summary.feature.text()},
                 {"members", members},
                 {"descents", descents},
                 {"entries", entriesJson(summary.entries)}});
}

std::string copyJson(const std::filesystem::path& path, const data::WorkspaceStore& store) {
    return text({{"copy", path.string()}, {"workspace", store.info().id.text()}});
}

std::string generationsJson(const std::vector<data::Generation>& generations) {
    ordered_json list = ordered_json::array();
    for (const data::Generation& generation : generations) {
        list.push_back({{"name", generation.path.filename().string()},
                        {"path", generation.path.string()},
                        {"entry", numberOf(generation.entry)}});
    }
    return text(list);
}

std::string verifyJson(const VerifyJob::Summary& summary) {
    const data::VerifyReport& report = summary.report;
    return text({{"sound", report.isSound()},
                 {"workspace", summary.workspace.text()},
                 {"entries", report.entries},
                 {"rows", report.rows},
                 {"head", numberOf(report.head.number)},
                 {"hash", data::hexOf(report.head.hash)},
                 {"anchor", anchorLine(summary.workspace, report.head)},
                 {"anchors", summary.anchors},
                 {"findings", findingsJson(report.findings)}});
}

} // namespace tuban::jobs
