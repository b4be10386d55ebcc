#include "data/tables_writer/heading_grid.h"

#include <algorithm>
#include <numeric>

namespace tuban::data {

namespace {

/// Appends the cells of `headings` and what is below them; returns the number of their leaves.
std::size_t place(const std::vector<Table::Heading>& headings,
                  std::size_t row,
                  std::size_t firstLeaf,
                  std::size_t depth,
                  std::vector<HeadingCell>& out) {
    std::size_t leaf = firstLeaf;
    for (const Table::Heading& heading : headings) {
        const std::size_t index = out.size();
        const bool isLeaf = heading.children.empty();
        out.push_back({&heading, row, isLeaf ? depth - row : 1, leaf, 1});
        const std::size_t span = isLeaf ? 1 : place(heading.children, row + 1, leaf, depth, out);
        out[index].leafSpan = span;
        leaf += span;
    }
    return leaf - firstLeaf;
}

/// A top heading that is no label: where its leaves are and how wide.
struct Group {
    std::size_t heading;
    std::size_t firstLeaf;
    std::size_t leaves;
    std::size_t width;
};

std::size_t widthOf(const std::vector<std::size_t>& widths, std::size_t first, std::size_t count) {
    const auto begin = widths.begin() + static_cast<std::ptrdiff_t>(first);
    return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(count), std::size_t(0));
}

std::vector<Group> groupsOf(const Table& table, const std::vector<std::size_t>& widths) {
    std::vector<Group> groups;
    const std::size_t labels = labelCount(table);
    for (const HeadingCell& cell : headingGrid(table)) {
        if (cell.row == 0 && cell.leaf >= labels) {
            const std::size_t heading = labels + groups.size();
            groups.push_back(
                {heading, cell.leaf, cell.leafSpan, widthOf(widths, cell.leaf, cell.leafSpan)});
        }
    }
    return groups;
}

/// Groups that stand side by side, from `begin` to before the returned one.
std::size_t endOfPart(const std::vector<Group>& groups, std::size_t begin, std::size_t room) {
    std::size_t used = groups[begin].width;
    std::size_t end = begin + 1;
    while (end < groups.size() && used + groups[end].width <= room) {
        used += groups[end].width;
        ++end;
    }
    return end;
}

bool isEmpty(const Table::Cell& cell) {
    return std::holds_alternative<std::monostate>(cell);
}

/// The labels and the groups from `first` to `last`.
Table partOf(const Table& table, const Group& first, const Group& last) {
    const auto labels = static_cast<std::ptrdiff_t>(labelCount(table));
    const auto from = static_cast<std::ptrdiff_t>(first.firstLeaf);
    const auto to = static_cast<std::ptrdiff_t>(last.firstLeaf + last.leaves);
    Table part;
    part.language = table.language;
    part.labelColumn = table.labelColumn;
    part.headings.assign(table.headings.begin(), table.headings.begin() + labels);
    part.headings.insert(part.headings.end(),
                         table.headings.begin() + static_cast<std::ptrdiff_t>(first.heading),
                         table.headings.begin() + static_cast<std::ptrdiff_t>(last.heading + 1));
    for (const Table::Row& row : table.rows) {
        const auto begin = row.cells.begin();
        if (std::all_of(begin + from, begin + to, isEmpty)) {
            continue;
        }
        Table::Row cut{row.kind, row.indent, row.swatch, {begin, begin + labels}};
        cut.cells.insert(cut.cells.end(), begin + from, begin + to);
        part.rows.push_back(std::move(cut));
    }
    return part;
}

} // namespace

std::vector<HeadingCell> headingGrid(const Table& table) {
    std::vector<HeadingCell> cells;
    place(table.headings, 0, 0, table.headingDepth(), cells);
    std::stable_sort(cells.begin(), cells.end(), [](const HeadingCell& a, const HeadingCell& b) {
        return a.row < b.row;
    });
    return cells;
}

std::size_t labelCount(const Table& table) {
    const auto firstGroup =
        std::find_if(table.headings.begin(), table.headings.end(), [](const Table::Heading& h) {
            return !h.children.empty();
        });
    return static_cast<std::size_t>(firstGroup - table.headings.begin());
}

std::vector<Table>
columnParts(const Table& table, const std::vector<std::size_t>& leafWidths, std::size_t limit) {
    const std::vector<Group> groups = groupsOf(table, leafWidths);
    if (groups.empty() || widthOf(leafWidths, 0, leafWidths.size()) <= limit) {
        Table whole = table;
        whole.title.clear();
        whole.subtitle.clear();
        whole.notes.clear();
        return {std::move(whole)};
    }
    const std::size_t labels = widthOf(leafWidths, 0, labelCount(table));
    const std::size_t room = limit > labels ? limit - labels : 0;
    std::vector<Table> parts;
    for (std::size_t begin = 0; begin < groups.size();) {
        const std::size_t end = endOfPart(groups, begin, room);
        parts.push_back(partOf(table, groups[begin], groups[end - 1]));
        begin = end;
    }
    return parts;
}

} // namespace tuban::data
