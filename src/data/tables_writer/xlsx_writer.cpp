#include "data/tables_writer/xlsx_writer.h"

#include "data/atomic_file.h"
#include "data/tables_writer/column_widths.h"
#include "data/tables_writer/display_text.h"
#include "data/tables_writer/heading_grid.h"
#include "data/tables_writer/number_text.h"
#include "data/tables_writer/xlsx_formats.h"
#include "data/tables_writer/xlsx_page.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <numeric>
#include <utility>

namespace tuban::data {

namespace {

constexpr std::size_t kWidestText = 44;
constexpr double kLineHeight = 15; // points, of text of the usual size
constexpr std::uint32_t kHeadFill = 0xE4EAF0;
constexpr std::uint32_t kSubtotalFill = 0xF4F6F8;
constexpr std::time_t kCreated = 1577836800; // 2020-01-01T00:00:00Z: same table, same bytes

struct WorkbookDeleter {
    void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};
using Workbook = std::unique_ptr<lxw_workbook, WorkbookDeleter>;

/// `text` as a cell can hold it; what a cell has no room for ends with an ellipsis.
std::string cellString(std::string_view text) {
    constexpr std::size_t kMost = 32767; // characters
    std::string shown = printable(text);
    std::size_t characters = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(shown[i]) & 0xC0U) != 0x80U;
        characters += starts ? 1 : 0;
        if (characters == kMost && i + 1 < shown.size()) {
            return shown.substr(0, i) + "…";
        }
    }
    return shown;
}

/// The title as a sheet may be named.
std::string sheetName(const std::string& title) {
    constexpr std::size_t kMost = 31; // characters; columns of a terminal are never fewer
    std::string name = printable(title);
    std::replace_if(
        name.begin(),
        name.end(),
        [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; },
        ' ');
    name = wrapText(name, kMost).front();
    return name.empty() ? "1" : name;
}

std::uint8_t alignOf(Table::Align align) {
    switch (align) {
    case Table::Align::Left:
        return LXW_ALIGN_LEFT;
    case Table::Align::Right:
        return LXW_ALIGN_RIGHT;
    case Table::Align::Centre:
        return LXW_ALIGN_CENTER;
    }
    return LXW_ALIGN_LEFT;
}

lxw_row_t rowIndex(std::size_t row) {
    return static_cast<lxw_row_t>(row);
}

lxw_col_t columnIndex(std::size_t column) {
    return static_cast<lxw_col_t>(column);
}

/// Fills the sheet from top to bottom; the first failure of the library is kept.
class XlsxSheet {
public:
    XlsxSheet(const Table& table, lxw_workbook* workbook)
        : m_table(table),
          m_leaves(table.leaves()),
          m_sheet(workbook_add_worksheet(workbook, sheetName(table.title).c_str())),
          m_formats(workbook, table.language) {
        for (const std::size_t width : columnWidths(table, kWidestText)) {
            m_widths.push_back(1.08 * static_cast<double>(width) + 2.0);
        }
        m_page = xlsxPage(table, m_widths);
    }

    lxw_error write() {
        if (m_sheet == nullptr) {
            return LXW_ERROR_PARAMETER_VALIDATION;
        }
        setColumns();
        writeLine(m_table.title,
                  {.align = LXW_ALIGN_CENTER, .bold = true, .grid = false, .size = 16},
                  1.8);
        for (const std::string& line : m_table.subtitle) {
            writeLine(line, {.align = LXW_ALIGN_CENTER, .grid = false, .ink = 0x505A66});
        }
        m_firstHeading = m_row;
        writeHeadings();
        freezeHeadings();
        bool afterTotal = false;
        for (const Table::Row& row : m_table.rows) {
            const bool total = row.kind == Table::Row::Kind::Total;
            writeRow(row, total && !afterTotal);
            afterTotal = total;
        }
        ++m_row;
        for (const std::string& note : m_table.notes) {
            writeLine(note, {.grid = false, .size = 9, .ink = 0x505A66});
        }
        setPaper();
        return m_error;
    }

private:
    void check(lxw_error error) {
        if (m_error == LXW_NO_ERROR) {
            m_error = error;
        }
    }

    void setColumns() {
        for (std::size_t leaf = 0; leaf < m_widths.size(); ++leaf) {
            const lxw_col_t column = columnIndex(leaf);
            check(worksheet_set_column(m_sheet, column, column, m_widths[leaf], nullptr));
        }
    }

    /// Of the current row, in points.
    void setHeight(double height) {
        check(worksheet_set_row(m_sheet, rowIndex(m_row), height, nullptr));
        m_height += height;
    }

    double widthOf(std::size_t first, std::size_t count) const {
        const auto begin = m_widths.begin() + static_cast<std::ptrdiff_t>(first);
        return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(count), 0.0);
    }

    /// Height of a row that shows `text` wrapped in the given columns.
    double heightOf(const std::string& text, std::size_t first, std::size_t count) const {
        const double letters = std::max(4.0, (widthOf(first, count) - 1.0) / 1.08);
        const auto lines = wrapText(text, static_cast<std::size_t>(letters)).size();
        return kLineHeight * static_cast<double>(lines);
    }

    void writeText(std::size_t row,
                   std::size_t leaf,
                   std::size_t rowSpan,
                   std::size_t leafSpan,
                   const std::string& text,
                   lxw_format* format) {
        const lxw_row_t top = rowIndex(row);
        const lxw_col_t left = columnIndex(leaf);
        if (rowSpan == 1 && leafSpan == 1) {
            check(worksheet_write_string(m_sheet, top, left, text.c_str(), format));
            return;
        }
        check(worksheet_merge_range(m_sheet,
                                    top,
                                    left,
                                    rowIndex(row + rowSpan - 1),
                                    columnIndex(leaf + leafSpan - 1),
                                    text.c_str(),
                                    format));
    }

    /// A line of text over the columns of the first page.
    void writeLine(const std::string& text, const XlsxStyle& style, double scale = 1.0) {
        const std::string shown = cellString(text);
        const std::size_t span = std::max<std::size_t>(m_page.firstPage, 1);
        const double height = scale * heightOf(shown, 0, m_page.firstPage);
        setHeight(height);
        writeText(m_row, 0, 1, span, shown, m_formats.of(style));
        ++m_row;
    }

    void writeHeadings() {
        const std::size_t depth = m_table.headingDepth();
        std::vector<double> heights(depth, kLineHeight + 3);
        lxw_format* format =
            m_formats.of({.align = LXW_ALIGN_CENTER, .bold = true, .fill = kHeadFill});
        for (const HeadingCell& cell : headingGrid(m_table)) {
            const std::string text = cellString(cell.heading->text);
            if (cell.rowSpan == 1) {
                heights[cell.row] =
                    std::max(heights[cell.row], heightOf(text, cell.leaf, cell.leafSpan) + 3);
            }
            writeText(m_row + cell.row, cell.leaf, cell.rowSpan, cell.leafSpan, text, format);
        }
        for (const double height : heights) {
            setHeight(height);
            ++m_row;
        }
    }

    void writeRow(const Table::Row& row, bool firstTotal) {
        double height = kLineHeight;
        for (std::size_t leaf = 0; leaf < row.cells.size(); ++leaf) {
            writeCell(row, leaf, firstTotal);
            if (const auto* text = std::get_if<std::string>(&row.cells[leaf])) {
                const std::string indent(
                    leaf == m_table.labelColumn ? static_cast<std::size_t>(2 * row.indent) : 0,
                    '-');
                height = std::max(height, heightOf(indent + printable(*text), leaf, 1));
            }
        }
        setHeight(height);
        ++m_row;
    }

    XlsxStyle styleOf(const Table::Row& row, std::size_t leaf, bool firstTotal) const {
        XlsxStyle style{.align = alignOf(m_leaves[leaf]->align)};
        style.topLine = firstTotal;
        style.bold = row.kind != Table::Row::Kind::Plain;
        if (row.kind == Table::Row::Kind::Subtotal) {
            style.fill = kSubtotalFill;
        } else if (row.kind == Table::Row::Kind::Total) {
            style.fill = kHeadFill;
        }
        if (leaf == m_table.labelColumn) {
            style.indent = row.indent;
        }
        if (leaf == 0 && row.swatch) {
            style.fill = xlsxColour(*row.swatch);
            style.ink = inkOn(*row.swatch);
        }
        return style;
    }

    void writeCell(const Table::Row& row, std::size_t leaf, bool firstTotal) {
        XlsxStyle style = styleOf(row, leaf, firstTotal);
        const lxw_row_t top = rowIndex(m_row);
        const lxw_col_t left = columnIndex(leaf);
        if (const auto* number = std::get_if<Table::Number>(&row.cells[leaf])) {
            style.decimals = m_leaves[leaf]->decimals;
            const std::string text = printedText(*number, style.decimals);
            double value = 0.0;
            std::from_chars(text.data(), text.data() + text.size(), value);
            check(worksheet_write_number(m_sheet, top, left, value, m_formats.of(style)));
        } else if (const auto* text = std::get_if<std::string>(&row.cells[leaf])) {
            writeText(m_row, leaf, 1, 1, cellString(*text), m_formats.of(style));
        } else {
            check(worksheet_write_blank(m_sheet, top, left, m_formats.of(style)));
        }
    }

    /// Keeps headings and labels in view and on every page. The headings have just been written.
    void freezeHeadings() {
        const auto labels = columnIndex(labelCount(m_table));
        const bool grouped = labels < m_leaves.size();
        worksheet_freeze_panes(m_sheet, rowIndex(m_row), grouped ? labels : lxw_col_t(0));
        const lxw_row_t lastHeading = rowIndex(m_row - 1);
        check(worksheet_repeat_rows(m_sheet, rowIndex(m_firstHeading), lastHeading));
        if (grouped && labels > 0 && !m_page.breaks.empty()) {
            check(worksheet_repeat_columns(m_sheet, 0, lxw_col_t(labels - 1)));
        }
    }

    /// Paper, scale and page breaks. All rows have been written.
    void setPaper() {
        worksheet_set_landscape(m_sheet);
        constexpr std::uint8_t kA3 = 8; // ECMA-376 part 1, 18.3.1.63 (paperSize)
        constexpr std::uint8_t kA4 = 9;
        worksheet_set_paper(m_sheet, m_page.large ? kA3 : kA4);
        worksheet_set_margins(m_sheet, 0.4, 0.4, 0.5, 0.6);
        worksheet_center_horizontally(m_sheet);
        check(worksheet_set_footer(m_sheet, "&C&P / &N"));
        if (m_page.breaks.empty()) {
            worksheet_fit_to_pages(m_sheet, 1, m_height <= m_page.tallest() ? 1 : 0);
            return;
        }
        worksheet_set_print_scale(m_sheet, XlsxPage::kSmallestScale);
        std::vector<lxw_col_t> breaks;
        std::transform(
            m_page.breaks.begin(), m_page.breaks.end(), std::back_inserter(breaks), columnIndex);
        breaks.push_back(0); // ends the list
        check(worksheet_set_v_pagebreaks(m_sheet, breaks.data()));
    }

    const Table& m_table;
    std::vector<const Table::Heading*> m_leaves;
    lxw_worksheet* m_sheet;
    XlsxFormats m_formats;
    std::vector<double> m_widths;
    XlsxPage m_page;
    std::size_t m_row = 0;
    std::size_t m_firstHeading = 0;
    double m_height = 0; // of the rows so far, in points
    lxw_error m_error = LXW_NO_ERROR;
};

/// The workbook in the file `path`, not yet on its final place.
Result<void> writeWorkbook(const Table& table, const std::string& path) {
    Workbook workbook(workbook_new(path.c_str()));
    if (!workbook) {
        return Error{ErrorCode::WriteFailed, path, "no memory for a workbook"};
    }
    std::string title = sheetName(table.title); // properties are short
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = kCreated;
    lxw_error error = workbook_set_properties(workbook.get(), &properties);
    if (error == LXW_NO_ERROR) {
        error = XlsxSheet(table, workbook.get()).write();
    }
    if (error == LXW_NO_ERROR) {
        error = workbook_close(workbook.release()); // frees it, too
    }
    if (error != LXW_NO_ERROR) {
        return Error{ErrorCode::WriteFailed, path, lxw_strerror(error)};
    }
    return {};
}

} // namespace

Result<void> writeXlsx(const Table& table, const std::filesystem::path& path) {
    const std::size_t columns = table.leaves().size();
    const std::size_t rows =
        table.subtitle.size() + table.headingDepth() + table.rows.size() + table.notes.size() + 2;
    if (columns > LXW_COL_MAX || rows > LXW_ROW_MAX) {
        return Error{ErrorCode::WriteFailed,
                     path.string(),
                     std::to_string(columns) + " columns and " + std::to_string(rows) +
                         " rows are more than a sheet holds"};
    }
    AtomicFile file(path);
    // The library would print what the system says in place of returning it.
    if (std::ofstream probe(file.temporary()); !probe) {
        return Error{ErrorCode::WriteFailed, path.string(), std::strerror(errno)};
    }
    if (auto written = writeWorkbook(table, file.temporary().string()); !written) {
        Error error = written.error();
        error.subject = path.string();
        return error;
    }
    return file.commit();
}

} // namespace tuban::data
