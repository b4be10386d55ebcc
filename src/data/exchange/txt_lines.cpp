#include "data/exchange/txt_lines.h"

#include "data/exchange/text_bytes.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tuban::data {

namespace {

constexpr std::string_view kWideComma = "\xEF\xBC\x8C"; // ，
constexpr std::string_view kWideBlank = "\xE3\x80\x80";
constexpr std::size_t kCommasOfALine = 3; // of one that is punctuated half-width

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\0';
}

/// The length of the separator at `place`; 0: none.
std::size_t separatorAt(std::string_view line, std::size_t place, TxtSeparator separator) {
    const char c = line[place];
    switch (separator) {
    case TxtSeparator::Comma:
        return c == ',' ? 1 : 0;
    case TxtSeparator::AnyComma:
        return c == ',' ? 1 : (line.substr(place).starts_with(kWideComma) ? kWideComma.size() : 0);
    case TxtSeparator::Tab:
        return c == '\t' ? 1 : 0;
    case TxtSeparator::Blank:
        break;
    }
    std::size_t length = 0;
    while (place + length < line.size()) {
        const std::string_view rest = line.substr(place + length);
        const std::size_t one = isBlank(rest.front())          ? 1
                                : rest.starts_with(kWideBlank) ? kWideBlank.size()
                                                               : 0;
        if (one == 0) {
            break;
        }
        length += one;
    }
    return length;
}

} // namespace

std::optional<std::string_view> TextLines::next() {
    if (m_text.empty()) {
        return std::nullopt;
    }
    const std::size_t end = std::min(m_text.find_first_of("\r\n"), m_text.size());
    const std::string_view line = m_text.substr(0, end);
    const std::size_t ending = m_text.substr(end, 2) == "\r\n" ? 2 : (end < m_text.size() ? 1 : 0);
    m_text.remove_prefix(end + ending);
    ++m_number;
    return line;
}

std::string_view trimmedText(std::string_view text) {
    for (;;) {
        if (!text.empty() && isBlank(text.front())) {
            text.remove_prefix(1);
        } else if (text.starts_with(kWideBlank)) {
            text.remove_prefix(kWideBlank.size());
        } else if (!text.empty() && isBlank(text.back())) {
            text.remove_suffix(1);
        } else if (text.ends_with(kWideBlank)) {
            text.remove_suffix(kWideBlank.size());
        } else {
            return text;
        }
    }
}

TxtSeparator separatorOf(std::string_view line) {
    const auto commas = static_cast<std::size_t>(std::count(line.begin(), line.end(), ','));
    if (commas >= kCommasOfALine) {
        return TxtSeparator::Comma;
    }
    if (commas > 0 || line.find(kWideComma) != std::string_view::npos) {
        return TxtSeparator::AnyComma;
    }
    return line.find('\t') != std::string_view::npos ? TxtSeparator::Tab : TxtSeparator::Blank;
}

std::vector<std::string_view> splitLine(std::string_view line, TxtSeparator separator) {
    std::vector<std::string_view> fields;
    std::size_t start = 0;
    std::size_t place = 0;
    while (place < line.size()) {
        const std::size_t length = separatorAt(line, place, separator);
        if (length > 0) {
            fields.push_back(trimmedText(line.substr(start, place - start)));
            start = place + length;
        }
        place += std::max<std::size_t>(length, 1);
    }
    fields.push_back(trimmedText(line.substr(start)));
    while (!fields.empty() && fields.back().empty()) {
        fields.pop_back();
    }
    return fields;
}

std::optional<double> decimalOf(std::string_view field) {
    const std::string plain = halfWidthText(field);
    const char* const first = plain.data() + (plain.starts_with('+') ? 1 : 0);
    const char* const last = plain.data() + plain.size();
    double number = 0.0;
    const auto [stop, error] = std::from_chars(first, last, number);
    const bool whole = error == std::errc() && stop == last && std::isfinite(number);
    return whole ? std::optional(number) : std::nullopt;
}

std::optional<int> smallNumberOf(std::string_view field) {
    constexpr int kMost = 999'999;
    const std::string plain = halfWidthText(field);
    const char* const last = plain.data() + plain.size();
    int number = 0;
    const auto [stop, error] = std::from_chars(plain.data(), last, number);
    const bool whole = error == std::errc() && stop == last && number >= 0 && number <= kMost;
    return whole ? std::optional(number) : std::nullopt;
}

} // namespace tuban::data
