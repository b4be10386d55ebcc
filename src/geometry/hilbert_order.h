#pragma once

#include "geometry/grid.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tuban::geometry {

/// The numbers of boxes in the order of their middles along a Hilbert curve through all of them, so
/// that neighbours in the list lie near each other; same place: the lower number first. No box is
/// empty. n log n.
/// @source Kamel, I. and Faloutsos, C. (1993) "On packing R-trees", CIKM.
std::vector<std::uint32_t> hilbertOrder(std::span<const GridBox> boxes);

} // namespace tuban::geometry
