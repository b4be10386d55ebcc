#pragma once

#include "geometry/polygon_chunk.h"

#include <cstdint>
#include <memory_resource>
#include <set>
#include <vector>

namespace tuban::geometry {

/// Sweep over all rings of one feature, from left to right: tells whether their edges meet nowhere
/// but neighbours at their common vertex, and whether the rings nest as shells and holes should.
/// n log n in the number of vertices; a vertex in the middle of a run to the right costs no search.
class RingSweep {
public:
    bool isClearlyValid(const PolygonChunk& chunk, std::size_t feature);

private:
    /// A run of edges to the right, at the edge that meets the sweep line.
    struct Run {
        GridPoint left;
        GridPoint right;
        std::uint32_t part;
        bool forward; // the ring itself runs to the right here: the inside is above
    };
    struct Below {
        using is_transparent = void; // NOLINT(readability-identifier-naming): name of the standard
        RingSweep* sweep;
        bool operator()(std::uint32_t run, std::uint32_t other) const;
        bool operator()(std::uint32_t run, GridPoint p) const;
        bool operator()(GridPoint p, std::uint32_t run) const;
    };
    using Order = std::pmr::set<std::uint32_t, Below>;
    struct Vertex {
        GridPoint point;
        std::uint32_t index;
    };

    void load(const PolygonChunk& chunk, std::size_t feature);
    bool sortVertices();
    bool visit(std::uint32_t vertex);
    bool begin(std::uint32_t vertex);
    bool advance(std::uint32_t vertex, bool forward);
    bool end(std::uint32_t vertex);
    bool clear(Order::const_iterator lower, Order::const_iterator upper) const;
    bool nests(Order::const_iterator lower) const;

    // Columns by vertex of the feature.
    std::vector<GridPoint> m_points;
    std::vector<std::uint32_t> m_next;
    std::vector<std::uint32_t> m_previous;
    std::vector<std::uint32_t> m_part;
    std::vector<std::uint32_t> m_runOfEdge; // edge vertex → next
    std::vector<Vertex> m_sorted;

    std::vector<Run> m_runs;
    std::vector<Order::iterator> m_places; // by run
    bool m_touched = false;                // a vertex was found on an edge
    std::pmr::unsynchronized_pool_resource m_pool;
    Order m_order{Below{this}, &m_pool}; // runs on the sweep line, from below
};

} // namespace tuban::geometry
