#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "compliance/check_finding.h"
#include "compliance/checked_layer.h"
#include "geometry/coverage.h"
#include "geometry/edge_owners.h"
#include "geometry/extent_tree.h"
#include "geometry/feature_winding.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace tuban::compliance {

/// Makes findings of the faces of a coverage map: size, place, outline and the polygons concerned.
class FaceFindings {
public:
    /// Both are borrowed.
    FaceFindings(const CheckedLayer& layer, const geometry::EdgeOwners& owners);

    /// Overlaps: `rows` are the polygons that cover a part of it, on `threads` threads.
    /// Errors: Cancelled.
    Result<std::vector<CheckFinding>>
    overlaps(const geometry::CoverageFaces& faces, int threads, const Progress& progress);
    /// A gap: `rows` are its neighbours, the one with the longest common border first.
    CheckFinding gap(const geometry::CoverageFaces& faces, std::size_t face);

    /// Residual edges that are part of the border of a face that was asked for.
    const std::vector<bool>& usedEdges() const { return m_used; }

private:
    CheckFinding finding(CheckKind kind, const geometry::CoverageFaces& faces, std::size_t face);
    CheckFinding overlap(const geometry::CoverageFaces& faces,
                         std::size_t face,
                         std::vector<std::uint32_t> rows);
    void use(const geometry::FaceEdge& edge);
    void addByPlace(const geometry::CoverageFace& face, std::vector<std::uint32_t>& rows);
    bool covers(std::uint32_t row, geometry::GridPoint place);

    const CheckedLayer& m_layer;
    const geometry::EdgeOwners& m_owners;
    std::vector<bool> m_used;
    std::vector<const geometry::PolygonChunk*> m_polygons;
    std::optional<geometry::ExtentTree> m_tree;
    std::map<std::uint32_t, std::unique_ptr<geometry::FeatureWinding>> m_windings;
};

} // namespace tuban::compliance
