#pragma once

#include "model/table.h"

#include <cstddef>
#include <string>

namespace tuban::data {

struct TextLayout {
    std::size_t width = 160; ///< columns of the terminal or page
};

/// A table as aligned text, UTF-8, lines end with LF without trailing spaces. Columns align on
/// terminals that show East Asian wide characters two columns wide.
///
/// A table wider than the layout is printed in parts, one below another: the labels of the rows are
/// repeated, as many column groups as fit stand side by side, and rows without a value in a part
/// are left out of it. So 200 districts read as blocks of a few districts, each with the classes
/// that occur there, and the last group (the total) stands at the end, where a terminal stops
/// scrolling. Long texts in cells and headings are wrapped, never cut; control characters do not
/// get through.
std::string renderText(const Table& table, const TextLayout& layout = {});

} // namespace tuban::data
