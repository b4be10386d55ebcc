#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "compliance/check_finding.h"
#include "compliance/checked_layer.h"
#include "geometry/coverage.h"

#include <cstddef>
#include <vector>

namespace tuban::compliance {

/// How the polygons of a layer lie side by side.
struct CoverageReport {
    std::vector<CheckFinding> findings; ///< by kind; overlaps and gaps: the largest first
    geometry::CoverageBorder border;
    std::size_t overlaps = 0; ///< all of them, whatever the limits of the rules
    std::size_t gaps = 0;     ///< enclosed ground without polygon, whatever its size
    /// Neither overlap nor gap, and the border consists of simple rings that do not meet: a proof
    /// that every point inside the rings belongs to one polygon. Exact integers, no tolerance.
    bool proved = false;
};

/// Checks the valid polygons of a layer for overlaps, gaps, missing shared vertices and unmatched
/// edges. Shared borders cancel edge by edge, compared by coordinates; only what is left is looked
/// at more closely. Areas are exact. The result does not depend on the number of threads.
/// Values: Overlap: m², metres of width, how many polygons lie on each other; Gap: m², metres of
/// width; MissingVertex: metres from the edge; UnmatchedEdge: how many edges, metres of them.
/// Errors: Cancelled.
Result<CoverageReport> checkCoverage(const CheckRules& rules,
                                     const CheckedLayer& layer,
                                     int threads,
                                     const Progress& progress);

} // namespace tuban::compliance
