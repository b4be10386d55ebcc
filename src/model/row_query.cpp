#include "model/row_query.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

namespace tuban {

namespace {

using Test = std::function<bool(std::size_t row)>;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return text;
}

std::optional<double> numberIn(std::string_view text) {
    text = trimmed(text);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

std::string lowered(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return low;
}

/// What a number is to fulfil; nothing: the text says nothing of that kind.
std::optional<std::function<bool(double)>> numberTest(std::string_view text) {
    text = trimmed(text);
    if (const auto dots = text.find(".."); dots != std::string_view::npos) {
        const auto low = numberIn(text.substr(0, dots));
        const auto high = numberIn(text.substr(dots + 2));
        if (!low || !high) {
            return std::nullopt;
        }
        return [low = *low, high = *high](double v) { return low <= v && v <= high; };
    }
    const auto after = [&](std::string_view sign) { return numberIn(text.substr(sign.size())); };
    using Pair = std::pair<std::string_view, std::function<bool(double, double)>>;
    static const std::vector<Pair> kComparisons{{"<>", std::not_equal_to<>()},
                                                {"<=", std::less_equal<>()},
                                                {">=", std::greater_equal<>()},
                                                {"<", std::less<>()},
                                                {">", std::greater<>()},
                                                {"=", std::equal_to<>()},
                                                {"", std::equal_to<>()}};
    for (const auto& [sign, compare] : kComparisons) {
        if (!text.starts_with(sign)) {
            continue;
        }
        const auto value = after(sign);
        if (!value) {
            return std::nullopt;
        }
        return [compare, value = *value](double v) { return compare(v, value); };
    }
    return std::nullopt;
}

double numberOf(const FieldValue& value) {
    if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*whole);
    }
    return std::get<double>(value);
}

/// Texts are looked at once each, not once a row.
Test textTest(const AttributeColumn& column, std::string_view text) {
    const bool whole = text.starts_with('=');
    const std::string wanted =
        whole ? std::string(trimmed(text.substr(1))) : lowered(trimmed(text));
    std::vector<char> taken(column.distinct());
    for (std::uint32_t place = 0; place < taken.size(); ++place) {
        const std::string& known = column.textAt(place);
        taken[place] = whole ? known == wanted : lowered(known).find(wanted) != std::string::npos;
    }
    return [taken = std::move(taken), &column](std::size_t row) {
        return taken[column.place(row)] != 0;
    };
}

Result<Test> testOf(const AttributeTable& table, const RowQuery::ColumnFilter& filter) {
    const AttributeColumn& column = table.column(filter.field);
    if (column.distinct() > 0) {
        return textTest(column, filter.text);
    }
    const auto test = numberTest(filter.text);
    if (!test) {
        return Error{ErrorCode::FilterMalformed,
                     filter.text,
                     "number expected",
                     table.schema().fields[filter.field].name};
    }
    return Test([test = *test, &column](std::size_t row) {
        return !column.isNull(row) && test(numberOf(column.value(row)));
    });
}

/// For each row the place of its text in the order of texts.
std::vector<std::uint32_t> ranksOf(const AttributeColumn& column) {
    std::vector<std::uint32_t> order(column.distinct());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return column.textAt(a) < column.textAt(b);
    });
    std::vector<std::uint32_t> ranks(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        ranks[order[rank]] = rank;
    }
    return ranks;
}

template <typename Key> struct Keyed {
    Key key;
    std::uint32_t row;
};

template <typename Key, typename KeyOf>
void sortRows(std::vector<std::uint32_t>& rows, bool descending, const KeyOf& keyOf) {
    std::vector<Keyed<Key>> keyed;
    keyed.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        keyed.push_back({keyOf(row), row});
    }
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
        return descending ? b.key < a.key : a.key < b.key;
    });
    std::transform(
        keyed.begin(), keyed.end(), rows.begin(), [](const auto& one) { return one.row; });
}

void sortBy(std::vector<std::uint32_t>& rows, const AttributeColumn& column, bool descending) {
    if (column.distinct() > 0) {
        const std::vector<std::uint32_t> ranks = ranksOf(column);
        sortRows<std::uint32_t>(
            rows, descending, [&](std::uint32_t row) { return ranks[column.place(row)]; });
        return;
    }
    sortRows<double>(rows, descending, [&](std::uint32_t row) {
        return column.isNull(row) ? -std::numeric_limits<double>::infinity()
                                  : numberOf(column.value(row));
    });
}

} // namespace

Result<std::vector<std::uint32_t>>
rowsOf(const AttributeTable& table, const RowQuery& query, const Progress& progress) {
    std::vector<std::uint32_t> rows(table.size());
    std::iota(rows.begin(), rows.end(), 0U);
    for (const RowQuery::ColumnFilter& filter : query.filters) {
        const auto test = testOf(table, filter);
        if (!test) {
            return test.error();
        }
        std::erase_if(rows, [&](std::uint32_t row) { return !(*test)(row); });
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, {}};
        }
    }
    if (query.sortBy) {
        sortBy(rows, table.column(*query.sortBy), query.descending);
    }
    return rows;
}

} // namespace tuban
