#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "compliance/place_check.h"
#include "jobs/check_layer.h"
#include "model/layer_schema.h"

#include <optional>
#include <string>

namespace tuban::jobs {

/// Reads a layer of a workspace that parcels are held against, on the grid of `loaded`; invalid
/// polygons are repaired. Features are called by their name, by their kind (rule.field, where the
/// rule lists kinds), or by their number. Only the kinds that the rule lists are taken; control
/// areas come from rule.field otherwise. Nothing where no feature is left.
/// Errors: those of openSource, FeatureSource::scan and OverlayIndex::build.
Result<std::optional<compliance::Ground>> readGround(const std::string& workspace,
                                                     const LayerSchema& schema,
                                                     const CheckRule& rule,
                                                     const LoadedLayer& loaded,
                                                     int threads,
                                                     const Progress& progress);

} // namespace tuban::jobs
