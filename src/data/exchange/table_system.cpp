#include "data/exchange/table_system.h"

#include "model/field_mapping.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace tuban::data {

namespace {

constexpr std::size_t kBetween = 6; // bytes between a word and its number: "：", "=", "为"

/// The number right behind one of the words in a text.
std::optional<double> numberBehind(const std::string& text, const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
        const std::string word = comparableName(key);
        const auto found = text.find(word);
        if (found == std::string::npos) {
            continue;
        }
        const auto start = text.find_first_of("0123456789", found + word.size());
        if (start == std::string::npos || start > found + word.size() + kBetween) {
            continue;
        }
        double number = 0.0;
        const auto [stop, error] =
            std::from_chars(text.data() + start, text.data() + text.size(), number);
        if (error == std::errc()) {
            return number;
        }
    }
    return std::nullopt;
}

std::optional<int> wholeBehind(const std::string& text, const std::vector<std::string>& keys) {
    const auto number = numberBehind(text, keys);
    constexpr double kMost = 200.0;
    return number && *number <= kMost && std::trunc(*number) == *number
               ? std::optional(static_cast<int>(*number))
               : std::nullopt;
}

/// The phrase of the system of which a word stands in a text; empty: none does.
std::string phraseIn(const std::string& text, const std::vector<SurveySystem>& systems) {
    for (const SurveySystem& system : systems) {
        const bool named =
            std::any_of(system.words.begin(), system.words.end(), [&](const auto& word) {
                return text.find(word) != std::string::npos;
            });
        if (named) {
            return system.phrase;
        }
    }
    return {};
}

/// What stands behind "坐标系：".
std::string phraseBehind(const std::string& cell, const std::vector<std::string>& keys) {
    for (const std::string_view colon : {"：", ":"}) {
        const auto at = cell.find(colon);
        const std::string label = at == std::string::npos ? "" : comparableName(cell.substr(0, at));
        const bool known = std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
            return label == comparableName(key);
        });
        if (known) {
            return cellText(cell.substr(at + colon.size()));
        }
    }
    return {};
}

std::optional<int> zoneWidthIn(const std::string& text) {
    for (const auto& [word, width] : {std::pair("3度带", 3),
                                      std::pair("三度带", 3),
                                      std::pair("3°带", 3),
                                      std::pair("6度带", 6),
                                      std::pair("六度带", 6),
                                      std::pair("6°带", 6)}) {
        if (text.find(word) != std::string::npos) {
            return width;
        }
    }
    return std::nullopt;
}

template <typename T> void fill(std::optional<T>& open, std::optional<T> said) {
    open = open ? open : said;
}

std::array<double, 4> extentOf(const TableScan& scan,
                               const TableLayout& layout,
                               const TableGeometry& geometry,
                               const TableWords& words) {
    constexpr double kFar = std::numeric_limits<double>::max();
    std::array<double, 4> extent{kFar, kFar, -kFar, -kFar};
    for (const auto& [number, row] : scan.sample()) {
        const bool data = layout.kindOf(number, row, words) == RowKind::Data &&
                          std::max(geometry.east, geometry.north) < row.size();
        const auto east = data ? coordinateOf(row[geometry.east]) : std::nullopt;
        const auto north = data ? coordinateOf(row[geometry.north]) : std::nullopt;
        if (east && north) {
            extent = {std::min(extent[0], *east),
                      std::min(extent[1], *north),
                      std::max(extent[2], *east),
                      std::max(extent[3], *north)};
        }
    }
    return extent;
}

} // namespace

SurveyStatement statementIn(const TableScan& scan,
                            const TableLayout& layout,
                            const TableWords& words,
                            const TxtFormats& formats) {
    SurveyStatement statement;
    for (const auto& [number, row] : scan.sample()) {
        if (layout.kindOf(number, row, words) == RowKind::Data) {
            continue;
        }
        for (const std::string& cell : row) {
            const std::string text = comparableName(cell);
            std::string phrase = phraseIn(text, formats.systems);
            phrase = phrase.empty() ? phraseBehind(cell, formats.systemKeys) : phrase;
            statement.phrase = statement.phrase.empty() ? phrase : statement.phrase;
            fill(statement.meridian, numberBehind(text, formats.meridianKeys));
            fill(statement.zone, wholeBehind(text, formats.zoneKeys));
            fill(statement.width, zoneWidthIn(text));
        }
    }
    return statement;
}

std::string statedCrs(const TableScan& scan,
                      const TableLayout& layout,
                      const TableGeometry& geometry,
                      const TableWords& words,
                      const TxtFormats& formats) {
    if (geometry.shape != TableShape::Points && geometry.shape != TableShape::Areas) {
        return {};
    }
    return crsOfStatement(formats.systems,
                          statementIn(scan, layout, words, formats),
                          extentOf(scan, layout, geometry, words));
}

} // namespace tuban::data
