#include "data/tables_writer/html_writer.h"

#include "data/tables_writer/column_widths.h"
#include "data/tables_writer/display_text.h"
#include "data/tables_writer/heading_grid.h"
#include "data/tables_writer/number_text.h"

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

constexpr std::string_view kStyle = R"css(
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1d2430; --soft: #5b6573; --line: #c9d0d8; --strong: #7c8795;
  --head: #eef2f6; --sub: #f6f8fa;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171b21; --ink: #e4e8ed; --soft: #9aa5b1; --line: #3a424d; --strong: #77828f;
    --head: #242b34; --sub: #1d232b;
  }
}
body {
  margin: 2rem auto; padding: 0 1.5rem; width: fit-content; max-width: 100%;
  box-sizing: border-box; background: var(--paper); color: var(--ink);
  font: 14px/1.45 "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", "Noto Sans CJK SC",
    "Microsoft YaHei", "PingFang SC", sans-serif;
}
:lang(zh) body, body:lang(zh) {
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
    "WenQuanYi Micro Hei", sans-serif;
}
h1 { font-size: 1.5rem; margin: 0 0 .4rem; text-align: center; }
header { margin-bottom: 1.2rem; }
header p { margin: 0; color: var(--soft); text-align: center; }
.part { overflow-x: auto; margin-bottom: 1.5rem; }
table { border-collapse: collapse; margin: 0 auto; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid var(--line); padding: .2em .6em; text-align: left; font-weight: normal; }
thead th { background: var(--head); text-align: center; font-weight: 600; }
thead .fit { width: 0; min-width: 100%; overflow-wrap: anywhere; text-wrap: balance; }
td.right { text-align: right; white-space: nowrap; }
td.centre { text-align: center; }
.label { padding-left: calc(.6em + var(--indent, 0) * 1.3em); max-width: 24em; }
.subtotal > * { background: var(--sub); font-weight: 600; }
.total > * { background: var(--head); font-weight: 600; }
.total.first > * { border-top: 2px solid var(--strong); }
.swatch {
  display: inline-block; width: 1.1em; height: .8em; margin-right: .5em;
  border: 1px solid var(--strong); vertical-align: -.05em;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
.swatch.none { visibility: hidden; }
footer { max-width: 75em; color: var(--soft); font-size: .9em; }
footer p { margin: .2em 0; }
@page { size: A4 landscape; margin: 12mm 10mm; }
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff; --ink: #000000; --soft: #333333; --line: #888888; --strong: #333333;
    --head: #eeeeee; --sub: #f7f7f7;
  }
  body { margin: 0 auto; padding: 0; font-size: 7.5pt; }
  .part { overflow: visible; }
  th, td { padding: .1em .45em; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h1 { font-size: 14pt; }
}
)css";

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

void writeHead(const Table& table, std::string& out) {
    out += "<!DOCTYPE html>\n<html lang=\"" + escaped(table.language) + "\">\n<head>\n";
    out += "<meta charset=\"utf-8\">\n";
    out += "<meta http-equiv=\"Content-Security-Policy\" "
           "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += "<title>" + escaped(table.title) + "</title>\n<style>";
    out += kStyle;
    out += "</style>\n</head>\n";
}

void writeParagraphs(const std::vector<std::string>& lines, std::string& out) {
    for (const std::string& line : lines) {
        out += "<p>" + escaped(line) + "</p>\n";
    }
}

} // namespace

std::string renderHtml(const Table& table) {
    std::string out;
    writeHead(table, out);
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
