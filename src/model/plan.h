#pragma once

#include "base/units.h"
#include "model/classification.h"

#include <string>
#include <vector>

namespace tuban {

/// Features whose `field` holds one of `values`, compared as text.
struct PlanFilter {
    std::string field;
    std::vector<std::string> values;
};

/// The plan gives the area of a feature, or of all features of a kind: those of a layer that pass
/// all filters.
struct PlanAreaClaim {
    std::string id;
    std::string layer;
    std::vector<PlanFilter> filters;
    BilingualText name;
    Area stated;
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

/// The plan gives a rate: the area of the features that pass all filters of `numerator`, in the
/// area of those that pass all filters of `denominator`.
struct PlanRateClaim {
    std::string id;
    BilingualText name;
    Ratio stated;
    Ratio tolerance;
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
