#pragma once

#include "geometry/polygon_chunk.h"

#include <memory>
#include <optional>
#include <string>

namespace tuban::geometry {

/// Quick certificate, exact: true only if the feature is valid by OGC rules and, stronger, no two
/// edges of its rings meet but neighbours at their common vertex, holes lie in their own shell and
/// not in each other, and parts are disjoint. False means "look closer", not "invalid": rings that
/// only touch, which OGC allows, get false.
/// Made for a million small rings: no allocation per call after the first ones. Rings of few turns
/// take linear time, all others n log n. One object per thread.
/// @source Shamos, M. I. and Hoey, D. (1976) "Geometric intersection problems", FOCS, for the
/// sweep.
class RingChecker {
public:
    RingChecker();
    RingChecker(RingChecker&&) noexcept;
    RingChecker& operator=(RingChecker&&) noexcept;
    ~RingChecker();

    bool isClearlyValid(const PolygonChunk& chunk, std::size_t feature);

private:
    struct Scratch;
    std::unique_ptr<Scratch> m_scratch;
};

/// What GEOS says of a feature: nothing if valid, else the reason and the place.
struct Invalidity {
    std::string reason;
    GridPoint place;
};
std::optional<Invalidity> invalidity(const PolygonChunk& chunk, std::size_t feature);

/// The valid polygons that cover the same points (structure method: even overlaps of parts merge,
/// holes stay holes), on the same grid; appends exactly one feature to `out`. Points where edges
/// crossed are rounded to the grid. False if GEOS could not repair it or nothing polygonal is
/// left: then an empty feature is appended.
bool appendRepaired(const PolygonChunk& chunk, std::size_t feature, PolygonChunkBuilder& out);

} // namespace tuban::geometry
