#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "jobs/language.h"
#include "landuse/plan_check.h"
#include "model/plan.h"
#include "model/table.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace tuban::jobs {

/// Holds the plan that a workspace contains against its layers and against itself.
class PlanCheckJob {
public:
    struct Settings {
        std::filesystem::path path;
        int threads = 0; ///< 0: as many as the machine has
    };
    struct Report {
        Plan plan;
        landuse::PlanCheck check;
        std::optional<BilingualText> notice = {}; ///< what the workspace wants to be said of it
        /// Claims that fail, then doubts about the layers.
        std::vector<Finding> findings = {};
    };

    explicit PlanCheckJob(Settings settings) : m_settings(std::move(settings)) {}

    /// Errors: FileNotFound, FileUnreadable, NoPlan, TableMalformed,
    /// LayerNotFound, FieldNotFound, ReadFailed, Cancelled.
    Result<Report> run(const Progress& progress) const;

private:
    Settings m_settings;
};

/// The report as a table: a row per claim with what is stated, found and the difference (areas in
/// km², rates in per cent), the parts of each sum below it, the verdict, the section of the plan;
/// the findings as notes. Headings come from the translator that is installed.
Table planCheckTable(const PlanCheckJob::Report& report, Language language);

/// The report for machines, the same in every language but for names and sentences: the title of
/// the plan, its document and the notice as subtitle, findings as notes. Leaves (keys): kind
/// ("area", "sum", "part" of the sum with the same id, "rate"), id, name, stated, found, difference
/// (unrounded), unit ("km2", "percent"), verdict ("agrees", "differs", empty for parts), section.
Table planCheckRecords(const PlanCheckJob::Report& report, Language language);

} // namespace tuban::jobs
