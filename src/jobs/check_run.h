#pragma once

#include "compliance/check_finding.h"
#include "compliance/checked_layer.h"
#include "compliance/place_check.h"
#include "data/store/workspace_store.h"
#include "jobs/check_job.h"
#include "jobs/check_layer.h"

#include <map>
#include <string>
#include <vector>

namespace tuban::jobs {

/// Repairs that were planned for a layer.
struct PlannedRepairs {
    std::string layer;
    std::vector<CheckItem> repaired = {};
    std::vector<RepairReport::Refused> refused = {};
    /// Rows with their polygons as they would be, and the areas.
    std::vector<std::pair<RepairReport::Feature, GridGeometry>> features = {};
};

/// One pass of all checks. The store is null for a file that is no workspace.
class CheckRun {
public:
    CheckRun(const CheckJob::Settings& settings,
             const CheckRules& rules,
             const data::WorkspaceStore* store);

    /// Errors: as CheckJob::run.
    Result<CheckJob::Report> run(bool planRepairs, const Progress& progress);
    std::vector<PlannedRepairs>& repairs() { return m_repairs; }

private:
    Result<void> readAccepted();
    Result<void> checkWorkspace(const Progress& progress);
    Result<void>
    checkLayer(const std::string& spec, const LayerSchema* schema, const Progress& progress);
    Result<std::vector<compliance::CheckFinding>> findingsOf(LoadedLayer& loaded,
                                                             const LayerSchema* schema,
                                                             CheckedLayerReport& report,
                                                             const Progress& progress);
    Result<void> addPlaces(LoadedLayer& loaded,
                           std::vector<compliance::CheckFinding>& findings,
                           const Progress& progress);
    Result<std::optional<compliance::Ground>>
    groundOf(const CheckRule& rule, const LoadedLayer& loaded, const Progress& progress);
    Result<void> checkTable(const LayerSchema& schema, const Progress& progress);
    void plan(const LoadedLayer& loaded,
              const LayerSchema& schema,
              const std::vector<compliance::CheckFinding>& findings,
              const std::vector<CheckItem>& items);
    std::string kindTitle(const std::string& kind) const;
    void file(CheckItem item);

    const CheckJob::Settings& m_settings;
    const CheckRules& m_rules;
    const data::WorkspaceStore* m_store;
    int m_threads;
    bool m_planRepairs = false;
    struct Acceptance {
        std::string reason;
        std::string by;
        std::string on;
    };
    std::map<std::string, Acceptance> m_accepted; ///< by identity
    CheckJob::Report m_report;
    std::vector<PlannedRepairs> m_repairs;
};

} // namespace tuban::jobs
