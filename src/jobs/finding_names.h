#pragma once

#include "model/finding.h"

#include <string_view>

namespace tuban::jobs {

/// Stable names for files: "note", "advice", "warning", "fault".
std::string_view nameOf(Severity severity);
/// Stable names for files: "unknown-code", "parcels-overlap" …
std::string_view nameOf(FindingCode code);

} // namespace tuban::jobs
