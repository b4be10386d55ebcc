#pragma once

#include "data/foreign/worker/layer_reader.h"

#include <string>

namespace tuban::data {

/// The key of the note that names the column of well-known text of a table, from 0; it has a cell
/// for each row, and its geometries are those of the rows.
inline constexpr const char* kWktColumn = "WKT column";

/// A text of cells as one layer: every record is a feature of texts, numbered from 1, the headings
/// among them. `text`: UTF-8.
void openDelimited(const ReaderInput& input, std::string text, OpenedFiles& opened);

/// The sheets of a spreadsheet, in the same manner: numbers as the file writes them, dates as
/// YYYY/MM/DD, of formulas what they gave last. Empty sheets are left out.
/// Errors: FileUnreadable (detail: what GDAL says), FormatNotSupported (days counted from 1904).
Result<void> openSpreadsheet(const ReaderInput& input, OpenedFiles& opened);

} // namespace tuban::data
