#pragma once

#include "geometry/cell_grid.h"
#include "geometry/polygon_chunk.h"

namespace tuban::geometry {

/// Internal to the overlay kernel: the cells for an index over `districts`. The smallest width at
/// which neither the cells nor the places where edges pass from cell to cell outnumber the
/// vertices by much: memory and time stay linear. A few places far off do not widen the cells.
CellGrid chooseCells(const PolygonChunk& districts, const GridBox& extent);

} // namespace tuban::geometry
