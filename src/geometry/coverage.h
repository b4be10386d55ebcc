#pragma once

#include <memory>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geometry/overlay_index.h"

namespace tuban::geometry {

/// Collects the directed edges of a polygon layer so that shared borders cancel. What remains
/// (the residual) determines how often every point is covered. One object per thread, merged at
/// the end; memory does not grow with the layer as long as most borders are shared.
class EdgeResidual {
public:
    EdgeResidual();
    EdgeResidual(EdgeResidual&&) noexcept;
    EdgeResidual& operator=(EdgeResidual&&) noexcept;
    ~EdgeResidual();

    void add(const PolygonChunk& chunk, std::size_t feature);
    void merge(const EdgeResidual& other);

private:
    friend class CoverageDepth;
    struct State;
    std::unique_ptr<State> m_state;
};

/// How a district is covered by the layer.
struct DistrictCoverage {
    FixedArea uncovered = 0; ///< area covered by no parcel
    FixedArea overlap = 0;   ///< area counted more than once, once per extra parcel
};

/// Uncovered and multiply covered area of each district. Holds for every district exactly:
/// Σ parts + uncovered − overlap = area of the district.
/// Borders that are crossed by others are noded first; that places crossings within one cell.
class CoverageDepth {
public:
    /// `covered[j]`: Σ of parts of all parcels in district j.
    /// Errors: Cancelled.
    static Result<std::vector<DistrictCoverage>> compute(const EdgeResidual& residual,
                                                         const OverlayIndex& index,
                                                         const std::vector<FixedArea>& covered,
                                                         int threads,
                                                         const Progress& progress);
};

} // namespace tuban::geometry
