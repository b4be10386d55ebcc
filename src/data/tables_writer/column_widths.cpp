#include "data/tables_writer/column_widths.h"

#include "data/tables_writer/display_text.h"
#include "data/tables_writer/number_text.h"

#include <algorithm>

namespace tuban::data {

std::vector<std::size_t> columnWidths(const Table& table, std::size_t widest) {
    std::vector<std::size_t> widths;
    const std::vector<const Table::Heading*> leaves = table.leaves();
    for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf) {
        std::size_t width = displayWidth(printable(leaves[leaf]->text));
        for (const Table::Row& row : table.rows) {
            const std::size_t indent =
                leaf == table.labelColumn ? static_cast<std::size_t>(2 * row.indent) : 0;
            const std::string text = cellText(row.cells[leaf], leaves[leaf]->decimals);
            width = std::max(width, indent + displayWidth(text));
        }
        widths.push_back(std::min(width, widest));
    }
    return widths;
}

} // namespace tuban::data
