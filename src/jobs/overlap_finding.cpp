#include "jobs/overlap_finding.h"

#include "geometry/ellipsoid_area.h"

#include <cmath>
#include <cstdio>

namespace tuban::jobs {

std::string squareMetresText(Area area) {
    const double v = area.inSquareMetres();
    char text[64];
    std::snprintf(text, sizeof text, std::abs(v) < 1.0 ? "%.4g" : "%.2f", v);
    return text;
}

Finding overlapFinding(const geometry::CoverageMap& map,
                       FindingCode code,
                       const std::string& layer,
                       const geometry::Grid& grid,
                       const MeasuringPlane& plane) {
    const geometry::CrsInfo units = plane.units();
    const geometry::CoverageFaces faces = map.overlapFaces(1);
    Finding finding{.severity = Severity::Warning, .code = code, .layer = layer};
    const Area all = geometry::areaOf(map.overlapEverywhere(), grid, units);
    finding.values = {squareMetresText(all), std::to_string(faces.total)};
    if (!faces.faces.empty()) {
        const geometry::CoverageFace& largest = faces.faces.front();
        finding.values.push_back(squareMetresText(geometry::areaOf(largest.area, grid, units)));
        if (plane.basis != landuse::AreaBasis::Ellipsoidal) {
            finding.place = {{grid.toUnits(largest.inside.x), grid.toUnits(largest.inside.y)}};
        }
    }
    return finding;
}

} // namespace tuban::jobs
