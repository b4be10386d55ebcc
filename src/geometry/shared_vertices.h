#pragma once

#include "geometry/polygon_chunk.h"

#include <cstdint>
#include <vector>

namespace tuban::geometry {

/// Finds vertices of polygons that lie on edges of others, so that these can get them, too: then
/// neighbours share all vertices of their common border, and moving one of them tears nothing
/// apart.
class SharedVertices {
public:
    /// A vertex that belongs on an edge.
    struct Insertion {
        std::uint32_t feature;
        std::uint32_t ring; ///< as they were added
        std::uint32_t edge; ///< from vertex `edge` to the next one
        GridPoint vertex;
        bool operator==(const Insertion&) const = default;
    };

    void add(std::uint32_t feature, std::uint32_t ring, Ring vertices);
    std::size_t vertexCount() const { return m_points.size(); }

    /// In the order of features, rings, edges and along each edge. A vertex counts as lying on an
    /// edge exactly, or within one cell and more than one cell from its ends; those of the ring
    /// itself do not count. Edges that two rings have in common are not looked at: all vertices on
    /// borders end edges that nothing matches. n log n; uses all cores, with the same result for
    /// any number of them.
    std::vector<Insertion> find() const;

private:
    struct RingStart {
        std::uint32_t feature;
        std::uint32_t ring;
        std::uint32_t first; ///< in m_points
    };
    struct Candidates;
    struct EdgePiles;

    GridPoint endOf(std::uint32_t edge, std::uint32_t ring) const;
    EdgePiles pileEdges(const std::vector<std::uint32_t>& ringOfEdge) const;
    std::vector<std::uint32_t> unmatchedEdges(const std::vector<std::uint32_t>& ringOfEdge) const;

    std::vector<GridPoint> m_points;
    std::vector<RingStart> m_rings;
};

} // namespace tuban::geometry
