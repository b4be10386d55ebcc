#pragma once

#include "model/finding.h"

namespace tuban::jobs {

/// The sentence of a finding of `tuban check`; null for other findings.
const char* checkText(FindingCode code);

} // namespace tuban::jobs
