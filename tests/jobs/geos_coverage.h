#pragma once

#include "geometry/polygon_chunk.h"

#include <cstddef>
#include <vector>

namespace tuban::test {

/// What GEOS makes of the polygons of a layer side by side.
struct CoverageAnswer {
    double area = 0;  ///< of all polygons, one by one
    double extra = 0; ///< area of all less area of their union: every polygon but the first counts
    double gaps = 0;  ///< ground that the border of the union encloses, but that is not part of it
    std::size_t invalid = 0; ///< polygons that had to be made valid
};

/// Asks GEOS about all polygons; `unit`: metres of a cell. Areas in m².
CoverageAnswer geosCoverage(const std::vector<const geometry::PolygonChunk*>& chunks, double unit);

} // namespace tuban::test
