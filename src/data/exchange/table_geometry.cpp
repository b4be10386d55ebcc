#include "data/exchange/table_geometry.h"

#include "model/field_mapping.h"
#include "model/value_taking.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace tuban::data {

namespace {

constexpr double kMostDegrees = 180.0;
constexpr std::size_t kNamed = 5; // of ten cells, where the headings say what they are
constexpr std::size_t kUnnamed = 9;
constexpr double kMostLatitude = 60.0; // of China, with much to spare

std::optional<double> decimalOf(std::string_view text) {
    const auto number = takenValue({.name = {}, .kind = ValueKind::Real, .title = {}},
                                   FieldValue(std::string(text)));
    const auto* const value = number ? std::get_if<double>(&*number) : nullptr;
    return value == nullptr ? std::nullopt : std::optional(*value);
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// Degrees, minutes and seconds, parted by what parts them.
std::optional<double> sexagesimal(std::string text) {
    constexpr std::array<std::string_view, 13> kMarks{
        "°", "º", "˚", "′", "'", "’", "″", "\"", "”", "度", "分", "秒", "-"};
    for (const std::string_view mark : kMarks) {
        replaceAll(text, mark, " ");
    }
    std::vector<double> parts;
    for (std::size_t at = 0; at < text.size();) {
        const auto start = text.find_first_not_of(' ', at);
        if (start == std::string::npos) {
            break;
        }
        at = std::min(text.find(' ', start), text.size());
        const auto part = decimalOf(std::string_view(text).substr(start, at - start));
        const bool fits = part && *part >= 0.0 && (parts.empty() || *part < 60.0);
        if (!fits || parts.size() == 3 ||
            (!parts.empty() && std::trunc(parts.back()) != parts.back())) {
            return std::nullopt;
        }
        parts.push_back(*part);
    }
    if (parts.size() < 2 || parts.front() > kMostDegrees) {
        return std::nullopt;
    }
    return parts[0] + parts[1] / 60.0 + (parts.size() > 2 ? parts[2] / 3600.0 : 0.0);
}

struct Column {
    std::vector<double> numbers = {}; ///< in the order of the rows
    std::size_t filled = 0;
    /// Whether so many of ten cells that are filled hold coordinates.
    bool holdsCoordinates(std::size_t ofTen) const {
        return !numbers.empty() && 10 * numbers.size() >= ofTen * filled;
    }
    double middle() const {
        std::vector<double> sorted = numbers;
        const auto at = sorted.begin() + std::ssize(sorted) / 2;
        std::nth_element(sorted.begin(), at, sorted.end());
        return *at;
    }
};

enum class Size { Other, Degrees, Six, Seven, Eight };

Size sizeOf(double value) {
    const double size = std::abs(value);
    if (size <= kMostDegrees) {
        return Size::Degrees;
    }
    if (size >= 1e7 && size < 1e8) {
        return Size::Eight;
    }
    return size >= 1e6 && size < 1e7 ? Size::Seven
                                     : (size >= 1e5 && size < 1e6 ? Size::Six : Size::Other);
}

/// Whether `a` are the eastings of a pair; nothing: the numbers do not tell.
std::optional<bool> firstIsEast(double a, double b) {
    const Size one = sizeOf(a);
    const Size other = sizeOf(b);
    const bool larger = one == Size::Eight || other == Size::Eight;
    if (larger && one != other) {
        return one == Size::Eight;
    }
    if (one == Size::Degrees && other == Size::Degrees) {
        const bool tells = (a > kMostLatitude) != (b > kMostLatitude);
        return tells ? std::optional(a > kMostLatitude) : std::nullopt;
    }
    if (one == Size::Seven && other == Size::Six) {
        return false;
    }
    return one == Size::Six && other == Size::Seven ? std::optional(true) : std::nullopt;
}

class Telling {
public:
    Telling(const TableLayout& layout, const TableScan& scan, const TableWords& words)
        : m_layout(layout) {
        for (const auto& [number, row] : scan.sample()) {
            if (layout.kindOf(number, row, words) == RowKind::Data) {
                m_rows.push_back(row);
            }
        }
        for (const TableColumn& column : layout.columns) {
            const ColumnRole role = words.roleOf(column.heading);
            if (role != ColumnRole::None) {
                m_places.emplace(role, column.place); // the first of several
            }
        }
    }

    TableGeometry tell(std::optional<std::size_t> wkt, const std::string& wanted) {
        TableGeometry made;
        if (wanted == "none" || (wkt && wanted.empty()) || wanted == "wkt") {
            made.shape = wkt && wanted != "none" ? TableShape::Wkt : TableShape::None;
            made.wkt = wkt.value_or(0);
            return made;
        }
        if (!findAxes(made)) {
            return made;
        }
        made.point = placeOf(ColumnRole::Point);
        made.ring = placeOf(ColumnRole::Ring);
        made.parcel = placeOf(ColumnRole::Parcel);
        made.side = placeOf(ColumnRole::Side);
        const bool areas = wanted.empty() ? listsBoundaries(made) : wanted == "areas";
        made.shape = areas ? TableShape::Areas : TableShape::Points;
        return made;
    }

private:
    std::optional<std::size_t> placeOf(ColumnRole role) const {
        const auto found = m_places.find(role);
        return found == m_places.end() ? std::nullopt : std::optional(found->second);
    }

    Column columnAt(std::size_t place) const {
        Column column;
        for (const TableRow& row : m_rows) {
            const std::string cell = place < row.size() ? row[place] : std::string();
            column.filled += cell.empty() ? 0U : 1U;
            if (const auto number = cell.empty() ? std::nullopt : coordinateOf(cell)) {
                column.numbers.push_back(*number);
            }
        }
        return column;
    }

    bool findAxes(TableGeometry& made) const {
        constexpr std::array<std::pair<ColumnRole, ColumnRole>, 3> kPairs{
            {{ColumnRole::Easting, ColumnRole::Northing},
             {ColumnRole::X, ColumnRole::Y},
             {ColumnRole::Longitude, ColumnRole::Latitude}}};
        for (const auto& [first, second] : kPairs) {
            const auto a = placeOf(first);
            const auto b = placeOf(second);
            if (a && b && takePair(*a, *b, first == ColumnRole::X, made)) {
                return true;
            }
        }
        return findByNumbers(made);
    }

    /// The columns are those of coordinates; which of them is east?
    bool takePair(std::size_t a, std::size_t b, bool unclear, TableGeometry& made) const {
        const Column first = columnAt(a);
        const Column second = columnAt(b);
        if (!first.holdsCoordinates(kNamed) || !second.holdsCoordinates(kNamed)) {
            return false;
        }
        const auto told = firstIsEast(first.middle(), second.middle());
        const bool survey = unclear && !told && isSurvey();
        const bool firstEast = told.value_or(!survey);
        made.axes =
            told ? AxisEvidence::Numbers : (survey ? AxisEvidence::Survey : AxisEvidence::Names);
        made.east = firstEast ? a : b;
        made.north = firstEast ? b : a;
        return true;
    }

    /// Without headings that say so: one column of eight digits, one of seven, side by side.
    bool findByNumbers(TableGeometry& made) const {
        for (std::size_t i = 0; i + 1 < m_layout.columns.size(); ++i) {
            const std::size_t a = m_layout.columns[i].place;
            const std::size_t b = m_layout.columns[i + 1].place;
            const Column first = columnAt(a);
            const Column second = columnAt(b);
            if (!first.holdsCoordinates(kUnnamed) || !second.holdsCoordinates(kUnnamed)) {
                continue;
            }
            const Size one = sizeOf(first.middle());
            const Size other = sizeOf(second.middle());
            const bool pair = (one == Size::Seven && other == Size::Eight) ||
                              (one == Size::Eight && other == Size::Seven);
            if (pair && hasFractions(first) && hasFractions(second)) {
                return takePair(a, b, true, made);
            }
        }
        return false;
    }

    static bool hasFractions(const Column& column) {
        return std::any_of(column.numbers.begin(), column.numbers.end(), [](double number) {
            return std::trunc(number) != number;
        });
    }

    bool isSurvey() const {
        return placeOf(ColumnRole::Point) || placeOf(ColumnRole::Side) || placeOf(ColumnRole::Ring);
    }

    /// Whether the last point is the first one again.
    bool isClosed(const TableGeometry& made) const {
        constexpr std::size_t kLeast = 4;
        const auto at = [&](const TableRow& row, std::size_t place) {
            return place < row.size() ? coordinateOf(row[place]) : std::nullopt;
        };
        return m_rows.size() >= kLeast && at(m_rows.front(), made.east) &&
               at(m_rows.front(), made.east) == at(m_rows.back(), made.east) &&
               at(m_rows.front(), made.north) == at(m_rows.back(), made.north);
    }

    bool listsBoundaries(const TableGeometry& made) const {
        if (made.ring || made.side || (made.point && isClosed(made))) {
            return true;
        }
        std::size_t repeats = 0;
        std::size_t pairs = 0;
        std::size_t marked = 0;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const auto cell = [&](std::size_t row, std::size_t place) {
                return place < m_rows[row].size() ? m_rows[row][place] : std::string();
            };
            if (i > 0 && made.parcel) {
                ++pairs;
                const std::string key = cell(i, *made.parcel);
                repeats += key.empty() || key == cell(i - 1, *made.parcel) ? 1U : 0U;
            }
            if (made.point) {
                const std::string number = comparableName(cell(i, *made.point));
                marked += number.starts_with('j') && number.size() > 1 ? 1U : 0U;
            }
        }
        return (pairs > 0 && 2 * repeats >= pairs) || (marked > 2 && 2 * marked >= m_rows.size());
    }

    const TableLayout& m_layout;
    std::vector<TableRow> m_rows;
    std::map<ColumnRole, std::size_t> m_places;
};

} // namespace

std::optional<double> coordinateOf(std::string_view cell) {
    if (const auto number = decimalOf(cell)) {
        return number;
    }
    std::string text(cell);
    double sign = 1.0;
    for (const char* const mark : {"E", "N", "W", "S", "东经", "北纬", "西经", "南纬"}) {
        const std::string_view word(mark);
        const bool front = text.starts_with(word);
        if (front || text.ends_with(word)) {
            text.erase(front ? 0 : text.size() - word.size(), word.size());
            sign = word == "W" || word == "S" || word == "西经" || word == "南纬" ? -1.0 : 1.0;
            break;
        }
    }
    const auto degrees = sexagesimal(text);
    const auto plain = degrees ? degrees : (text.size() < cell.size() ? decimalOf(text) : degrees);
    return plain ? std::optional(sign * *plain) : std::nullopt;
}

TableGeometry geometryOf(const TableLayout& layout,
                         const TableScan& scan,
                         const TableWords& words,
                         std::optional<std::size_t> wkt,
                         const std::string& wanted) {
    return Telling(layout, scan, words).tell(wkt, wanted);
}

} // namespace tuban::data
