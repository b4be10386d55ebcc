#pragma once

#include <cstddef>
#include <span>

namespace tuban::data {

/// The well-known binary in a geometry blob of a GeoPackage; empty if the blob is flagged empty or
/// its header is damaged.
/// @source OGC 12-128r18 (GeoPackage 1.3) clause 2.1.3: magic "GP", version, flags, srs id,
/// envelope of 0, 4, 6, 6 or 8 doubles. The envelope is skipped, not trusted.
std::span<const std::byte> geoPackageWkb(std::span<const std::byte> blob);
/// Whether a geometry blob is flagged empty in an intact header.
bool isEmptyGeoPackageBlob(std::span<const std::byte> blob);

/// Whether the outermost type is an area, or a collection that may hold one.
bool mayHoldPolygons(std::span<const std::byte> wkb);

} // namespace tuban::data
