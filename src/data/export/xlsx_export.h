#pragma once

#include "data/export/export_writer.h"

namespace tuban::data {

/// An Excel workbook: a sheet with one row for each row, headings in view, cells typed (dates are
/// days, numbers numbers), of polygons also the planar area in m², ha and mu and the geometry as
/// WKT, where a cell can hold it (32 767 characters); and a sheet that explains the fields. At most
/// 1 048 575 rows. Numbers have the 16 digits that the library writes.
/// @source ECMA-376 part 1; limits as Microsoft states them for Excel.
ExportFormat xlsxFormat();

} // namespace tuban::data
