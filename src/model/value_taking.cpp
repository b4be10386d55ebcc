#include "model/value_taking.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace tuban {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks(" \t\r\n\0", 5);
    const auto first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// A number of which the digits may be grouped by commas in threes: "1,234,567.8".
std::optional<double> numberOf(std::string_view text) {
    std::string plain(trimmed(text));
    const auto end = plain.find('.') == std::string::npos ? plain.size() : plain.find('.');
    for (std::size_t at = plain.find(','); at != std::string::npos; at = plain.find(',', at + 1)) {
        if (at == 0 || at > end || (end - at) % 4 != 0) {
            return std::nullopt;
        }
    }
    plain.erase(std::remove(plain.begin(), plain.end(), ','), plain.end());
    const char* first = plain.data() + (plain.starts_with('+') ? 1 : 0);
    double number = 0.0;
    const auto [stop, error] = std::from_chars(first, plain.data() + plain.size(), number);
    const bool whole = error == std::errc() && stop == plain.data() + plain.size();
    return whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> integerOf(std::string_view text) {
    const std::string_view digits = trimmed(text);
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && stop == digits.data() + digits.size() ? std::optional(number)
                                                                         : std::nullopt;
}

std::optional<std::int64_t> integerOf(double number) {
    constexpr double kExact = 9007199254740992.0; // 2^53
    return std::nearbyint(number) == number && std::abs(number) <= kExact
               ? std::optional(static_cast<std::int64_t>(number))
               : std::nullopt;
}

std::string textOf(double number) {
    char digits[64];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    return error == std::errc() ? std::string(digits, end) : std::string();
}

std::string textOf(const FieldValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*whole);
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return textOf(*real);
    }
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : *text;
}

std::optional<FieldValue> takenInteger(const FieldValue& value, double factor) {
    std::optional<std::int64_t> number;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        number = *whole;
    } else if (const auto* real = std::get_if<double>(&value)) {
        number = integerOf(*real * factor);
        return number ? std::optional<FieldValue>(*number) : std::nullopt;
    } else {
        const std::string text = textOf(value);
        number = integerOf(text);
        if (const auto real2 = number ? std::nullopt : numberOf(text)) {
            number = integerOf(*real2);
        }
    }
    if (!number || factor == 1.0) {
        return number ? std::optional<FieldValue>(*number) : std::nullopt;
    }
    number = integerOf(static_cast<double>(*number) * factor);
    return number ? std::optional<FieldValue>(*number) : std::nullopt;
}

std::optional<FieldValue> takenReal(const FieldValue& value, double factor) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return FieldValue(static_cast<double>(*whole) * factor);
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return std::isfinite(*real) ? std::optional<FieldValue>(*real * factor) : std::nullopt;
    }
    const auto number = numberOf(textOf(value));
    return number ? std::optional<FieldValue>(*number * factor) : std::nullopt;
}

/// The value of which the text is a title.
const FieldValue* codeTitled(const FieldSchema& field, std::string_view text) {
    const auto found = std::find_if(field.codes.begin(), field.codes.end(), [&](const CodeEntry& code) {
        return code.title.zh == text || code.title.en == text;
    });
    return found == field.codes.end() ? nullptr : &found->value;
}

bool isCode(const FieldSchema& field, const FieldValue& value) {
    return std::any_of(field.codes.begin(), field.codes.end(), [&](const CodeEntry& code) {
        return code.value == value;
    });
}

/// What stands between the numbers of a day, and where a time may begin.
std::string separated(std::string_view text) {
    std::string out(text);
    for (const std::string_view mark : {"年", "月", "日", "/", "."}) {
        for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) {
            out.replace(at, mark.size(), mark == "日" ? " " : "-");
        }
    }
    return out;
}

/// Whether what stands behind a day is no time of day but midnight.
bool isMidnight(std::string_view rest) {
    return std::all_of(rest.begin(), rest.end(), [](char c) {
        return c == '0' || c == ':' || c == '-' || c == ' ' || c == 'T' || c == 'Z';
    });
}

std::string isoText(const std::chrono::year_month_day& day) {
    std::array<char, 64> iso{};
    std::snprintf(iso.data(),
                  iso.size(),
                  "%04d-%02u-%02u",
                  static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()));
    return iso.data();
}

/// A day as spreadsheets count them: 45352 is 2024-03-01. Five digits: from 1927-05-18 on.
/// @source ECMA-376 part 1, 18.17.4.1: day 25569 of the 1900 system is 1970-01-01.
std::optional<std::string> dayCounted(std::string_view text) {
    constexpr int kEpoch = 25569;
    constexpr std::size_t kDigits = 5;
    const auto number = trimmed(text).size() == kDigits ? integerOf(text) : std::nullopt;
    if (!number || *number < 10'000) {
        return std::nullopt;
    }
    return isoText(std::chrono::sys_days(std::chrono::days(*number - kEpoch)));
}

} // namespace

std::optional<std::string> isoDay(std::string_view text) {
    std::string day = separated(trimmed(text));
    if (day.size() == 8 && integerOf(day)) {
        day = day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6);
    }
    int year = 0;
    unsigned month = 0;
    unsigned date = 0;
    int used = 0;
    if (std::sscanf(day.c_str(), "%4d-%2u-%2u%n", &year, &month, &date, &used) != 3 || year < 1 ||
        !isMidnight(std::string_view(day).substr(static_cast<std::size_t>(used)))) {
        return std::nullopt;
    }
    const std::chrono::year_month_day known{
        std::chrono::year(year), std::chrono::month(month), std::chrono::day(date)};
    if (!known.ok()) {
        return std::nullopt;
    }
    return isoText(known);
}

std::optional<FieldValue>
takenValue(const FieldSchema& field, const FieldValue& value, double factor) {
    const auto* const text = std::get_if<std::string>(&value);
    if (std::holds_alternative<std::monostate>(value) || (text != nullptr && trimmed(*text).empty())) {
        return FieldValue();
    }
    if (text != nullptr && !field.codes.empty() && !isCode(field, value)) {
        if (const FieldValue* const code = codeTitled(field, trimmed(*text))) {
            return *code;
        }
    }
    switch (field.kind) {
    case ValueKind::Text:
        return FieldValue(textOf(value));
    case ValueKind::Integer:
        return takenInteger(value, factor);
    case ValueKind::Real:
        return takenReal(value, factor);
    case ValueKind::Date:
        break;
    }
    const std::string written = textOf(value);
    const auto day = isoDay(written);
    if (const auto counted = day ? std::nullopt : dayCounted(written)) {
        return FieldValue(*counted);
    }
    return day ? std::optional<FieldValue>(*day) : std::nullopt;
}

} // namespace tuban
