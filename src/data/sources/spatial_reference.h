#pragma once

#include <cstdint>
#include <string>
#include <string_view>

class OGRSpatialReference;

namespace tuban::data {

/// WKT2 of a CRS; empty if there is none or it cannot be said.
std::string wktOf(const OGRSpatialReference* crs);

/// WKT2 of an entry of gpkg_spatial_ref_sys: its EPSG code if it has one, else its definition,
/// which must be WKT (never a URL). Empty for the two undefined systems (-1, 0).
std::string
crsOfGeoPackage(std::string_view organization, std::int64_t code, std::string_view definition);

/// Whether coordinates of a layer come north before east, so that they must be swapped.
bool comesNorthFirst(const OGRSpatialReference& crs);

} // namespace tuban::data
