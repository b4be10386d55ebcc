#include "data/exchange/table_layout.h"

#include "model/field_mapping.h"
#include "model/value_taking.h"

#include <algorithm>
#include <array>

namespace tuban::data {

namespace {

constexpr std::size_t kHead = 60;
constexpr std::size_t kTail = 60;
constexpr std::size_t kMostUnitRows = 2;       ///< one of units, one of numbers
constexpr std::size_t kSpreadsheetDigits = 11; ///< from here on numbers show an exponent

const std::string kNothing;

const std::string& cellAt(const TableRow& row, std::size_t place) {
    return place < row.size() ? row[place] : kNothing;
}

std::size_t filledCells(const TableRow& row) {
    return static_cast<std::size_t>(
        std::count_if(row.begin(), row.end(), [](const auto& cell) { return !cell.empty(); }));
}

bool isValue(const std::string& cell) {
    return isNumberText(cell) || isoDay(cell);
}

/// A number in the exponent of which digits were lost.
bool isRounded(const std::string& cell) {
    const auto exponent = cell.find_first_of("eE");
    return exponent != std::string::npos && exponent + 1 < cell.size() &&
           cell[exponent + 1] == '+' && isNumberText(cell) &&
           std::stod(cell.substr(exponent + 2)) >= kSpreadsheetDigits;
}

/// Cells that count the columns: 1, 2, 3 … or (1), (2) …
bool isNumbering(const TableRow& row) {
    std::size_t count = 0;
    for (const std::string& cell : row) {
        if (cell.empty()) {
            continue;
        }
        std::string digits;
        std::copy_if(cell.begin(), cell.end(), std::back_inserter(digits), [](char c) {
            return c != '(' && c != ')';
        });
        if (digits != std::to_string(++count)) {
            return false;
        }
    }
    return count > 2;
}

bool isUnits(const TableRow& row, const TableWords& words) {
    return filledCells(row) > 0 && std::all_of(row.begin(), row.end(), [&](const auto& cell) {
               return cell.empty() || words.unitNamed(cell) != nullptr;
           });
}

/// The first filled cells of a row, two at most.
std::vector<const std::string*> beginningOf(const TableRow& row) {
    std::vector<const std::string*> first;
    for (const std::string& cell : row) {
        if (!cell.empty() && first.size() < 2) {
            first.push_back(&cell);
        }
    }
    return first;
}

std::string withoutBreaks(std::string text) {
    text.erase(
        std::remove_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }),
        text.end());
    return text;
}

} // namespace

bool isNumberText(std::string_view cell) {
    if (cell.ends_with('%')) {
        cell.remove_suffix(1);
    }
    const auto number = takenValue({.name = {}, .kind = ValueKind::Real, .title = {}},
                                   FieldValue(std::string(cell)));
    return number && std::holds_alternative<double>(*number);
}

std::string cellText(std::string_view raw) {
    constexpr std::array<std::string_view, 8> kBlanks{
        " ", "\t", "\r", "\n", "\xE3\x80\x80", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"};
    bool more = true;
    while (more) {
        more = false;
        for (const std::string_view blank : kBlanks) {
            while (raw.starts_with(blank)) {
                raw.remove_prefix(blank.size());
                more = true;
            }
            while (raw.ends_with(blank)) {
                raw.remove_suffix(blank.size());
                more = true;
            }
        }
    }
    constexpr std::array<std::string_view, 6> kNone{"-", "/", "\\", "—", "——", "－"};
    const bool none = std::find(kNone.begin(), kNone.end(), raw) != kNone.end();
    return none ? std::string() : std::string(raw);
}

std::string columnLetters(std::size_t place) {
    constexpr std::size_t kLetters = 26;
    std::string letters;
    for (std::size_t rest = place + 1; rest > 0; rest = (rest - 1) / kLetters) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % kLetters));
    }
    return letters;
}

RowKind
TableLayout::kindOf(std::size_t number, const TableRow& row, const TableWords& words) const {
    const std::size_t filled = filledCells(row);
    if (filled == 0) {
        return RowKind::Empty;
    }
    if (headingRow > 0 && number >= headingRow && number < headingRow + headingRows) {
        return RowKind::Heading;
    }
    if (number < firstRow) {
        return number < headingRow || headingRow == 0 ? RowKind::Title : RowKind::Unit;
    }
    if (number > lastRow) {
        return RowKind::Outside;
    }
    for (const TableRow& heading : headings) {
        if (row == heading) {
            return RowKind::Repeated;
        }
    }
    const auto first = beginningOf(row);
    if (std::any_of(
            first.begin(), first.end(), [&](const auto* cell) { return words.isSum(*cell); })) {
        return RowKind::Sum;
    }
    if (filled == 1 && columns.size() > 2 && words.isSection(*first.front())) {
        return RowKind::Section;
    }
    const bool few = filled <= std::max<std::size_t>(2, columns.size() / 2);
    if (few && columns.size() > 1 && words.isNote(*first.front())) {
        return RowKind::Note;
    }
    const bool last = number > lastFullRow && filled == 1 && columns.size() > 2;
    return last && !isNumberText(*first.front()) ? RowKind::Note : RowKind::Data;
}

void TableScan::add(const TableRow& row) {
    ++m_rows;
    const std::size_t filled = filledCells(row);
    if (filled > 0) {
        m_lastFilled = m_rows;
        ++m_widths[filled];
    }
    m_filled.resize(std::max(m_filled.size(), row.size()));
    for (std::size_t place = 0; place < row.size(); ++place) {
        m_filled[place] += row[place].empty() ? 0U : 1U;
        if (isRounded(row[place])) {
            Rounded& rounded = m_rounded[place];
            rounded.first = rounded.cells++ == 0 ? row[place] : rounded.first;
        }
    }
    if (m_head.size() < kHead) {
        m_head.push_back(row);
        return;
    }
    m_tail.push_back(row);
    if (m_tail.size() > kTail) {
        m_tail.pop_front();
    }
}

const TableRow* TableScan::head(std::size_t number) const {
    return number == 0 || number > m_head.size() ? nullptr : &m_head[number - 1];
}

std::map<std::size_t, TableRow> TableScan::sample() const {
    std::map<std::size_t, TableRow> rows;
    for (std::size_t i = 0; i < m_head.size(); ++i) {
        rows.emplace(i + 1, m_head[i]);
    }
    for (std::size_t i = 0; i < m_tail.size(); ++i) {
        rows.emplace(m_rows - m_tail.size() + i + 1, m_tail[i]);
    }
    return rows;
}

/// How many cells the middle row has that has any.
std::size_t TableScan::typicalWidth() const {
    std::size_t all = 0;
    for (const auto& [width, rows] : m_widths) {
        all += rows;
    }
    std::size_t passed = 0;
    for (const auto& [width, rows] : m_widths) {
        passed += rows;
        if (2 * passed >= all) {
            return width;
        }
    }
    return 0;
}

/// Whether `below` holds the headings of columns that `top` groups: what is below a gap of `top`
/// belongs to a cell to its left that has something below it, too; other cells stand over nothing.
bool TableScan::isGroupAbove(const TableRow& top, const TableRow& below) const {
    bool child = false;
    bool merged = false; // a heading that reaches over both rows
    bool inGroup = false;
    for (std::size_t place = 0; place < m_filled.size(); ++place) {
        const std::string& above = cellAt(top, place);
        const std::string& under = cellAt(below, place);
        if (isValue(under) || isValue(above)) {
            return false;
        }
        if (!above.empty()) {
            const bool wide = place + 1 < m_filled.size() && cellAt(top, place + 1).empty() &&
                              !cellAt(below, place + 1).empty();
            inGroup = !under.empty();
            if (inGroup && !wide) {
                return false;
            }
            merged = merged || !inGroup;
        } else if (!under.empty()) {
            if (!inGroup) {
                return false;
            }
            child = true;
        }
    }
    return child && merged;
}

bool TableScan::isHeading(const TableRow& row, std::size_t typical) const {
    const std::size_t filled = filledCells(row);
    std::size_t values = 0;
    for (const std::string& cell : row) {
        values += !cell.empty() && isValue(cell) ? 1U : 0U;
    }
    const bool sum =
        std::any_of(row.begin(), row.end(), [&](const auto& cell) { return m_words.isSum(cell); });
    return filled > 0 && 2 * filled >= typical && filled >= std::min<std::size_t>(2, typical) &&
           5 * values <= filled && !(sum && values > 0);
}

/// How much the rows look like headings: names that are known count most.
double TableScan::score(std::size_t number, std::size_t rows) const {
    TableLayout layout{.headingRow = number, .headingRows = rows};
    std::set<std::string> seen;
    double sum = 0.0;
    for (std::size_t place = 0; place < m_filled.size(); ++place) {
        const std::string name = comparableName(headingOf(layout, place));
        if (name.empty()) {
            continue;
        }
        const bool known =
            m_known.contains(name) || m_words.roleOf(name) != ColumnRole::None ||
            m_known.contains(comparableName(m_words.split(headingOf(layout, place)).name));
        sum += (known ? 4.0 : 1.0) - (isValue(name) ? 3.0 : 0.0) -
               (seen.insert(name).second ? 0.0 : 2.0);
    }
    return sum;
}

void TableScan::findHeadings(const TableChoices& choices, TableLayout& layout) const {
    const std::size_t typical = typicalWidth();
    double best = 0.0;
    const auto consider = [&](std::size_t number) {
        const TableRow* const top = head(number);
        const TableRow* const below = head(number + 1);
        if (top == nullptr) {
            return;
        }
        const std::size_t rows =
            choices.headingRows.value_or(below != nullptr && isGroupAbove(*top, *below) ? 2 : 1);
        if (const double found = score(number, rows); found > best) {
            best = found;
            layout.headingRow = number;
            layout.headingRows = rows;
        }
    };
    if (choices.headingRow) {
        if (*choices.headingRow > 0) {
            best = -1e9;
            consider(*choices.headingRow);
        }
        return;
    }
    for (std::size_t number = 1; number <= m_head.size(); ++number) {
        const TableRow* const below = head(number + 1);
        if (isHeading(*head(number), typical) ||
            (below != nullptr && isGroupAbove(*head(number), *below))) {
            consider(number);
        }
    }
}

/// Behind the headings: units and the numbers of the columns.
void TableScan::skipUnits(TableLayout& layout, TableRow& units) const {
    layout.firstRow = layout.headingRow + layout.headingRows + (layout.headingRow == 0 ? 1 : 0);
    for (std::size_t i = 0; layout.headingRow > 0 && i < kMostUnitRows; ++i) {
        const TableRow* const row = head(layout.firstRow);
        if (row == nullptr || (!isNumbering(*row) && !isUnits(*row, m_words))) {
            return;
        }
        units = isUnits(*row, m_words) ? *row : units;
        ++layout.firstRow;
    }
}

/// The heading of a column with the group that it stands in, where it needs that.
std::string TableScan::headingOf(const TableLayout& layout, std::size_t place) const {
    const TableRow* const top = head(layout.headingRow);
    if (top == nullptr) {
        return {};
    }
    const TableRow* const below = layout.headingRows > 1 ? head(layout.headingRow + 1) : nullptr;
    const std::string under = below == nullptr ? std::string() : cellAt(*below, place);
    if (under.empty()) {
        return withoutBreaks(cellAt(*top, place));
    }
    std::size_t start = place;
    while (start > 0 && cellAt(*top, start).empty()) {
        --start;
    }
    const std::string group = cellAt(*top, start);
    const std::string both = withoutBreaks(
        m_words.unitNamed(under) != nullptr ? group + "(" + under + ")" : group + under);
    const auto known = [&](const std::string& name) {
        return m_known.contains(comparableName(name)) ||
               m_known.contains(comparableName(m_words.split(name).name)) ||
               m_words.roleOf(name) != ColumnRole::None;
    };
    const bool often = std::count(below->begin(), below->end(), under) > 1;
    const bool alone =
        !known(both) && (known(under) || !often) && m_words.unitNamed(under) == nullptr;
    return alone && !often ? withoutBreaks(under) : both;
}

void TableScan::nameColumns(const TableRow& units, TableLayout& layout) const {
    std::set<std::string> used;
    for (std::size_t place = 0; place < m_filled.size(); ++place) {
        std::string heading = headingOf(layout, place);
        if (m_filled[place] == 0 && heading.empty()) {
            continue;
        }
        SplitHeading split = m_words.split(heading);
        const bool known = m_known.contains(comparableName(split.name)) ||
                           m_words.roleOf(split.name) != ColumnRole::None;
        const TableUnit* const below = m_words.unitNamed(cellAt(units, place));
        const TableUnit* const unit = split.unit == nullptr ? below : split.unit;
        TableColumn column{place, known ? split.name : heading, heading};
        column.name = heading.empty() ? columnLetters(place) : column.name;
        if (unit != nullptr) {
            column.unit = unit->unit;
            column.toUnit = unit->factor;
        }
        if (!used.insert(comparableName(column.name)).second) {
            column.name += " (" + columnLetters(place) + ")";
            used.insert(comparableName(column.name));
        }
        layout.columns.push_back(std::move(column));
    }
}

TableLayout TableScan::layout(const TableChoices& choices) const {
    TableLayout layout;
    TableRow units;
    findHeadings(choices, layout);
    skipUnits(layout, units);
    layout.firstRow = choices.firstRow.value_or(layout.firstRow);
    layout.lastRow = choices.lastRow.value_or(m_rows);
    nameColumns(units, layout);
    for (std::size_t i = 0; i < layout.headingRows; ++i) {
        if (const TableRow* const row = head(layout.headingRow + i)) {
            layout.headings.push_back(*row);
        }
    }
    layout.lastFullRow = m_rows;
    for (const auto& [number, row] : sample()) {
        if (filledCells(row) > 1 && layout.kindOf(number, row, m_words) == RowKind::Data) {
            layout.lastFullRow = number;
        }
    }
    return layout;
}

} // namespace tuban::data
