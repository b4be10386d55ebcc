#include "geometry/polygon_boolean.h"

#include "geometry/geos_polygons.h"
#include "geometry/ring_checks.h"

#include <algorithm>

namespace tuban::geometry {

namespace {

using Exact = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);
using OnGrid = GEOSGeometry* (*)(GEOSContextHandle_t,
                                 const GEOSGeometry*,
                                 const GEOSGeometry*,
                                 double);

std::optional<PolygonChunk> rounded(const GEOSGeometry* geometry, GridPoint origin) {
    if (geometry == nullptr) {
        return std::nullopt;
    }
    PolygonChunkBuilder builder;
    appendParts(geometry, origin, builder);
    builder.endFeature();
    PolygonChunk chunk = builder.take();
    return invalidity(chunk, 0) ? std::nullopt : std::optional(std::move(chunk));
}

/// Crossings are rounded afterwards; where that spoils the result, while it is made.
std::optional<PolygonChunk> combined(const PolygonChunk& one,
                                     std::size_t feature,
                                     const PolygonChunk& other,
                                     std::size_t row,
                                     Exact exact,
                                     OnGrid onGrid) {
    GridBox box = one.extent(feature);
    box.add(other.extent(row).min);
    const GridPoint origin = box.min;
    const GeosGeometry a = toGeos(one, feature, origin);
    const GeosGeometry b = toGeos(other, row, origin);
    if (!a || !b) {
        return std::nullopt;
    }
    if (auto result = rounded(GeosGeometry(exact(geosContext(), a.get(), b.get())).get(), origin)) {
        return result;
    }
    return rounded(GeosGeometry(onGrid(geosContext(), a.get(), b.get(), 1.0)).get(), origin);
}

PolygonChunk copied(const PolygonChunk& from, std::size_t feature) {
    PolygonChunkBuilder builder;
    builder.addFeature(from, feature);
    return builder.take();
}

} // namespace

std::optional<PolygonChunk>
united(const PolygonChunk& one, std::size_t feature, const PolygonChunk& other, std::size_t row) {
    if (other.parts(row).count() == 0) {
        return copied(one, feature);
    }
    return combined(one, feature, other, row, GEOSUnion_r, GEOSUnionPrec_r);
}

std::optional<PolygonChunk>
reduced(const PolygonChunk& one, std::size_t feature, const PolygonChunk& other, std::size_t row) {
    if (other.parts(row).count() == 0) {
        return copied(one, feature);
    }
    return combined(one, feature, other, row, GEOSDifference_r, GEOSDifferencePrec_r);
}

} // namespace tuban::geometry
