#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "geometry/crs.h"
#include "jobs/workspace_info_job.h"
#include "model/attribute_table.h"
#include "model/finding.h"
#include "render/map_scene.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tuban::jobs {

/// A workspace in memory, as it stood when it was read.
struct LoadedWorkspace {
    WorkspaceInfoJob::Summary summary;
    geometry::CrsInfo crs;
    /// The layers with geometry in the order of drawing, with the styles of the product. The id of
    /// a feature is its row in the table of the layer.
    render::MapScene scene = {};
    /// Of all layers and tables, in the order of `summary.layers`.
    std::vector<std::shared_ptr<const AttributeTable>> tables = {};
    std::vector<Finding> findings = {}; ///< rows that could not be read, parts of styles left out

    /// Null: there is no such layer or table.
    std::shared_ptr<const AttributeTable> table(const std::string& layer) const;
};

/// Reads all of a workspace. Nothing is written, and its file is free again afterwards.
class LoadWorkspaceJob {
public:
    explicit LoadWorkspaceJob(std::filesystem::path path) : m_path(std::move(path)) {}

    /// Errors: those of data::openWorkspace for reading, readSldFile, RuleChoice::of; ReadFailed,
    /// Cancelled.
    Result<LoadedWorkspace> run(const Progress& progress) const;

private:
    std::filesystem::path m_path;
};

} // namespace tuban::jobs
