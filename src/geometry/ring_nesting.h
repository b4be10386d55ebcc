#pragma once

#include "geometry/box_tree.h"
#include "geometry/polygon_chunk.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tuban::geometry {

enum class Where { Outside, Boundary, Inside };

/// Tells where points lie against a ring, exactly, by the even-odd rule; log n and what a ray to
/// the east crosses.
class RingLocator {
public:
    explicit RingLocator(Ring ring);

    Where locate(GridPoint p) const { return locateDoubled({2 * p.x, 2 * p.y}); }
    /// The same for the middle of an edge.
    Where locateMiddle(GridPoint a, GridPoint b) const {
        return locateDoubled({a.x + b.x, a.y + b.y});
    }

private:
    Where locateDoubled(GridPoint p) const;

    std::vector<GridPoint> m_points; ///< in half cells, the first one again at the end
    BoxTree m_edges;
};

/// A ring that lies in no other one.
inline constexpr std::size_t kNoRing = SIZE_MAX;

/// For each ring the smallest other ring that holds it, borders included; rings that cross hold
/// each other not. Of equal rings none holds the other. n log n where few boxes overlap.
std::vector<std::size_t> directParents(const std::vector<std::vector<GridPoint>>& rings);

} // namespace tuban::geometry
