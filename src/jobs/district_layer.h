#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/feature_source.h"
#include "geometry/coverage.h"
#include "geometry/overlay_index.h"
#include "jobs/measuring_plane.h"
#include "landuse/balance_assembly.h"
#include "model/finding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// The districts of a balance: features of one name make one district.
struct DistrictLayer {
    std::vector<std::string> names;         ///< by district, in the order of the file
    std::vector<std::uint32_t> districtOf;  ///< by feature of the index
    std::vector<geometry::FixedArea> areas; ///< by district
    std::optional<geometry::OverlayIndex> index = {};
    std::optional<geometry::CoverageMap> overlap = {}; ///< only where districts overlap
    std::vector<Finding> findings = {};
    std::uint64_t offGridVertices = 0;
};

/// How to read a district layer.
struct DistrictRequest {
    std::size_t nameField = 0;
    bool named = true; ///< false: features are called by their number
    geometry::Placement placement = {};
    MeasuringPlane plane = {};
    int threads = 1;
};

/// Reads, repairs and indexes the districts. Features without name are called "#" and their number
/// in the file. Findings: those of the scan, PolygonRepaired, PolygonSetAside, DistrictsShareName
/// (values: name, features), DistrictsOverlap (values: area in m², places, the largest of them).
/// Errors: those of FeatureSource::scan and OverlayIndex::build.
Result<DistrictLayer> readDistricts(data::FeatureSource& source,
                                    const DistrictRequest& request,
                                    const Progress& progress);

} // namespace tuban::jobs
