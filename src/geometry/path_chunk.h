#pragma once

#include "geometry/grid.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tuban::geometry {

/// Lines or points of some thousand features in columns, immutable once built. A feature has any
/// number of paths: lists of vertices that are a line each, or a point where there is but one.
class PathChunk {
public:
    std::size_t size() const { return m_featurePaths.size() - 1; }
    std::size_t pointCount() const { return m_points.size(); }

    struct Range {
        std::uint32_t first;
        std::uint32_t last;
    };
    /// Paths [first, last) of a feature.
    Range paths(std::size_t feature) const {
        return {m_featurePaths[feature], m_featurePaths[feature + 1]};
    }
    std::span<const GridPoint> path(std::size_t index) const {
        return std::span(m_points).subspan(m_pathPoints[index],
                                           m_pathPoints[index + 1] - m_pathPoints[index]);
    }
    /// Empty for a feature without vertices.
    const GridBox& extent(std::size_t feature) const { return m_extents[feature]; }

    // Building: addPath… endFeature, feature after feature.

    /// Appends a path to the feature that is being built; one without vertices is left out.
    void addPath(std::span<const GridPoint> vertices);
    void endFeature();

private:
    std::vector<GridPoint> m_points;
    std::vector<std::uint32_t> m_pathPoints{0};
    std::vector<std::uint32_t> m_featurePaths{0};
    std::vector<GridBox> m_extents;
    GridBox m_extent; // of the feature that is being built
};

} // namespace tuban::geometry
