#pragma once

#include "base/result.h"
#include "model/layer_schema.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tuban::data {

/// Appends a geometry as little-endian ISO WKB in metres. Each coordinate is the double next to its
/// cell of the 0.1 mm grid. Expected: parts and lists are not empty; one part but for MultiPolygon;
/// cells within ±2^52.
/// @source ISO 19125-1 (OGC 06-103r4), clause 8.
void appendGridWkb(std::string& bytes, const GridGeometry& geometry, GeometryKind kind);

/// A geometry as GeoPackage stores it: header with extent (none for points, which are their own),
/// then its WKB as appendGridWkb gives it.
/// @source OGC 12-128r17 (GeoPackage 1.3), clause 2.1.3.
std::string geoPackageBlob(const GridGeometry& geometry, GeometryKind kind, std::int32_t srsId);

/// Reads what geoPackageBlob wrote for a layer of this kind, to the very cells. The number of the
/// CRS is not looked at; but for it, what is accepted is what geoPackageBlob writes for the result,
/// byte for byte, so coordinates that are not the double next to a cell, and extents that are not
/// those of the geometry, are refused. Memory stays within a small multiple of the bytes.
/// Errors: WorkspaceDamaged (detail: what is wrong; where: at which byte).
Result<GridGeometry> readGpkgBlob(std::span<const std::byte> blob, GeometryKind kind);

} // namespace tuban::data
