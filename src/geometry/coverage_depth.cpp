#include "base/parallel.h"
#include "geometry/coverage.h"

namespace tuban::geometry {

namespace {

/// More than the roundings of 100 000 crossings, less than 10^-13 m² on the 0.1 mm grid.
constexpr FixedArea kRoundings = FixedArea{1} << 16;

/// The overlap rounds at other crossings than the parts do. What that leaves of an uncovered area
/// that is really 0 belongs to the overlap.
DistrictCoverage coverageOf(DoubledArea area, FixedArea covered, FixedArea overlap) {
    const FixedArea uncovered =
        area * (static_cast<Int128>(1) << kFixedAreaBits) - covered + overlap;
    const bool rounding = uncovered < kRoundings && uncovered > -kRoundings;
    return rounding && overlap > kRoundings ? DistrictCoverage{0, overlap - uncovered}
                                            : DistrictCoverage{uncovered, overlap};
}

} // namespace

Result<std::vector<DistrictCoverage>> CoverageDepth::compute(const EdgeResidual& residual,
                                                             const OverlayIndex& index,
                                                             const std::vector<FixedArea>& covered,
                                                             int threads,
                                                             const Progress& progress) {
    const Result<CoverageMap> map = CoverageMap::build(residual, progress.part(0.0, 0.6));
    if (!map) {
        return map.error();
    }
    return compute(*map, index.districts(), covered, threads, progress.part(0.6, 1.0));
}

Result<std::vector<DistrictCoverage>> CoverageDepth::compute(const CoverageMap& map,
                                                             const PolygonChunk& districts,
                                                             const std::vector<FixedArea>& covered,
                                                             int threads,
                                                             const Progress& progress) {
    std::vector<DistrictCoverage> result(districts.size());
    parallelFor(districts.size(), threads, [&](int, std::size_t j) {
        if (progress.cancelled()) {
            return;
        }
        result[j] = coverageOf(districts.doubledArea(j), covered[j], map.overlapIn(districts, j));
        if (j % 64 == 0) {
            progress.report(static_cast<double>(j) / static_cast<double>(districts.size()));
        }
    });
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, {}};
    }
    return result;
}

} // namespace tuban::geometry
