#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// What of a zip archive may be opened.
struct ZipLayers {
    std::vector<std::string> paths; ///< below /vsizip/, UTF-8
    /// Encoding of names that do not say it themselves, for GDAL's option CPL_ZIP_ENCODING while
    /// the paths are opened.
    std::string nameEncoding;
};

/// Checks a zip archive by its directory before anything is unpacked, and tells which of its files
/// may be opened as layers. Shapefiles count once, by their .shp. Names without a flag for UTF-8
/// are told by their bytes: UTF-8, Chinese (GB18030, as Windows writes them), else code page 437.
///
/// Refused: more than 10 000 entries, more than 2 GB unpacked, a ratio above 100 (small files
/// apart), archives within the archive, names that lead elsewhere, encrypted entries, damaged
/// directories.
/// Errors: FileUnreadable, FormatNotSupported (no layer in it; nested), NetworkReference (names).
Result<ZipLayers> layersInZip(const std::string& path);

} // namespace tuban::data
