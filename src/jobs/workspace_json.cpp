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

} // namespace

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
