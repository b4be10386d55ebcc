#pragma once

#include "geometry/grid.h"

#include <algorithm>

namespace tuban::geometry {

// Exact predicates on grid points. With |x|, |y| < 2^52 every determinant fits 128 bits; a product
// of two 64-bit integers into 128 bits is one machine instruction, so no faster path is needed.

/// (b − a) × (p − a): positive if p lies to the left of a→b, zero if on its line.
inline Int128 orientation(GridPoint a, GridPoint b, GridPoint p) {
    return static_cast<Int128>(b.x - a.x) * (p.y - a.y) -
           static_cast<Int128>(b.y - a.y) * (p.x - a.x);
}

inline int signOf(Int128 v) {
    return (v > 0) - (v < 0);
}

inline bool boxesMeet(GridPoint a, GridPoint b, GridPoint c, GridPoint d) {
    return std::max(a.x, b.x) >= std::min(c.x, d.x) && std::max(c.x, d.x) >= std::min(a.x, b.x) &&
           std::max(a.y, b.y) >= std::min(c.y, d.y) && std::max(c.y, d.y) >= std::min(a.y, b.y);
}

/// Whether the closed segments ab and cd have a point in common.
inline bool segmentsMeet(GridPoint a, GridPoint b, GridPoint c, GridPoint d) {
    return boxesMeet(a, b, c, d) &&
           signOf(orientation(a, b, c)) * signOf(orientation(a, b, d)) <= 0 &&
           signOf(orientation(c, d, a)) * signOf(orientation(c, d, b)) <= 0;
}

} // namespace tuban::geometry
