#pragma once

#include "jobs/export_job.h"

#include <string>

namespace tuban::jobs {

/// What an export did, for people, in the current language.
std::string exportText(const ExportJob::Summary& summary);
/// The same for programs.
std::string exportJson(const ExportJob::Summary& summary);

} // namespace tuban::jobs
