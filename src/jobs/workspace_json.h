#pragma once

#include "jobs/verify_job.h"

#include <string>

namespace tuban::jobs {

/// What `tuban verify` found, for programs: sound, entries, rows, head, anchor, findings.
std::string verifyJson(const VerifyJob::Summary& summary);

} // namespace tuban::jobs
