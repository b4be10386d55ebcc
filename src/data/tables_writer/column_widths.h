#pragma once

#include "model/table.h"

#include <cstddef>
#include <vector>

namespace tuban::data {

/// Display width of each leaf of a table: of its heading and its printed cells with their indent
/// (two columns a step), but at most `widest`.
std::vector<std::size_t> columnWidths(const Table& table, std::size_t widest);

} // namespace tuban::data
