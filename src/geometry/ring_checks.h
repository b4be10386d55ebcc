#pragma once

#include <optional>
#include <string>

#include "geometry/polygon_chunk.h"

namespace tuban::geometry {

/// Quick certificate, exact: true only if the feature is valid by OGC rules (no two edges of its
/// rings meet but neighbours at their common vertex). False means "look closer", not "invalid".
/// Made for a million small rings: no allocation per call after the first ones.
class RingChecker {
public:
    bool isClearlyValid(const PolygonChunk& chunk, std::size_t feature);
};

/// What GEOS says of a feature: nothing if valid, else the reason and the place.
struct Invalidity {
    std::string reason;
    GridPoint place;
};
std::optional<Invalidity> invalidity(const PolygonChunk& chunk, std::size_t feature);

/// The valid polygons that cover the same points (structure method: even overlaps of parts merge,
/// holes stay holes), on the same grid; appends exactly one feature to `out`. False if GEOS could
/// not repair it or nothing polygonal is left: then an empty feature is appended.
bool appendRepaired(const PolygonChunk& chunk, std::size_t feature, PolygonChunkBuilder& out);

} // namespace tuban::geometry
