#pragma once

#include "base/error.h"
#include "model/finding.h"

#include <string>
#include <vector>

namespace tuban::jobs {

// The one place that makes sentences of errors and findings, for both doors, in the current
// language (see language.h). UTF-8.

/// What happened, what was kept, what to do: one or two sentences without a final line break.
std::string describe(const Error& error);

/// What is the matter with the data, with its layer and feature where they are known.
std::string describe(const Finding& finding);

/// "fault", "warning", "advice", "note".
std::string describe(Severity severity);
/// Findings as lines for a person: faults first, at most `perCode` of one kind and severity, then
/// how many more there are of it.
std::vector<std::string> summaryOf(const std::vector<Finding>& findings, std::size_t perCode);

} // namespace tuban::jobs
