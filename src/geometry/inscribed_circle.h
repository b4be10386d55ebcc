#pragma once

#include "geometry/grid.h"
#include "geometry/polygon_chunk.h"

#include <cstddef>
#include <optional>

namespace tuban::geometry {

/// A circle inside a polygon that no other one there is larger than. Its centre is the pole of
/// inaccessibility: the place farthest from all borders.
struct InscribedCircle {
    GridPoint centre;
    double radius = 0.0; ///< in cells
};

/// The largest circle inside the rings of a feature, within `tolerance` cells of it; nothing where
/// the rings make no valid polygon. Where two places are equally far from the borders, which of
/// them it is depends on the rings alone.
/// Time: grows with the vertices and with the extent over the tolerance.
std::optional<InscribedCircle>
largestInscribedCircle(const PolygonChunk& chunk, std::size_t feature, double tolerance);

} // namespace tuban::geometry
