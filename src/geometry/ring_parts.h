#pragma once

#include "geometry/polygon_chunk.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tuban::geometry {

/// How a ring lies among others.
struct NestedRing {
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t parent = kNone; ///< the smallest ring around it
    std::size_t depth = 0; ///< rings around it: even: outer ring of a part; odd: hole of `parent`
    bool operator==(const NestedRing&) const = default;
};

/// Tells from the rings alone which of them is inside of which, whatever their direction. Rings are
/// open (the last vertex joins the first), with at least three vertices, neighbours unlike; they
/// may touch each other in points and along edges. Of equal rings the later lies inside the
/// earlier. Exact for rings that do not cross; where they do, each is placed by its leftmost
/// vertex, and ring checks will see the crossing. n log n for rings as they occur.
std::vector<NestedRing> nestRings(std::span<const Ring> rings);

/// The same as polygons: of each part the outer ring, then its holes, by index; parts in the order
/// of their outer rings, holes in the order of the input.
std::vector<std::vector<std::size_t>> partsOfRings(std::span<const Ring> rings);

} // namespace tuban::geometry
