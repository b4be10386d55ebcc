#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "compliance/check_finding.h"
#include "compliance/checked_layer.h"
#include "geometry/overlay_index.h"

#include <optional>
#include <string>
#include <vector>

namespace tuban::compliance {

/// A layer that parcels are held against, on the same grid; one entry for each of its features.
struct Ground {
    geometry::OverlayIndex index;
    std::vector<std::string> names = {};
    std::vector<std::optional<Area>> control = {}; ///< control areas, where they matter
};

/// What there is of it; rules whose ground is missing are not checked.
struct Grounds {
    std::optional<Ground> planArea = {};
    std::optional<Ground> districts = {};
    std::optional<Ground> controlLines = {}; ///< only those of the kinds that count
    /// By row: whether the planned class of the parcel is construction land.
    std::vector<bool> construction = {};
};

/// Where parcels lie in other layers, by exact areas. Values: OutsidePlanArea: m² outside;
/// AcrossDistricts: district, m² inside, m² outside; ControlLine: control line, m² inside;
/// ControlArea (no rows): district, m² of parcels, m² of control, difference.
/// Errors: Cancelled.
Result<std::vector<CheckFinding>> checkPlaces(const CheckRules& rules,
                                              const CheckedLayer& layer,
                                              const Grounds& grounds,
                                              int threads,
                                              const Progress& progress);

} // namespace tuban::compliance
