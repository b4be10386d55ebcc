#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace tuban::data {

/// What may be read of other programs. Nothing else is opened.
enum class ForeignFormat {
    Shapefile,
    DbfTable,
    GeoPackage,
    GeoJson,
    GeoJsonLines, ///< one feature a line, RFC 8142 among them
    Kml,
    FileGeodatabase,
    Dxf,
    BinaryDxf,
    ParcelTxt,
    Csv,
    Zip, ///< of any kind: KMZ, XLSX, an archive of files
};

/// What a file is by its content; its name decides only between texts that look alike (CSV). What
/// is known but not read is refused by its name.
/// Errors: FormatNotSupported (detail: the format), NetworkReference (detail: what kind of file
/// that points to others).
Result<ForeignFormat> foreignFormat(const std::string& name, std::string_view bytes);

/// Whether a name is that of a part of another file: .shx, .prj, .cpg and the like.
bool isPartOfOther(const std::string& name);

} // namespace tuban::data
