#pragma once

#include "jobs/check_job.h"
#include "jobs/language.h"
#include "model/table.h"

#include <cstddef>
#include <string>

namespace tuban::jobs {

/// The report for people: what was looked at and proved, then findings by rule, at most `perRule`
/// of each with a note on how many more there are, then repairs.
Table checkTable(const CheckJob::Report& report, Language language, std::size_t perRule);

/// One record for each finding, those accepted too.
Table checkRecords(const CheckJob::Report& report);

/// All of the report, for programs.
std::string checkJson(const CheckJob::Report& report);

/// The findings that have a place, as areas or points in the CRS of their layer, which is named in
/// the member "crs" as GDAL and QGIS read it. @source GeoJSON 1.0 (2008), section 3.
std::string checkGeoJson(const CheckJob::Report& report);

} // namespace tuban::jobs
