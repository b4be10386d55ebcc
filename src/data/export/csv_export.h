#pragma once

#include "data/export/export_writer.h"

namespace tuban::data {

/// CSV for spreadsheets and programs: headings, then one record a row; UTF-8 begins with a byte
/// order mark, without which Excel garbles Chinese. The last column, WKT, holds the geometry. An
/// empty text is "", nothing is empty. @source RFC 4180; OGC 06-103r4 (WKT).
ExportFormat csvFormat();

/// The heading of the column with the geometry.
inline constexpr std::string_view kWktHeading = "WKT";

} // namespace tuban::data
