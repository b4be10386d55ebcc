#pragma once

#include "jobs/drawing_areas.h"

#include <cstddef>
#include <vector>

namespace tuban::jobs {

/// Drawings know no parcels of several parts: their outlines bear the same number. Joins areas of a
/// drawing that have the same parcel number, where no other value differs and they neither touch
/// nor overlap; the first takes the parts of the others. Answers how many were joined to another.
std::size_t joinParts(std::vector<DrawingArea>& areas);

} // namespace tuban::jobs
