#pragma once

#include "base/error.h"

namespace tuban::jobs {

/// The name of an error for programs: that of its code. Stays the same in every language.
const char* nameOf(ErrorCode code);

} // namespace tuban::jobs
