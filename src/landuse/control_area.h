#pragma once

#include "base/result.h"
#include "base/units.h"

#include <vector>

namespace tuban::landuse {

/// Areas adjusted to their control area (面积平差).
struct AdjustedAreas {
    /// Whole hundredths of a square metre that sum to the control area exactly.
    std::vector<Area> areas;
    Area closure; ///< control − Σ of the parts as they were, to 1e-6 m²
};

/// Adjusts the parts of a district to its control area: the closure f = P0 − ΣPi is shared out in
/// proportion to the areas, vi = f · Pi / ΣPi, each Pi + vi is rounded to 0.01 m² by largest
/// remainder. `control` is taken to 0.01 m². What closure is allowed is a matter of the rule and
/// scale of the survey: the caller says it (|f| ≤ allowed).
/// Errors: ControlAreaMismatch for a larger closure (subject: the closure in m²; detail: what is
/// allowed), for parts without area or of negative area, for a negative control area.
/// @source TD/T 1055-2019 第三次全国国土调查技术规程, area summing: parts equal the control area at
/// each level, closure in proportion to area; the residual of rounding is this product's choice.
Result<AdjustedAreas>
adjustToControlArea(const std::vector<Area>& parts, Area control, Area allowed);

} // namespace tuban::landuse
