#include "jobs/plan_check_job.h"

#include "data/workspace/plan_tables.h"
#include "data/workspace/workspace_info.h"
#include "jobs/plan_measures.h"

#include <utility>

namespace tuban::jobs {

Result<PlanCheckJob::Report> PlanCheckJob::run(const Progress& progress) const {
    auto plan = data::readPlanTables(m_settings.path);
    if (!plan) {
        return plan.error();
    }
    std::vector<Finding> doubts;
    const auto measures =
        measurePlan(*plan, m_settings.path.string(), m_settings.threads, progress, doubts);
    if (!measures) {
        return measures.error();
    }
    Report report{std::move(*plan), {}, data::workspaceNotice(m_settings.path)};
    report.check = landuse::checkPlan(report.plan, *measures);
    report.findings = report.check.findings;
    report.findings.insert(report.findings.end(), doubts.begin(), doubts.end());
    return report;
}

} // namespace tuban::jobs
