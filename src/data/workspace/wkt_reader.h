#pragma once

#include "base/result.h"
#include "model/layer_schema.h"

#include <string_view>

namespace tuban::data {

/// Reads two-dimensional WKT of one kind onto the 0.1 mm grid, from decimal digits straight to
/// whole cells, so nothing is rounded. Coordinates have at most four decimals and no exponent; the
/// kind must be the one asked for, or a POLYGON where a MULTIPOLYGON is; rings are closed and have at least four vertices, lines two.
/// Errors: TableMalformed (detail: what is wrong; the caller adds where).
/// @source OGC 06-103r4 (Simple Features), clause 7.2.
Result<GridGeometry> readWkt(std::string_view text, GeometryKind kind);

} // namespace tuban::data
