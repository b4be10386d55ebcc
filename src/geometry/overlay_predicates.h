#pragma once

#include "base/int128.h"
#include "geometry/grid.h"

#include <cstdint>

/// Internal to the overlay kernel: where an edge of a parcel layer P and an edge of a district
/// layer D cross, decided exactly.
///
/// All of D is thought to be shifted rigidly by (ε, ε²), ε → 0+. Then no vertex of one layer lies
/// on an edge of the other and no two edges overlap, so every determinant that is 0 has a sign,
/// taken from the direction of the edge. All signs belong to one configuration that really exists
/// and therefore never contradict each other; the area of the intersection is continuous in the
/// shift, so its limit is the area wanted. Only predicates of P against D are ever asked.
/// @source Edelsbrunner & Mücke (1990) "Simulation of Simplicity", ACM TOG 9(1); the shift of one
///   whole layer: Franklin (1990), see overlay_index.h.
namespace tuban::geometry {

inline GridPoint operator-(GridPoint a, GridPoint b) {
    return {a.x - b.x, a.y - b.y};
}

inline Int128 cross(GridPoint u, GridPoint v) {
    return static_cast<Int128>(u.x) * v.y - static_cast<Int128>(u.y) * v.x;
}

/// Determinants of two edges whose boxes meet fit 64 bits if both edges are shorter than this
/// along each axis: coordinate differences are then below 2^30.
inline constexpr std::int64_t kShortEdge = std::int64_t{1} << 29;

inline bool isShort(GridPoint delta) {
    return delta.x < kShortEdge && delta.x > -kShortEdge && delta.y < kShortEdge &&
           delta.y > -kShortEdge;
}

/// Whether a point of P on the line of a D edge with this direction lies to its left: the edge is
/// shifted away by (ε, ε²). A point of D on the line of a P edge lies on the other side.
inline bool parcelPointOnDistrictEdgeIsLeft(GridPoint delta) {
    return delta.y != 0 ? delta.y > 0 : delta.x < 0;
}
inline bool districtPointOnParcelEdgeIsLeft(GridPoint delta) {
    return delta.y != 0 ? delta.y < 0 : delta.x > 0;
}

/// Which end of a vertical step a point at the same height counts to. A vertex of P at the height
/// of a D point lies below it; a vertex of D at the height of a P point, or of a corner of the
/// index, above it.
inline bool parcelVertexIsAbove(std::int64_t vertexY, std::int64_t districtY) {
    return vertexY > districtY;
}

/// Whether q of D lies to the left of the P edge a→b.
inline bool districtPointIsLeft(GridPoint a, GridPoint b, GridPoint q) {
    const Int128 side = cross(b - a, q - a);
    return side != 0 ? side > 0 : districtPointOnParcelEdgeIsLeft(b - a);
}

/// How a P edge a→b crosses a D edge c→d.
struct EdgeCrossing {
    int sign = 0; ///< +1: from its right to its left, −1: from left to right, 0: not at all
    /// t·o(a, b, c) with 32 binary places, rounded to floor(x + ½), where the crossing lies at
    /// a + t(b − a) and o is the orientation determinant; modulo 2^128.
    Uint128 fraction = 0;
};

/// For edges of any length; coordinates differ by less than 2^53.
EdgeCrossing crossLongEdges(GridPoint a, GridPoint b, GridPoint c, GridPoint d);
/// ⌊t·oc·2^32 + ½⌋ for t = oa / (oa − ob); oa and ob not both 0 and not of the same sign.
Uint128 crossingFraction(std::int64_t oa, std::int64_t ob, std::int64_t oc);

/// For short edges whose closed boxes meet.
inline EdgeCrossing crossShortEdges(GridPoint a, GridPoint b, GridPoint c, GridPoint d) {
    const GridPoint ab = b - a;
    const GridPoint cd = d - c;
    const GridPoint ca = a - c;
    const std::int64_t oa = cd.x * ca.y - cd.y * ca.x;
    const std::int64_t turn = ab.x * cd.y - ab.y * cd.x;
    const std::int64_t ob = oa - turn;
    const bool tieD = parcelPointOnDistrictEdgeIsLeft(cd);
    const bool leftA = oa != 0 ? oa > 0 : tieD;
    const bool leftB = ob != 0 ? ob > 0 : tieD;
    if (leftA == leftB) {
        return {};
    }
    const std::int64_t oc = ab.y * ca.x - ab.x * ca.y;
    const std::int64_t od = oc + turn;
    const bool tieP = districtPointOnParcelEdgeIsLeft(ab);
    const bool leftC = oc != 0 ? oc > 0 : tieP;
    const bool leftD = od != 0 ? od > 0 : tieP;
    if (leftC == leftD) {
        return {};
    }
    return {leftB ? 1 : -1, crossingFraction(oa, ob, oc)};
}

/// The exact crossing, by the cheapest sufficient arithmetic.
inline EdgeCrossing crossEdges(GridPoint a, GridPoint b, GridPoint c, GridPoint d) {
    return isShort(b - a) && isShort(d - c) ? crossShortEdges(a, b, c, d)
                                            : crossLongEdges(a, b, c, d);
}

} // namespace tuban::geometry
