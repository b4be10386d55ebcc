#pragma once

#include <string>
#include <vector>

namespace tuban::jobs {

/// The translation of `pattern` with %1, %2 … replaced by `values`, once and all at a time. A part
/// in square brackets is left out where one of its values is empty or missing.
std::string sentence(const char* pattern, const std::vector<std::string>& values);

} // namespace tuban::jobs
