#pragma once

#include "base/result.h"
#include "data/sources/zip_directory.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace tuban::data {

struct UnpackedFile {
    std::string name; ///< within the archive, UTF-8
    std::string bytes;
};

/// All files of a zip archive in memory. What the directory says of sizes is checked against
/// `limits` before and held to while unpacking. `shown` names the archive in errors.
/// Errors: ArchiveRefused (detail: why).
/// @source PKWARE APPNOTE 6.3.9, 4.3.7 (local file header); RFC 1951 (deflate)
Result<std::vector<UnpackedFile>>
unzip(std::span<const std::byte> archive, const std::string& shown, const ZipLimits& limits);

} // namespace tuban::data
