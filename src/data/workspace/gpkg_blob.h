#pragma once

#include "model/layer_schema.h"

#include <cstdint>
#include <string>

namespace tuban::data {

/// A geometry as GeoPackage stores it: header with extent (none for points, which are their own),
/// then little-endian WKB in metres. Each coordinate is the double next to its cell of the 0.1 mm
/// grid.
/// @source OGC 12-128r17 (GeoPackage 1.3), clause 2.1.3.
std::string geoPackageBlob(const GridGeometry& geometry, GeometryKind kind, std::int32_t srsId);

} // namespace tuban::data
