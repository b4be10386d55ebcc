#pragma once

#include "base/units.h"
#include "model/classification.h"

#include <string>
#include <vector>

namespace tuban {

/// The plan gives the area of a feature.
struct PlanAreaClaim {
    std::string id;       ///< of the feature: value of `keyField`
    std::string layer;    ///< where the feature is
    std::string keyField; ///< field of `layer` that holds the id
    BilingualText name;
    Area planned;
    Area tolerance;
    std::string section = {}; ///< of the plan document
};

struct PlanSumPart {
    BilingualText name;
    Area area;
    std::string section = {};
};

/// The plan gives a total and, elsewhere, what should add up to it.
struct PlanSumClaim {
    std::string id;
    BilingualText name;
    Area stated;
    Area rounding; ///< the step that the areas of the plan are printed in
    std::vector<PlanSumPart> parts;
    std::string section = {};
};

/// Features whose `field` holds one of `values`.
struct PlanFilter {
    std::string field;
    std::vector<std::string> values;
};

/// The plan gives a rate: the area of the features that pass all filters of `numerator`, in the
/// area of those that pass all filters of `denominator`.
struct PlanRateClaim {
    std::string id;
    BilingualText name;
    Ratio stated;
    std::string layer;
    std::vector<PlanFilter> numerator;
    std::vector<PlanFilter> denominator;
    BilingualText definition;
    std::string section = {};
};

/// What a plan document says of a zone, as far as it can be checked.
struct Plan {
    BilingualText title;
    std::string document;
    std::vector<PlanAreaClaim> areas = {};
    std::vector<PlanSumClaim> sums = {};
    std::vector<PlanRateClaim> rates = {};
};

} // namespace tuban
