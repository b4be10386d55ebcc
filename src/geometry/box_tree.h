#pragma once

#include "geometry/grid.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tuban::geometry {

/// A packed tree over boxes (of edges, rings, points), made once: finds those that meet a box or a
/// segment. n log n to build, log n and what is found to ask; one item far from all others does no
/// harm. The order in which items are found depends on the boxes alone.
/// @source Kamel, I. and Faloutsos, C. (1993) "On packing R-trees", CIKM, for the Hilbert order.
class BoxTree {
public:
    explicit BoxTree(std::span<const GridBox> boxes);

    /// Calls visit(item) for each item whose closed box meets `box`.
    template <typename Visit> void visitBox(const GridBox& box, const Visit& visit) const {
        descend([&](const GridBox& one) { return one.meets(box); }, visit);
    }
    /// Calls visit(item) for each item whose closed box meets the closed segment pq, thickened by
    /// `reach` cells.
    template <typename Visit>
    void visitSegment(GridPoint p, GridPoint q, std::int64_t reach, const Visit& visit) const {
        descend([&](const GridBox& one) { return meetsSegment(one, p, q, reach); }, visit);
    }

private:
    static constexpr std::size_t kFan = 8;

    static bool meetsSegment(const GridBox& box, GridPoint p, GridPoint q, std::int64_t reach);

    template <typename Enter, typename Visit>
    void descend(const Enter& enter, const Visit& visit) const {
        if (!m_levels.empty()) {
            const std::size_t top = m_levels.size() - 1;
            for (std::size_t node = 0; node < m_levels[top].size(); ++node) {
                descendInto(top, node, enter, visit);
            }
        }
    }
    template <typename Enter, typename Visit>
    void
    descendInto(std::size_t level, std::size_t node, const Enter& enter, const Visit& visit) const {
        if (!enter(m_levels[level][node])) {
            return;
        }
        if (level == 0) {
            visit(static_cast<std::size_t>(m_items[node]));
            return;
        }
        const std::size_t end = std::min((node + 1) * kFan, m_levels[level - 1].size());
        for (std::size_t child = node * kFan; child < end; ++child) {
            descendInto(level - 1, child, enter, visit);
        }
    }

    std::vector<std::uint32_t> m_items;         ///< in the order of level 0
    std::vector<std::vector<GridBox>> m_levels; ///< boxes of the items, then of kFan each, …
};

} // namespace tuban::geometry
