#pragma once

#include "data/feature_source.h"
#include "jobs/measuring_plane.h"

namespace tuban::jobs {

/// Name, CRS and extent of a layer; the extent of its first features where the source cannot tell
/// that of all without reading them.
LayerPlace placeOf(data::FeatureSource& source);

/// Whether some of the first features have coordinates off the grid of a placement.
/// Errors: those of FeatureSource::scan.
Result<bool> sampleIsOffGrid(data::FeatureSource& source, const geometry::Placement& placement);

} // namespace tuban::jobs
