#pragma once

#include "base/result.h"
#include "data/sources/ogr_source.h"

#include <optional>
#include <string>
#include <string_view>

namespace tuban::data {

/// How much of a file detectFormat wants to see.
inline constexpr std::size_t kHeadBytes = 64 * 1024;

enum class FileKind {
    GeoPackage,
    Zip,
    Ogr, ///< one of the formats left to GDAL
};

struct FileFormat {
    FileKind kind;
    OgrAccess access = {}; ///< Ogr only
};

/// What a file is, by its first bytes; the extension decides only where the bytes cannot (CSV,
/// and GDAL's wish that a Shapefile be called .shp). This is the list of what may be opened: every
/// format on it is read from the file itself or the parts of its set beside it.
/// Errors: FormatNotSupported, NetworkReference (files that point to other files or servers),
/// NoPolygons (a table without geometry), FileUnreadable.
Result<FileFormat> detectFormat(const std::string& path, std::string_view head);

/// Whether `folder` is an Esri file geodatabase: GDAL reads it as one file.
std::optional<OgrAccess> detectFolder(const std::string& folder);

} // namespace tuban::data
