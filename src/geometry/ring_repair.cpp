#include "geometry/geos_polygons.h"
#include "geometry/ring_checks.h"

#include <cmath>

namespace tuban::geometry {

namespace {

GeosGeometry madeValid(const GEOSGeometry* geometry) {
    const GeosMakeValidParams params(GEOSMakeValidParams_create_r(geosContext()));
    GEOSMakeValidParams_setMethod_r(geosContext(), params.get(), GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(geosContext(), params.get(), 0);
    return GeosGeometry(GEOSMakeValidWithParams_r(geosContext(), geometry, params.get()));
}

/// One feature from the polygons of `geometry`; nothing if there are none, or if rounding to the
/// grid has made them invalid.
std::optional<PolygonChunk> validOnGrid(const GEOSGeometry* geometry, GridPoint origin) {
    PolygonChunkBuilder builder;
    if (appendParts(geometry, origin, builder) == 0) {
        return std::nullopt;
    }
    builder.endFeature();
    PolygonChunk chunk = builder.take();
    if (invalidity(chunk, 0)) {
        return std::nullopt;
    }
    return chunk;
}

std::optional<PolygonChunk> repaired(const PolygonChunk& chunk, std::size_t feature) {
    const GridPoint origin = chunk.extent(feature).min;
    const GeosGeometry source = toGeos(chunk, feature, origin);
    const GeosGeometry valid = source ? madeValid(source.get()) : nullptr;
    if (!valid) {
        return std::nullopt;
    }
    if (auto result = validOnGrid(valid.get(), origin)) {
        return result;
    }
    const GeosGeometry onGrid(GEOSGeom_setPrecision_r(geosContext(), valid.get(), 1.0, 0));
    return onGrid ? validOnGrid(onGrid.get(), origin) : std::nullopt;
}

} // namespace

std::optional<Invalidity> invalidity(const PolygonChunk& chunk, std::size_t feature) {
    if (chunk.parts(feature).count() == 0) {
        return std::nullopt;
    }
    const GridPoint origin = chunk.extent(feature).min;
    const GeosGeometry geometry = toGeos(chunk, feature, origin);
    if (!geometry) {
        return Invalidity{"Not a geometry", origin};
    }
    char* text = nullptr;
    GEOSGeometry* point = nullptr;
    if (GEOSisValidDetail_r(geosContext(), geometry.get(), 0, &text, &point) == 1) {
        return std::nullopt;
    }
    const GeosText reason(text);
    const GeosGeometry place(point);
    Invalidity result{reason ? reason.get() : "Not checked", origin};
    double x = 0;
    double y = 0;
    if (place && GEOSGeomGetX_r(geosContext(), place.get(), &x) == 1 &&
        GEOSGeomGetY_r(geosContext(), place.get(), &y) == 1) {
        result.place = {origin.x + std::llround(x), origin.y + std::llround(y)};
    }
    return result;
}

bool appendRepaired(const PolygonChunk& chunk, std::size_t feature, PolygonChunkBuilder& out) {
    if (chunk.parts(feature).count() == 0) {
        out.endFeature();
        return false;
    }
    const std::optional<PolygonChunk> result = repaired(chunk, feature);
    if (!result) {
        out.endFeature();
        return false;
    }
    out.addFeature(*result, 0);
    return true;
}

} // namespace tuban::geometry
