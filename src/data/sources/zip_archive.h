#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// Checks a zip archive by its directory before anything is unpacked, and tells which of its files
/// may be opened as layers, as paths below /vsizip/. Shapefiles count once, by their .shp.
///
/// Refused: more than 10 000 entries, more than 2 GB unpacked, a ratio above 100, archives within
/// the archive, names that lead elsewhere, encrypted entries, damaged directories.
/// Errors: FileUnreadable, FormatNotSupported (no layer in it; nested), NetworkReference (names).
Result<std::vector<std::string>> layersInZip(const std::string& path);

} // namespace tuban::data
