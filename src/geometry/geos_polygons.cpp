#include "geometry/geos_polygons.h"

#include <cmath>
#include <vector>

namespace tuban::geometry {

namespace {

GeosGeometry toLinearRing(Ring ring, GridPoint origin) {
    std::vector<double> xy;
    xy.reserve(2 * ring.size() + 2);
    for (std::size_t i = 0; i <= ring.size(); ++i) {
        const GridPoint p = ring[i == ring.size() ? 0 : i];
        xy.push_back(static_cast<double>(p.x - origin.x));
        xy.push_back(static_cast<double>(p.y - origin.y));
    }
    GeosSequence sequence(GEOSCoordSeq_copyFromBuffer_r(
        geosContext(), xy.data(), static_cast<unsigned>(ring.size() + 1), 0, 0));
    if (!sequence) {
        return nullptr;
    }
    return GeosGeometry(GEOSGeom_createLinearRing_r(geosContext(), sequence.release()));
}

/// GEOS takes ownership of the members even if it fails.
std::vector<GEOSGeometry*> release(std::vector<GeosGeometry>& owned) {
    std::vector<GEOSGeometry*> raw;
    raw.reserve(owned.size());
    for (GeosGeometry& g : owned) {
        raw.push_back(g.release());
    }
    return raw;
}

GeosGeometry toPolygon(const PolygonChunk& chunk, std::uint32_t part, GridPoint origin) {
    const PolygonChunk::Range rings = chunk.rings(part);
    GeosGeometry shell = toLinearRing(chunk.ring(rings.first), origin);
    std::vector<GeosGeometry> holes;
    for (std::uint32_t r = rings.first + 1; r < rings.last; ++r) {
        holes.push_back(toLinearRing(chunk.ring(r), origin));
        if (!holes.back()) {
            return nullptr;
        }
    }
    if (!shell) {
        return nullptr;
    }
    std::vector<GEOSGeometry*> raw = release(holes);
    return GeosGeometry(GEOSGeom_createPolygon_r(
        geosContext(), shell.release(), raw.data(), static_cast<unsigned>(raw.size())));
}

bool readRing(const GEOSGeometry* ring, GridPoint origin, std::vector<GridPoint>& out) {
    const GEOSCoordSequence* const sequence = GEOSGeom_getCoordSeq_r(geosContext(), ring);
    unsigned size = 0;
    if (sequence == nullptr || GEOSCoordSeq_getSize_r(geosContext(), sequence, &size) == 0) {
        return false;
    }
    std::vector<double> xy(2 * static_cast<std::size_t>(size));
    if (GEOSCoordSeq_copyToBuffer_r(geosContext(), sequence, xy.data(), 0, 0) == 0) {
        return false;
    }
    out.clear();
    for (std::size_t i = 0; i < xy.size(); i += 2) {
        out.push_back({origin.x + std::llround(xy[i]), origin.y + std::llround(xy[i + 1])});
    }
    return true;
}

std::size_t appendPolygon(const GEOSGeometry* polygon, GridPoint origin, PolygonChunkBuilder& out) {
    const int holes = GEOSGetNumInteriorRings_r(geosContext(), polygon);
    std::vector<GridPoint> ring;
    std::size_t parts = 0;
    for (int i = -1; i < holes; ++i) {
        const GEOSGeometry* const source = i < 0
                                               ? GEOSGetExteriorRing_r(geosContext(), polygon)
                                               : GEOSGetInteriorRingN_r(geosContext(), polygon, i);
        if (source == nullptr || !readRing(source, origin, ring)) {
            break;
        }
        // Rounding may flatten a sliver: it has no area left to keep.
        if (doubledSignedArea(ring) == 0) {
            if (i < 0) {
                break;
            }
            continue;
        }
        if (out.addRing(ring) && i < 0) {
            ++parts;
        }
    }
    out.endPart();
    return parts;
}

} // namespace

GeosGeometry toGeos(const PolygonChunk& chunk, std::size_t feature, GridPoint origin) {
    std::vector<GeosGeometry> polygons;
    for (std::uint32_t part = chunk.parts(feature).first; part < chunk.parts(feature).last;
         ++part) {
        polygons.push_back(toPolygon(chunk, part, origin));
        if (!polygons.back()) {
            return nullptr;
        }
    }
    std::vector<GEOSGeometry*> raw = release(polygons);
    return GeosGeometry(GEOSGeom_createCollection_r(
        geosContext(), GEOS_MULTIPOLYGON, raw.data(), static_cast<unsigned>(raw.size())));
}

std::size_t appendParts(const GEOSGeometry* geometry, GridPoint origin, PolygonChunkBuilder& out) {
    const int type = GEOSGeomTypeId_r(geosContext(), geometry);
    if (type == GEOS_POLYGON) {
        return GEOSisEmpty_r(geosContext(), geometry) != 0 ? 0
                                                           : appendPolygon(geometry, origin, out);
    }
    std::size_t parts = 0;
    if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        const int count = GEOSGetNumGeometries_r(geosContext(), geometry);
        for (int i = 0; i < count; ++i) {
            parts += appendParts(GEOSGetGeometryN_r(geosContext(), geometry, i), origin, out);
        }
    }
    return parts;
}

} // namespace tuban::geometry
