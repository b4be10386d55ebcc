#pragma once

#include "geometry/coverage.h"
#include "jobs/measuring_plane.h"
#include "model/finding.h"

#include <string>

namespace tuban::jobs {

/// The overlap of a layer as one finding at its largest place. Values: area in m² counted more than
/// once, number of places, area of the largest.
Finding overlapFinding(const geometry::CoverageMap& map,
                       FindingCode code,
                       const std::string& layer,
                       const geometry::Grid& grid,
                       const MeasuringPlane& plane);

/// An area in m² as findings write it: two decimals, four below one m².
std::string squareMetresText(Area area);

} // namespace tuban::jobs
