#pragma once

#include "base/units.h"
#include "jobs/area_unit.h"
#include "jobs/language.h"
#include "jobs/ratio_table_job.h"
#include "landuse/land_balance.h"
#include "model/classification.h"
#include "model/finding.h"

#include <string>
#include <vector>

namespace tuban::jobs {

/// A land-use balance with all that is said about it where it is printed or written.
struct BalanceReport {
    landuse::LandBalance balance; ///< without districts its one district may go unnamed
    std::string source = {};      ///< the parcels, as the user named them: "zone.gpkg:parcel"
    std::string crs = {};         ///< CRS of the areas: "EPSG:4548", or its name if it has no code
    std::string crsName = {};     ///< its name in words
    std::string classification = "none"; ///< id of the class table
    BilingualText classificationTitle = {};
    int level = 0; ///< of the leaf rows as chosen; 0: as in the data
    AreaUnit unit = AreaUnit::Hectares;
    std::vector<Finding> findings = {};
    std::string notice = {}; ///< what every output must say ("schematic …"); mostly empty
};

/// What is said about a balance that was computed. `source`: the parcels, as the user named them.
BalanceReport
reportOf(const RatioResult& ratios, const std::string& source, AreaUnit unit, Language language);

/// What separates the registered areas of a district from its measured area, so that
/// covered + uncovered − overlap + this = area. Zero for areas that were measured.
Area registeredDifference(const landuse::LandBalance& balance, std::size_t district);

} // namespace tuban::jobs
