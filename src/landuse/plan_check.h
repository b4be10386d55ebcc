#pragma once

#include "base/units.h"
#include "model/finding.h"
#include "model/plan.h"

#include <optional>
#include <vector>

namespace tuban::landuse {

/// What was measured in the layers for the claims of a plan, in their order.
struct PlanMeasures {
    struct Rate {
        Area numerator;
        Area denominator;
    };
    std::vector<std::optional<Area>> areas = {}; ///< empty: there is no such feature
    std::vector<Rate> rates = {};
};

/// A claim beside what was found.
template <typename Quantity> struct ClaimResult {
    std::optional<Quantity> found = {}; ///< empty: there is nothing to measure
    bool agrees = false;
};

/// The outcome for each claim of a plan, in their order, and a finding for each that fails.
struct PlanCheck {
    std::vector<ClaimResult<Area>> areas = {};
    std::vector<ClaimResult<Area>> sums = {};
    std::vector<ClaimResult<Ratio>> rates = {};
    std::vector<Finding> findings = {};

    std::size_t claims() const { return areas.size() + sums.size() + rates.size(); }
};

/// Holds the claims of a plan against what was measured and against each other.
///  - an area agrees within the tolerance of its claim, inclusive;
///  - a sum agrees if rounding explains the difference: half a step of `rounding` for the total and
///    for each part;
///  - a rate agrees within the tolerance of its claim.
/// Findings are warnings; their first values are the Chinese and the English name, the last is the
/// section of the plan document. Between them:
///  - PlanAreaMismatch: stated and found in km² (six decimals), found − stated in m² (two
///  decimals);
///  - PlanSumMismatch: stated, sum of the parts, sum − stated, all in km² (two decimals);
///  - PlanRateMismatch: stated, found in per cent (two decimals);
///  - PlanRateUndefined (no land in the denominator): stated in per cent;
///  - PlanFeatureMissing: layer, id of the claim. `layer` of the finding is set where there is one.
PlanCheck checkPlan(const Plan& plan, const PlanMeasures& measures);

} // namespace tuban::landuse
