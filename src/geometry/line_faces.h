#pragma once

#include "geometry/grid.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tuban::geometry {

/// What a network of lines encloses.
struct LineFaces {
    struct Gap {
        GridPoint from;
        GridPoint to;
    };
    using Rings = std::vector<std::vector<GridPoint>>; ///< the shell, then holes; not closed
    std::vector<Rings> faces = {};                     ///< sorted by their first vertices
    std::vector<Gap> closed = {};                      ///< gaps that were bridged
    std::vector<GridPoint> dangling = {};              ///< ends that lead nowhere
    std::vector<GridPoint> cuts = {}; ///< a place on each edge with the same face on both sides
    std::vector<bool> used = {};      ///< for each line: whether it bounds a face
};

/// The faces of a network of lines that may cross, overlap and end anywhere: noded on the grid by
/// snap rounding (no vertex moves by more than a cell), then polygonised. An end that leads nowhere
/// is joined to the nearest such end, or else the nearest line, within `gap` cells. Nothing: GEOS
/// refused. n log n.
/// @source Hobby, J. D. (1999) "Practical segment intersection with finite precision output",
///   Computational Geometry 13(4), for snap rounding, as GEOS does it.
std::optional<LineFaces> facesOfLines(const std::vector<std::vector<GridPoint>>& lines,
                                      std::int64_t gap);

} // namespace tuban::geometry
