#include "data/tables_writer/text_writer.h"

#include "data/tables_writer/display_text.h"
#include "data/tables_writer/heading_grid.h"
#include "data/tables_writer/number_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace tuban::data {

namespace {

using Align = Table::Align;
using Lines = std::vector<std::string>;

constexpr std::size_t kWidestText = 44;  // a longer cell is wrapped
constexpr std::size_t kWidestGroup = 20; // a column group is widened for its heading up to here
constexpr std::size_t kLeafGap = 2;
constexpr std::size_t kGroupGap = 3;

std::string padded(std::string_view text, std::size_t width, Align align) {
    const std::size_t room = width - std::min(width, displayWidth(text));
    std::size_t left = 0;
    if (align == Align::Right) {
        left = room;
    } else if (align == Align::Centre) {
        left = room / 2;
    }
    return std::string(left, ' ').append(text).append(room - left, ' ');
}

std::size_t widest(const Lines& lines) {
    std::size_t width = 0;
    for (const std::string& line : lines) {
        width = std::max(width, displayWidth(line));
    }
    return width;
}

void endLine(std::string& out) {
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
}

/// One part of a table that fits side by side.
class TextBlock {
public:
    explicit TextBlock(const Table& table)
        : m_table(table), m_leaves(table.leaves()), m_headings(headingGrid(table)) {
        for (const Table::Row& row : table.rows) {
            m_cells.push_back(cellLines(row));
        }
        setWidths();
        setGaps();
    }

    /// Widths of the leaves with the gaps before them.
    std::vector<std::size_t> widths() const {
        std::vector<std::size_t> all;
        for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
            all.push_back(m_gaps[leaf] + m_widths[leaf]);
        }
        return all;
    }

    std::string render() const {
        std::string out;
        for (std::size_t row = 0; row < m_table.headingDepth(); ++row) {
            renderHeadings(row, out);
        }
        renderRule(out);
        bool ruled = false;
        for (std::size_t row = 0; row < m_cells.size(); ++row) {
            const bool total = m_table.rows[row].kind == Table::Row::Kind::Total;
            if (total && !ruled && row != 0) {
                renderRule(out);
            }
            ruled = total;
            renderRow(m_cells[row], out);
        }
        return out;
    }

private:
    std::vector<Lines> cellLines(const Table::Row& row) const {
        std::vector<Lines> cells;
        for (std::size_t leaf = 0; leaf < row.cells.size(); ++leaf) {
            const std::string text = cellText(row.cells[leaf], m_leaves[leaf]->decimals);
            const bool number = std::holds_alternative<Table::Number>(row.cells[leaf]);
            Lines lines = number ? Lines{text} : wrapText(text, kWidestText);
            if (leaf == m_table.labelColumn) {
                for (std::string& line : lines) {
                    line.insert(0, static_cast<std::size_t>(2 * row.indent), ' ');
                }
            }
            cells.push_back(std::move(lines));
        }
        return cells;
    }

    void setWidths() {
        for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
            std::size_t width = widest(wrapText(printable(m_leaves[leaf]->text), kWidestText));
            for (const std::vector<Lines>& row : m_cells) {
                width = std::max(width, widest(row[leaf]));
            }
            m_widths.push_back(width);
        }
        for (const HeadingCell& cell : m_headings) {
            const std::size_t wanted =
                std::min(kWidestGroup, displayWidth(printable(cell.heading->text)));
            const std::size_t span = spanOf(cell);
            m_widths[cell.leaf] += wanted > span ? wanted - span : 0;
        }
    }

    void setGaps() {
        m_gaps.assign(m_leaves.size(), kLeafGap);
        for (const HeadingCell& cell : m_headings) {
            if (cell.row == 0 && !cell.heading->children.empty()) {
                m_gaps[cell.leaf] = kGroupGap;
            }
        }
        m_gaps.front() = 0;
    }

    std::size_t spanOf(const HeadingCell& cell) const {
        std::size_t width = m_widths[cell.leaf];
        for (std::size_t leaf = cell.leaf + 1; leaf < cell.leaf + cell.leafSpan; ++leaf) {
            width += kLeafGap + m_widths[leaf];
        }
        return width;
    }

    /// The headings that end in `row`, standing on its bottom.
    void renderHeadings(std::size_t row, std::string& out) const {
        struct Placed {
            std::size_t leaf;
            std::size_t width;
            Align align;
            Lines lines;
        };
        std::vector<Placed> placed;
        std::size_t height = 0;
        for (const HeadingCell& cell : m_headings) {
            const bool group = !cell.heading->children.empty();
            if (cell.row + cell.rowSpan - 1 == row) {
                Lines lines = wrapEvenly(printable(cell.heading->text), spanOf(cell));
                height = std::max(height, lines.size());
                placed.push_back({cell.leaf,
                                  spanOf(cell),
                                  group ? Align::Centre : cell.heading->align,
                                  std::move(lines)});
            }
        }
        std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
            return a.leaf < b.leaf;
        });
        for (std::size_t line = 0; line < height; ++line) {
            std::string text;
            for (const Placed& cell : placed) {
                const std::size_t empty = height - cell.lines.size();
                const std::string& shown = line < empty ? std::string() : cell.lines[line - empty];
                text.append(leftOf(cell.leaf) - displayWidth(text), ' ');
                text += padded(shown, cell.width, cell.align);
            }
            endLine(text);
            out += text;
        }
    }

    std::size_t leftOf(std::size_t leaf) const {
        std::size_t left = m_gaps[leaf];
        for (std::size_t before = 0; before < leaf; ++before) {
            left += m_gaps[before] + m_widths[before];
        }
        return left;
    }

    void renderRule(std::string& out) const {
        for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
            out.append(m_gaps[leaf], ' ').append(m_widths[leaf], '-');
        }
        out += '\n';
    }

    void renderRow(const std::vector<Lines>& cells, std::string& out) const {
        std::size_t height = 1;
        for (const Lines& cell : cells) {
            height = std::max(height, cell.size());
        }
        for (std::size_t line = 0; line < height; ++line) {
            std::string text;
            for (std::size_t leaf = 0; leaf < cells.size(); ++leaf) {
                const std::string& shown =
                    line < cells[leaf].size() ? cells[leaf][line] : std::string();
                text.append(m_gaps[leaf], ' ');
                text += padded(shown, m_widths[leaf], m_leaves[leaf]->align);
            }
            endLine(text);
            out += text;
        }
    }

    const Table& m_table;
    std::vector<const Table::Heading*> m_leaves;
    std::vector<HeadingCell> m_headings;
    std::vector<std::vector<Lines>> m_cells; // by row and leaf
    std::vector<std::size_t> m_widths;
    std::vector<std::size_t> m_gaps;
};

/// Lines of running text; those after the first of a paragraph are indented.
void renderParagraph(std::string_view text, std::size_t width, std::string& out) {
    constexpr std::size_t kHang = 2;
    const Lines lines = wrapText(printable(text), width - std::min(width, kHang));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        out.append(i == 0 ? 0 : kHang, ' ').append(lines[i]);
        endLine(out);
    }
}

} // namespace

std::string renderText(const Table& table, const TextLayout& layout) {
    std::string out;
    if (!table.title.empty()) {
        renderParagraph(table.title, layout.width, out);
    }
    for (const std::string& line : table.subtitle) {
        renderParagraph(line, layout.width, out);
    }
    if (!table.headings.empty()) {
        for (const Table& part : columnParts(table, TextBlock(table).widths(), layout.width)) {
            out += out.empty() ? "" : "\n";
            out += TextBlock(part).render();
        }
    }
    out += table.notes.empty() || out.empty() ? "" : "\n";
    for (const std::string& note : table.notes) {
        renderParagraph(note, layout.width, out);
    }
    return out;
}

} // namespace tuban::data
