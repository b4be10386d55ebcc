#include "geometry/inscribed_circle.h"

#include "geometry/geos_polygons.h"

#include <cmath>

namespace tuban::geometry {

std::optional<InscribedCircle>
largestInscribedCircle(const PolygonChunk& chunk, std::size_t feature, double tolerance) {
    const GridPoint origin = chunk.extent(feature).min;
    const GeosGeometry polygon = toGeos(chunk, feature, origin);
    if (!polygon || GEOSisValid_r(geosContext(), polygon.get()) != 1 ||
        GEOSisEmpty_r(geosContext(), polygon.get()) != 0) {
        return std::nullopt;
    }
    // A line from the centre to the border that is nearest to it.
    const GeosGeometry radius(
        GEOSMaximumInscribedCircle_r(geosContext(), polygon.get(), tolerance));
    const GeosGeometry centre(
        radius ? GEOSGeomGetStartPoint_r(geosContext(), radius.get()) : nullptr);
    InscribedCircle circle;
    double x = 0.0;
    double y = 0.0;
    if (!centre || GEOSLength_r(geosContext(), radius.get(), &circle.radius) != 1 ||
        GEOSGeomGetX_r(geosContext(), centre.get(), &x) != 1 ||
        GEOSGeomGetY_r(geosContext(), centre.get(), &y) != 1) {
        return std::nullopt;
    }
    circle.centre = {origin.x + std::llround(x), origin.y + std::llround(y)};
    return circle;
}

} // namespace tuban::geometry
