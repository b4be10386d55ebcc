#pragma once

#include "data/exchange/table_words.h"
#include "model/import_profile.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// The cells of a row, without blanks around them; empty: nothing. Rows may be of any length.
using TableRow = std::vector<std::string>;

/// What a row of a table is.
enum class RowKind {
    Data,
    Empty,
    Title, ///< above the headings
    Heading,
    Unit,     ///< units or the numbers of the columns, below the headings
    Repeated, ///< the headings once more
    Sum,
    Section, ///< what the rows below have in common
    Note,    ///< below the table, or begins with a word for notes
    Outside, ///< beyond the rows that the profile names
};

struct TableColumn {
    std::size_t place = 0; ///< of its cells
    std::string name;      ///< unlike all others
    std::string heading;   ///< as it stands, with group and unit; empty: it has none
    std::string unit = {}; ///< of its numbers times `toUnit`; empty: not said
    double toUnit = 1.0;
};

/// How a table is laid out. Rows count from 1.
struct TableLayout {
    std::size_t headingRow = 0; ///< the first of them; 0: there are none
    std::size_t headingRows = 0;
    std::size_t firstRow = 1; ///< of what may be data
    std::size_t lastRow = 0;
    std::size_t lastFullRow = 0;           ///< behind it rows with one cell are notes
    std::vector<TableColumn> columns = {}; ///< those with a heading or a value
    std::vector<TableRow> headings = {};   ///< the rows of them

    RowKind kindOf(std::size_t number, const TableRow& row, const TableWords& words) const;
};

/// A cell as digits: "12", "-1,234.5", "1E-05", "35%".
bool isNumberText(std::string_view cell);
/// Without blanks of any width, and without what stands for nothing: "-", "/", "—".
std::string cellText(std::string_view raw);
/// "A", "B" … "AA": what spreadsheets call a column.
std::string columnLetters(std::size_t place);

/// Looks at all rows of a table once and tells how it is laid out.
class TableScan {
public:
    /// `known`: comparable names of fields that headings may be. Both have to stay.
    TableScan(const TableWords& words, const std::set<std::string>& known)
        : m_words(words), m_known(known) {}

    void add(const TableRow& row);
    /// `choices` of the profile come first.
    TableLayout layout(const TableChoices& choices) const;

    std::size_t rows() const { return m_rows; }
    /// The first and the last rows, with their numbers, for looking at values.
    std::map<std::size_t, TableRow> sample() const;
    /// A cell of a number that a spreadsheet has rounded to 15 digits: "1.20318202400001E+18".
    struct Rounded {
        std::uint64_t cells = 0;
        std::string first = {};
    };
    const std::map<std::size_t, Rounded>& rounded() const { return m_rounded; }

private:
    const TableRow* head(std::size_t number) const;
    std::size_t typicalWidth() const;
    double score(std::size_t number, std::size_t rows) const;
    bool isGroupAbove(const TableRow& top, const TableRow& below) const;
    bool isHeading(const TableRow& row, std::size_t typical) const;
    void findHeadings(const TableChoices& choices, TableLayout& layout) const;
    void skipUnits(TableLayout& layout, TableRow& units) const;
    void nameColumns(const TableRow& units, TableLayout& layout) const;
    std::string headingOf(const TableLayout& layout, std::size_t place) const;

    const TableWords& m_words;
    const std::set<std::string>& m_known;
    std::size_t m_rows = 0;
    std::size_t m_lastFilled = 0;
    std::vector<TableRow> m_head = {};
    std::deque<TableRow> m_tail = {};                 ///< of the rows behind m_head
    std::map<std::size_t, std::size_t> m_widths = {}; ///< filled cells → rows
    std::vector<std::uint64_t> m_filled = {};         ///< by column
    std::map<std::size_t, Rounded> m_rounded = {};
};

} // namespace tuban::data
