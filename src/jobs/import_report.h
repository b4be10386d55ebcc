#pragma once

#include "jobs/import_job.h"

#include <string>

namespace tuban::jobs {

/// What an import did, for people: a paragraph for each layer, in the current language.
std::string importText(const ImportJob::Summary& summary, bool dryRun);
/// The same for programs.
std::string importJson(const ImportJob::Summary& summary);
/// The places of doubt as GeoJSON points, in the CRS `crs` ("EPSG:n") of the workspace.
std::string importPlaces(const ImportJob::Summary& summary, const std::string& crs);

} // namespace tuban::jobs
