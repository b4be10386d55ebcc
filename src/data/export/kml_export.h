#pragma once

#include "data/export/export_writer.h"

namespace tuban::data {

/// KML in longitude and latitude of WGS 84: a style for each class, values as typed data of a
/// schema, the key of a row as the name of its placemark. Whole numbers are of
/// type "int", of which readers may take 32 bits only.
/// @source OGC 12-007r2 (KML 2.3), which keeps 07-147r2 (KML 2.2); namespace of 2.2.
ExportFormat kmlFormat();

} // namespace tuban::data
