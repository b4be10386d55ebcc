#pragma once

#include "geometry/edge_residual.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tuban::geometry {

/// Quadtree over residual edges that knows the depth at the lower left corner of every box.
///
/// Depth is asked for at points shifted by (ε, ε²), ε → 0+, never at the points themselves: then no
/// point lies on an edge. Splitting adapts to crowded places, so one feature far away from all
/// others does no harm; boxes that long edges cross side by side are split only as far as it pays.
class EdgeTree {
public:
    /// `edges` must outlive the tree.
    explicit EdgeTree(std::span<const ResidualEdge> edges);

    GridPoint origin() const { return m_nodes.front().corner; }
    /// Depth at q + (ε, ε²).
    std::int32_t depthAt(GridPoint q) const;

    struct Node {
        GridPoint corner;
        std::int32_t depth = 0;       ///< at corner + (ε, ε²)
        std::uint32_t firstChild = 0; ///< of four; 0: a leaf
        std::size_t firstEntry = 0;   ///< leaf: its edges are entries [firstEntry, lastEntry)
        std::size_t lastEntry = 0;
        std::uint8_t sizeBits = 0; ///< the box is 2^sizeBits cells wide and high
    };
    /// The leaf of a point inside the root's box.
    const Node& leafAt(GridPoint q) const;
    const std::vector<Node>& nodes() const { return m_nodes; }
    std::span<const std::uint32_t> entries(const Node& leaf) const {
        return std::span(m_entries).subspan(leaf.firstEntry, leaf.lastEntry - leaf.firstEntry);
    }

    /// Calls visit(nodeIndex) for every leaf whose closed box meets the segment pq.
    /// enter(nodeIndex) may refuse a whole branch.
    template <typename Enter, typename Visit>
    void visitLeaves(GridPoint p, GridPoint q, const Enter& enter, const Visit& visit) const {
        visitFrom(0, p, q, true, enter, visit);
    }
    /// The same for all leaves that meet a box.
    template <typename Enter, typename Visit>
    void visitLeaves(const GridBox& box, const Enter& enter, const Visit& visit) const {
        visitFrom(0, box.min, box.max, false, enter, visit);
    }

private:
    struct Box {
        GridPoint min;
        GridPoint max;
    };
    static Box boxOf(const Node& node);
    static bool meets(const Box& box, GridPoint p, GridPoint q, bool asSegment);
    void split(std::uint32_t node, std::vector<std::uint32_t> edges, double copies);
    std::int32_t
    depthChange(std::span<const std::uint32_t> edges, GridPoint from, GridPoint to) const;

    template <typename Enter, typename Visit>
    void visitFrom(std::uint32_t index,
                   GridPoint p,
                   GridPoint q,
                   bool asSegment,
                   const Enter& enter,
                   const Visit& visit) const {
        const Node& node = m_nodes[index];
        if (!meets(boxOf(node), p, q, asSegment) || !enter(index)) {
            return;
        }
        if (node.firstChild == 0) {
            visit(index);
            return;
        }
        for (std::uint32_t child = 0; child < 4; ++child) {
            visitFrom(node.firstChild + child, p, q, asSegment, enter, visit);
        }
    }

    std::span<const ResidualEdge> m_edges;
    std::vector<Node> m_nodes;
    std::vector<std::uint32_t> m_entries;
};

/// Sign of the side of edge a→b on which q + (ε, ε²) lies: 1 left, −1 right, never 0.
int sideOfShifted(GridPoint a, GridPoint b, GridPoint q);
/// The same for a point p that stays and an edge c→d whose ends are shifted by (ε, ε²).
int sideOfUnshifted(GridPoint c, GridPoint d, GridPoint p);

} // namespace tuban::geometry
