#pragma once

#include "geometry/polygon_chunk.h"

#include <optional>

namespace tuban::geometry {

/// The union of two valid features on the same grid, as a chunk of one feature. Vertices of both
/// stay where they are; points where edges cross are rounded to cells. Nothing if GEOS fails or
/// rounding makes the result invalid.
std::optional<PolygonChunk>
united(const PolygonChunk& one, std::size_t feature, const PolygonChunk& other, std::size_t row);

/// The first feature without the second, in the same way; a feature without parts where nothing is
/// left.
std::optional<PolygonChunk>
reduced(const PolygonChunk& one, std::size_t feature, const PolygonChunk& other, std::size_t row);

} // namespace tuban::geometry
