#include "data/workspace/field_text.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

namespace tuban::data {

namespace {

Error malformed(const std::string& what, const std::string& text) {
    return {ErrorCode::TableMalformed, {}, what + ": " + text};
}

template <typename T> std::optional<T> parsedWhole(std::string_view text) {
    T value{};
    const auto [end, state] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = state == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

bool isDay(std::string_view text) {
    constexpr std::size_t kLength = 10; // YYYY-MM-DD
    if (text.size() != kLength || text[4] != '-' || text[7] != '-') {
        return false;
    }
    const auto year = parsedWhole<unsigned>(text.substr(0, 4));
    const auto month = parsedWhole<unsigned>(text.substr(5, 2));
    const auto day = parsedWhole<unsigned>(text.substr(8, 2));
    return year && month && day &&
           std::chrono::year_month_day(std::chrono::year(static_cast<int>(*year)),
                                       std::chrono::month(*month),
                                       std::chrono::day(*day))
               .ok();
}

} // namespace

Result<FieldValue> fieldValue(const std::string& text, ValueKind kind) {
    if (text.empty()) {
        return FieldValue();
    }
    switch (kind) {
    case ValueKind::Integer:
        if (const auto value = parsedWhole<std::int64_t>(text)) {
            return FieldValue(*value);
        }
        return malformed("not a whole number", text);
    case ValueKind::Real:
        if (const auto value = parsedWhole<double>(text); value && std::isfinite(*value)) {
            return FieldValue(*value);
        }
        return malformed("not a number", text);
    case ValueKind::Date:
        if (!isDay(text)) {
            return malformed("not a date", text);
        }
        break;
    case ValueKind::Text:
        break;
    }
    return FieldValue(text);
}

} // namespace tuban::data
