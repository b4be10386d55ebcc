#pragma once

#include "data/export/export_writer.h"

namespace tuban::data {

/// GeoJSON: longitude and latitude of WGS 84, outer rings counter-clockwise, one feature a line;
/// with another CRS, which the RFC has no place for, the member "crs" of the older GeoJSON, which
/// GDAL, QGIS and ArcGIS read. @source RFC 7946; the GeoJSON format specification (2008).
ExportFormat geoJsonFormat();

} // namespace tuban::data
