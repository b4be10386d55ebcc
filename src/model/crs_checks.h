#pragma once

#include "geometry/crs.h"
#include "model/finding.h"

#include <array>
#include <string>
#include <vector>

namespace tuban {

/// Min x, min y, max x, max y as stored: east before north.
using StoredExtent = std::array<double, 4>;

/// Doubts whether a layer really is in the CRS that it names: a zone prefix of the eastings that
/// the CRS does not have (or another one), an extent far from the central meridian, north and east
/// swapped. Warnings; the data is not changed.
/// @source zone rules and plausible ranges of Chinese Gauss-Krüger coordinates: GB/T 17798-2007
///   and survey practice (3-degree zones 25 to 45 and 6-degree zones 13 to 23 before the easting,
///   500 km offset, 1.5° or 3° to either side of the central meridian).
std::vector<Finding>
crsDoubts(const geometry::CrsInfo& crs, const StoredExtent& extent, const std::string& layer);

/// What coordinates without CRS look like: "EPSG:4527 (zone 39)" from a zone prefix, "degrees";
/// empty: nothing to tell.
std::string likelyCrs(const StoredExtent& extent);

} // namespace tuban
