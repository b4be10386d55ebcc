#pragma once

#include "compliance/check_finding.h"
#include "compliance/checked_layer.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tuban::compliance {

/// What a repair makes of one polygon.
struct RepairedFeature {
    std::uint32_t row;
    Area before;
    Area after;
    geometry::PolygonChunk polygons; ///< of one feature
};

/// Why a finding was left as it is.
enum class RepairRefusal {
    NoRepair,       ///< findings of its kind are for people to decide
    FallsApart,     ///< a polygon would get several parts or vanish
    NotValid,       ///< a polygon would become invalid
    NothingChanged, ///< what it speaks of is not there any more after the repairs before it
};

/// Repairs for findings of one layer.
struct RepairPlan {
    std::vector<std::size_t> repaired; ///< findings, by their place in the list
    std::vector<std::pair<std::size_t, RepairRefusal>> refused;
    std::vector<RepairedFeature> features; ///< by row
};

/// Whether findings of a kind have a repair: Gap, Overlap, MissingVertex, Spike, DuplicateVertices.
bool isRepairable(CheckKind kind);

/// Plans the repair of findings, one after the other: missing vertices are put in, spikes and
/// repeated vertices taken out, overlaps cut from all but the polygon that has priority, gaps given
/// to the neighbour with the longest common border. `several`: polygons may have several parts.
/// Nothing is changed.
RepairPlan planRepairs(const CheckRules& rules,
                       const CheckedLayer& layer,
                       const std::vector<CheckFinding>& findings,
                       bool several);

} // namespace tuban::compliance
