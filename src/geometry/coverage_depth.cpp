#include "base/parallel.h"
#include "geometry/coverage.h"

namespace tuban::geometry {

DistrictCoverage settled(DistrictCoverage coverage) {
    // More than the roundings of 100 000 crossings, less than 10^-13 m² on the 0.1 mm grid.
    constexpr FixedArea kRoundings = FixedArea{1} << 16;
    const FixedArea uncovered = coverage.uncovered;
    const bool rounding = uncovered < kRoundings && uncovered > -kRoundings;
    return rounding && coverage.overlap > kRoundings
               ? DistrictCoverage{0, coverage.overlap - uncovered}
               : coverage;
}

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
        const FixedArea area =
            districts.doubledArea(j) * (static_cast<Int128>(1) << kFixedAreaBits);
        const FixedArea overlap = map.overlapIn(districts, j);
        result[j] = settled({area - covered[j] + overlap, overlap});
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
