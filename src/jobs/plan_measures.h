#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "landuse/plan_check.h"
#include "model/finding.h"
#include "model/plan.h"

#include <string>
#include <vector>

namespace tuban::jobs {

/// Planar areas of the features that the claims of a plan are about, measured in the layers of
/// `path`: exact on the 0.1 mm grid, summed over all features of an id. Invalid polygons are
/// measured as repaired; doubts about the data are appended to `findings`.
/// Errors: those of data::openSource and FeatureSource::scan; FieldNotFound.
Result<landuse::PlanMeasures> measurePlan(const Plan& plan,
                                          const std::string& path,
                                          int threads,
                                          const Progress& progress,
                                          std::vector<Finding>& findings);

} // namespace tuban::jobs
