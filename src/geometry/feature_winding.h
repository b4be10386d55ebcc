#pragma once

#include "geometry/polygon_chunk.h"

#include <cstdint>
#include <vector>

namespace tuban::geometry {

/// Winding number of one feature around points, for many points: its edges lie in horizontal
/// strips, a point looks at those of its own strip. The feature is taken as shifted by (ε, ε²),
/// ε → 0+, so that no point lies on its border.
class FeatureWinding {
public:
    /// `chunk` must outlive the object.
    FeatureWinding(const PolygonChunk& chunk, std::size_t feature);

    std::int32_t around(GridPoint p) const;

private:
    struct Edge {
        GridPoint from;
        GridPoint to;
    };
    std::size_t strip(std::int64_t y) const {
        return static_cast<std::size_t>((y - m_extent.min.y) / m_stripHeight);
    }
    std::size_t entriesNeeded() const;

    GridBox m_extent;
    std::int64_t m_stripHeight = 1;
    std::vector<Edge> m_edges;
    std::vector<std::uint32_t> m_firstEntry; // by strip
    std::vector<std::uint32_t> m_entries;
};

} // namespace tuban::geometry
