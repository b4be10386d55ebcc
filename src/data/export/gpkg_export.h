#pragma once

#include "data/export/export_writer.h"

namespace tuban::data {

/// GeoPackage 1.3 with one layer or table: R-tree index, titles and units of fields; no journal and
/// no columns of a workspace, and free to be edited by any program. Needs a system with an EPSG
/// code. @source OGC 12-128r17, clauses 1.1, 2.1 and 2.4, annexes C, F.3 and F.9.
ExportFormat geoPackageFormat();

} // namespace tuban::data
