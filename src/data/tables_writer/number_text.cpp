#include "data/tables_writer/number_text.h"

#include "data/tables_writer/display_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace tuban::data {

namespace {

// The longest double without exponent: sign, 309 digits before the point or 1074 after it.
using Buffer = std::array<char, 1400>;

bool isZero(const std::string& text) {
    return text.find_first_of("123456789") == std::string::npos;
}

} // namespace

std::string roundedText(double value, int decimals) {
    if (!std::isfinite(value)) {
        return {};
    }
    // to_chars rounds exact ties to even; the next double away from zero is no tie any more.
    const double away = std::copysign(std::numeric_limits<double>::infinity(), value);
    const double shifted = value == 0.0 ? 0.0 : std::nextafter(value, away);
    Buffer buffer;
    const auto end = std::to_chars(buffer.data(),
                                   buffer.data() + buffer.size(),
                                   std::isfinite(shifted) ? shifted : value,
                                   std::chars_format::fixed,
                                   decimals)
                         .ptr;
    std::string text(buffer.data(), end);
    return text.front() == '-' && isZero(text) ? text.substr(1) : text;
}

std::string rawText(double value) {
    if (!std::isfinite(value)) {
        return {};
    }
    Buffer buffer;
    const double unsignedZero = value == 0.0 ? 0.0 : value;
    const auto end =
        std::to_chars(
            buffer.data(), buffer.data() + buffer.size(), unsignedZero, std::chars_format::fixed)
            .ptr;
    return {buffer.data(), end};
}

std::string printedText(const Table::Number& number, int decimals) {
    return number.printed ? *number.printed : roundedText(number.value, decimals);
}

std::string cellText(const Table::Cell& cell, int decimals) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return printable(*text);
    }
    if (const auto* number = std::get_if<Table::Number>(&cell)) {
        return printedText(*number, decimals);
    }
    return {};
}

} // namespace tuban::data
