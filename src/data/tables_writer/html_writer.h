#pragma once

#include "base/result.h"
#include "model/table.h"

#include <string>
#include <string_view>

namespace tuban::data {

/// A table as a page of its own: HTML 5, UTF-8, styled by `css`, no script and nothing loaded from
/// elsewhere.
/// Readable in light and dark, prints on A4 landscape with the header repeated. Swatches show the
/// colours of the rows; they stay when printed. A table too wide for the paper is shown in parts as
/// by columnParts(). Numbers are printed as in text output; texts are escaped.
std::string renderHtml(const Table& table, std::string_view css);

/// The style sheet of the product for tables: `styles/table.css`.
/// Errors: those of readTextFile.
Result<std::string> loadTableStyle();

} // namespace tuban::data
