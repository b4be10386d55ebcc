#pragma once

#include "geometry/geos_handle.h"
#include "geometry/polygon_chunk.h"

namespace tuban::geometry {

/// A feature as GEOS MultiPolygon in cells relative to `origin`: exact as long as the feature is
/// smaller than 2^53 cells. Null if GEOS refuses it.
GeosGeometry toGeos(const PolygonChunk& chunk, std::size_t feature, GridPoint origin);

/// Appends all polygons of `geometry`, also those inside collections, as parts of the current
/// feature of `out`, rounded to cells; the caller ends the feature. Returns the number of parts.
std::size_t appendParts(const GEOSGeometry* geometry, GridPoint origin, PolygonChunkBuilder& out);

} // namespace tuban::geometry
