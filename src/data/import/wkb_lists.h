#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace tuban::data {

/// What a well-known binary holds at its outermost: what its parts are.
enum class WkbShape { None, Points, Lines, Areas, Mixed };
WkbShape wkbShape(std::span<const std::byte> wkb);

/// The lists of vertices of a geometry, x0 y0 x1 y1 …, in their order: points, lines, rings.
/// Trusts no count. Z and M are dropped; of curves the vertices are given. Nothing: the bytes
/// contradict themselves.
/// @source OGC 06-103r4 clause 8; ISO 13249-3 type codes; EWKB flags of PostGIS.
std::optional<std::vector<std::vector<double>>> wkbLists(std::span<const std::byte> wkb);

/// Min x, min y, max x, max y over all finite vertices; nothing without any.
std::optional<std::array<double, 4>> wkbExtent(std::span<const std::byte> wkb);

} // namespace tuban::data
