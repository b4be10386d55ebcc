#include "data/sources/column_writer.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>
#include <utility>

namespace tuban::data {

namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
constexpr double kWholeLimit = 1e15; // whole numbers below are printed without an exponent

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n\0";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

} // namespace

void ColumnWriter::addNumber(double value) {
    m_numbers.push_back(value);
    m_null.push_back(false);
}

void ColumnWriter::addNull() {
    if (m_type == ColumnType::Text) {
        m_texts.append({});
    } else {
        m_numbers.push_back(kNoNumber);
    }
    m_null.push_back(true);
}

void ColumnWriter::addInteger(std::int64_t value) {
    if (m_type == ColumnType::Number) {
        addNumber(static_cast<double>(value));
        return;
    }
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    addText(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

void ColumnWriter::addReal(double value) {
    if (std::isnan(value)) {
        addNull();
        return;
    }
    if (m_type == ColumnType::Number) {
        addNumber(value);
        return;
    }
    if (std::abs(value) < kWholeLimit && value == std::trunc(value)) {
        addInteger(static_cast<std::int64_t>(value));
        return;
    }
    char digits[64];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    addText(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

void ColumnWriter::addText(std::string_view utf8) {
    if (m_type == ColumnType::Text) {
        m_texts.append(utf8);
        m_null.push_back(false);
        return;
    }
    std::string_view number = trimmed(utf8);
    if (number.size() > 1 && number.front() == '+' && number[1] != '-') {
        number.remove_prefix(1);
    }
    double value = 0.0;
    const char* const end = number.data() + number.size();
    const auto [stop, failure] = std::from_chars(number.data(), end, value);
    if (number.empty() || failure != std::errc() || stop != end || !std::isfinite(value)) {
        addNull();
    } else {
        addNumber(value);
    }
}

Column ColumnWriter::take() {
    Column column;
    if (m_type == ColumnType::Text) {
        column.values = std::exchange(m_texts, TextColumn());
    } else {
        column.values = std::exchange(m_numbers, {});
    }
    column.null = std::exchange(m_null, {});
    return column;
}

} // namespace tuban::data
