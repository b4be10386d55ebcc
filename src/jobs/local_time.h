#pragma once

#include <string>

namespace tuban::jobs {

/// A moment of the journal (UTC, YYYY-MM-DDThh:mm:ss.sssZ) by the clock of this machine, for people:
/// YYYY-MM-DD hh:mm:ss. Any other text comes back as it is.
std::string localTime(const std::string& utc);

} // namespace tuban::jobs
