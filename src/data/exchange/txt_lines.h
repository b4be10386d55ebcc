#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// The lines of a text, one after the other; CR, LF and CRLF end them.
class TextLines {
public:
    explicit TextLines(std::string_view text) : m_text(text) {}
    /// Nothing: there are no more.
    std::optional<std::string_view> next();
    /// Of the line given last, from 1.
    std::uint64_t number() const { return m_number; }

private:
    std::string_view m_text;
    std::uint64_t m_number = 0;
};

/// Without blanks, tabs and full-width blanks at both ends.
std::string_view trimmedText(std::string_view text);

/// How a line is taken apart: at half-width commas, at commas of both widths, at tabs, at blanks.
enum class TxtSeparator { Comma, AnyComma, Tab, Blank };
TxtSeparator separatorOf(std::string_view line);
/// Fields without blanks around them and without the empty ones at the end.
std::vector<std::string_view> splitLine(std::string_view line, TxtSeparator separator);

/// A decimal number, the whole field; full-width digits and points are understood, the locale does
/// not matter. Nothing: it is none, or not finite.
std::optional<double> decimalOf(std::string_view field);
/// A whole number from 0 to 999 999.
std::optional<int> smallNumberOf(std::string_view field);

} // namespace tuban::data
