#pragma once

#include "model/table.h"

#include <cstddef>
#include <vector>

namespace tuban::data {

/// A heading as a rectangle of the header: rows from the top, leaves from the left.
struct HeadingCell {
    const Table::Heading* heading = nullptr; ///< of the table given to headingGrid
    std::size_t row = 0;
    std::size_t rowSpan = 1;
    std::size_t leaf = 0;
    std::size_t leafSpan = 1;
};

/// The headings of a table laid out as merged cells, row by row, that fill Table::headingDepth()
/// rows and all leaves: a heading spans its leaves, a leaf reaches down to the last row.
std::vector<HeadingCell> headingGrid(const Table& table);

/// How many leaves name the rows: those before the first heading with children. Of a table without
/// such headings: all.
std::size_t labelCount(const Table& table);

/// The table in parts not wider than `limit`, for pages and terminals: each has the labels and as
/// many of the other top headings as fit, at least one. `leafWidths` and `limit` are in one unit,
/// gaps included. A table that fits, or has labels only, stays whole. Otherwise rows without any
/// value in a part are left out of it. Parts have headings and rows only.
std::vector<Table>
columnParts(const Table& table, const std::vector<std::size_t>& leafWidths, std::size_t limit);

} // namespace tuban::data
