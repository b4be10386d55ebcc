#pragma once

#include "base/result.h"
#include "model/table.h"

#include <filesystem>

namespace tuban::data {

/// Writes a table as an Excel workbook of one sheet, through an AtomicFile: title, merged headings,
/// typed cells, notes. Numbers are those that the table prints, with the decimals of their column,
/// so sums in Excel close as on paper; the label column shows indent, the first column the colour
/// of the row. Texts never become formulas. Labels and header stay in view, repeat on every printed
/// page; pages are landscape, A4 or A3 as the width asks, beside each other where one is not
/// enough. The same table gives the same bytes. Errors: WriteFailed (detail: what the library or
/// the system says; more than 16 384 columns or 1 048 576 rows do not fit).
Result<void> writeXlsx(const Table& table, const std::filesystem::path& path);

} // namespace tuban::data
