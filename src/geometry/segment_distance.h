#pragma once

#include "geometry/grid.h"

#include <algorithm>
#include <cmath>

namespace tuban::geometry {

/// Where a point is nearest to a segment.
struct NearestOnSegment {
    double cells;    ///< distance
    double fraction; ///< of the segment: 0 at a, 1 at b
};

/// Good to a few parts in 10^15: differences of coordinates are exact.
inline NearestOnSegment nearestOnSegment(GridPoint p, GridPoint a, GridPoint b) {
    const double dx = static_cast<double>(b.x - a.x);
    const double dy = static_cast<double>(b.y - a.y);
    const double px = static_cast<double>(p.x - a.x);
    const double py = static_cast<double>(p.y - a.y);
    const double square = dx * dx + dy * dy;
    const double at = square > 0 ? std::clamp((px * dx + py * dy) / square, 0.0, 1.0) : 0.0;
    const bool inside = at > 0.0 && at < 1.0;
    // Inside, the cross product is exact to rounding where a difference of coordinates is not.
    const double cells = inside ? std::abs(dx * py - dy * px) / std::sqrt(square)
                                : std::hypot(px - at * dx, py - at * dy);
    return {cells, at};
}

inline double distanceBetween(GridPoint p, GridPoint q) {
    return std::hypot(static_cast<double>(q.x - p.x), static_cast<double>(q.y - p.y));
}

} // namespace tuban::geometry
