#include "data/tables_writer/html_writer.h"

#include "data/product_files.h"
#include "data/tables_writer/column_widths.h"
#include "data/tables_writer/display_text.h"
#include "data/tables_writer/heading_grid.h"
#include "data/tables_writer/number_text.h"
#include "data/text_file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace tuban::data {

namespace {

// What fits on A4 landscape in the print size of the style: letters, two more for each cell.
constexpr std::size_t kPageWidth = 200;
constexpr std::size_t kWidestText = 40;
constexpr std::size_t kPadding = 2;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string hexColour(Rgb colour) {
    std::array<char, 8> buffer;
    std::snprintf(buffer.data(), buffer.size(), "#%02x%02x%02x", colour.r, colour.g, colour.b);
    return buffer.data();
}

std::string attribute(std::string_view name, std::size_t value) {
    return value == 1 ? std::string()
                      : " " + std::string(name) + "=\"" + std::to_string(value) + "\"";
}

/// Writes one part of a table.
class HtmlTable {
public:
    HtmlTable(const Table& table, std::string& out)
        : m_table(table),
          m_leaves(table.leaves()),
          m_out(out),
          m_swatches(std::any_of(table.rows.begin(), table.rows.end(), [](const Table::Row& row) {
              return row.swatch.has_value();
          })) {}

    void write() {
        m_out += "<div class=\"part\">\n<table>\n<thead>\n";
        writeHeadings();
        m_out += "</thead>\n<tbody>\n";
        bool afterTotal = false;
        for (const Table::Row& row : m_table.rows) {
            writeRow(row, !afterTotal);
            afterTotal = row.kind == Table::Row::Kind::Total;
        }
        m_out += "</tbody>\n</table>\n</div>\n";
    }

private:
    void writeHeadings() {
        const std::vector<HeadingCell> cells = headingGrid(m_table);
        for (std::size_t row = 0; row < m_table.headingDepth(); ++row) {
            m_out += "<tr>";
            for (const HeadingCell& cell : cells) {
                if (cell.row == row) {
                    m_out += cell.heading->children.empty() ? "<th scope=\"col\""
                                                            : "<th scope=\"colgroup\"";
                    m_out += attribute("rowspan", cell.rowSpan);
                    m_out += attribute("colspan", cell.leafSpan);
                    m_out += ">" + heading(cell) + "</th>";
                }
            }
            m_out += "</tr>\n";
        }
    }

    /// Text over several columns is wrapped rather than let them grow.
    static std::string heading(const HeadingCell& cell) {
        const std::string text = escaped(cell.heading->text);
        return cell.leafSpan == 1 ? text : "<div class=\"fit\">" + text + "</div>";
    }

    void writeRow(const Table::Row& row, bool first) {
        m_out += "<tr";
        if (row.kind == Table::Row::Kind::Subtotal) {
            m_out += " class=\"subtotal\"";
        } else if (row.kind == Table::Row::Kind::Total) {
            m_out += first ? " class=\"total first\"" : " class=\"total\"";
        }
        m_out += ">";
        for (std::size_t leaf = 0; leaf < row.cells.size(); ++leaf) {
            if (leaf == m_table.labelColumn) {
                writeLabel(row);
            } else {
                writeCell(row.cells[leaf], *m_leaves[leaf]);
            }
        }
        m_out += "</tr>\n";
    }

    void writeLabel(const Table::Row& row) {
        m_out += "<th scope=\"row\" class=\"label\"";
        if (row.indent != 0) {
            m_out += " style=\"--indent:" + std::to_string(row.indent) + "\"";
        }
        m_out += ">";
        if (row.swatch) {
            m_out += "<span class=\"swatch\" style=\"background:" + hexColour(*row.swatch) +
                     "\"></span>";
        } else if (m_swatches && row.kind != Table::Row::Kind::Total) {
            m_out += "<span class=\"swatch none\"></span>";
        }
        const int decimals = m_leaves[m_table.labelColumn]->decimals;
        m_out += escaped(cellText(row.cells[m_table.labelColumn], decimals)) + "</th>";
    }

    void writeCell(const Table::Cell& cell, const Table::Heading& heading) {
        const char* opening = "<td>";
        if (heading.align == Table::Align::Right) {
            opening = "<td class=\"right\">";
        } else if (heading.align == Table::Align::Centre) {
            opening = "<td class=\"centre\">";
        }
        m_out += opening + escaped(cellText(cell, heading.decimals)) + "</td>";
    }

    const Table& m_table;
    std::vector<const Table::Heading*> m_leaves;
    std::string& m_out;
    bool m_swatches; // some row has one
};

void writeHead(const Table& table, std::string_view css, std::string& out) {
    out += "<!DOCTYPE html>\n<html lang=\"" + escaped(table.language) + "\">\n<head>\n";
    out += "<meta charset=\"utf-8\">\n";
    out += "<meta http-equiv=\"Content-Security-Policy\" "
           "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += "<title>" + escaped(table.title) + "</title>\n<style>";
    out += css;
    out += "</style>\n</head>\n";
}

void writeParagraphs(const std::vector<std::string>& lines, std::string& out) {
    for (const std::string& line : lines) {
        out += "<p>" + escaped(line) + "</p>\n";
    }
}

} // namespace

Result<std::string> loadTableStyle() {
    return readTextFile(productFolder() / "styles" / "table.css");
}

std::string renderHtml(const Table& table, std::string_view css) {
    std::string out;
    writeHead(table, css, out);
    out += "<body>\n<header>\n<h1>" + escaped(table.title) + "</h1>\n";
    writeParagraphs(table.subtitle, out);
    out += "</header>\n<main>\n";
    std::vector<std::size_t> widths = columnWidths(table, kWidestText);
    for (std::size_t& width : widths) {
        width += kPadding;
    }
    for (const Table& part : columnParts(table, widths, kPageWidth)) {
        HtmlTable(part, out).write();
    }
    out += "</main>\n<footer>\n";
    writeParagraphs(table.notes, out);
    out += "</footer>\n</body>\n</html>\n";
    return out;
}

} // namespace tuban::data
