#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace tuban::data {

/// The bytes of a small file of ours, without a UTF-8 byte order mark.
/// Errors: FileNotFound, FileUnreadable (detail: what the system says).
Result<std::string> readTextFile(const std::filesystem::path& path);

} // namespace tuban::data
