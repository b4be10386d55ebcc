#pragma once

#include <string>

namespace tuban::data {

/// Now in UTC, YYYY-MM-DDThh:mm:ss.sssZ, as the journal writes it.
std::string timeNow();

} // namespace tuban::data
