#include "geometry/path_chunk.h"

#include <utility>

namespace tuban::geometry {

void PathChunk::addPath(std::span<const GridPoint> vertices) {
    if (vertices.empty()) {
        return;
    }
    for (const GridPoint& vertex : vertices) {
        m_extent.add(vertex);
    }
    m_points.insert(m_points.end(), vertices.begin(), vertices.end());
    m_pathPoints.push_back(static_cast<std::uint32_t>(m_points.size()));
}

void PathChunk::endFeature() {
    m_featurePaths.push_back(static_cast<std::uint32_t>(m_pathPoints.size() - 1));
    m_extents.push_back(std::exchange(m_extent, GridBox()));
}

} // namespace tuban::geometry
