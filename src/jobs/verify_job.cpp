#include "jobs/verify_job.h"

#include "data/store/sha256.h"

#include <optional>
#include <sstream>

namespace tuban::jobs {

namespace {

constexpr const char* kAnchor = "tuban-anchor-1";

struct Anchor {
    std::string workspace;
    std::int64_t entry = 0;
    std::string hash;
};

std::optional<Anchor> anchorIn(const std::string& line) {
    std::istringstream words(line);
    std::string mark;
    Anchor anchor;
    if (words >> mark >> anchor.workspace >> anchor.entry >> anchor.hash && mark == kAnchor) {
        return anchor;
    }
    return std::nullopt;
}

/// What is wrong with an anchor; empty: it holds.
std::string faultOf(const Anchor& anchor, const data::WorkspaceStore& store) {
    if (anchor.workspace != store.info().id.text()) {
        return "the anchor is of another workspace";
    }
    const auto entry = store.entry(EntryNumber{anchor.entry});
    if (!entry) {
        return "the anchor names it, but it is not there";
    }
    return data::hexOf(entry->entry.hash) == anchor.hash ? "" : "the anchor has another hash of it";
}

} // namespace

std::string anchorLine(const Uuid& workspace, const JournalEntry& head) {
    return std::string(kAnchor) + " " + workspace.text() + " " +
           std::to_string(numberOf(head.number)) + " " + data::hexOf(head.hash) + " " + head.time;
}

Result<VerifyJob::Summary> VerifyJob::run(const Progress& progress) const {
    const auto store = data::openWorkspace(m_settings.path, data::OpenMode::ReadOnly, progress);
    if (!store) {
        return store.error();
    }
    auto report = (*store)->verify(progress);
    if (!report) {
        return report.error();
    }
    Summary summary{(*store)->info().id, std::move(*report)};
    const auto& doubts = (*store)->info().findings;
    summary.report.findings.insert(summary.report.findings.end(), doubts.begin(), doubts.end());
    std::istringstream lines(m_settings.anchors);
    for (std::string line; std::getline(lines, line);) {
        const auto anchor = anchorIn(line);
        if (!anchor) {
            continue;
        }
        ++summary.anchors;
        std::string fault = faultOf(*anchor, **store);
        if (!fault.empty()) {
            summary.report.findings.push_back(
                {.severity = Severity::Fault,
                 .code = FindingCode::JournalBroken,
                 .values = {std::to_string(anchor->entry), std::move(fault)}});
        }
    }
    if (summary.anchors == 0 && !m_settings.anchors.empty()) {
        return Error{ErrorCode::BadArgument, "--against", "there is no anchor in it"};
    }
    return summary;
}

} // namespace tuban::jobs
