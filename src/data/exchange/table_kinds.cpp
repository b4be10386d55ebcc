#include "data/exchange/table_kinds.h"

#include "data/exchange/table_layout.h"
#include "model/value_taking.h"

#include <algorithm>

namespace tuban::data {

namespace {

constexpr std::ptrdiff_t kExactDigits = 15; // of a double

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// A number that is the same after being one.
bool isPlainNumber(const std::string& cell) {
    const std::size_t sign = cell.starts_with('-') ? 1 : 0;
    const bool padded = cell.size() > sign + 1 && cell[sign] == '0' && isDigit(cell[sign + 1]);
    return !padded && !cell.starts_with('+') && !cell.ends_with('%') &&
           std::count_if(cell.begin(), cell.end(), isDigit) <= kExactDigits && isNumberText(cell);
}

bool isWhole(const std::string& cell) {
    const std::size_t sign = cell.starts_with('-') ? 1 : 0;
    return std::all_of(cell.begin() + static_cast<std::ptrdiff_t>(sign), cell.end(), isDigit);
}

/// A day that is written as one: 20240301 may be any number.
bool isDay(const std::string& cell) {
    return !std::all_of(cell.begin(), cell.end(), isDigit) && isoDay(cell);
}

} // namespace

void ColumnKind::add(const std::string& cell) {
    if (cell.empty()) {
        return;
    }
    m_any = true;
    m_numbers = m_numbers && isPlainNumber(cell);
    m_integers = m_integers && m_numbers && isWhole(cell);
    m_days = m_days && isDay(cell);
}

ValueKind ColumnKind::kind() const {
    if (!m_any) {
        return ValueKind::Text;
    }
    if (m_numbers) {
        return m_integers ? ValueKind::Integer : ValueKind::Real;
    }
    return m_days ? ValueKind::Date : ValueKind::Text;
}

} // namespace tuban::data
