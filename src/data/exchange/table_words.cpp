#include "data/exchange/table_words.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"
#include "model/field_mapping.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-table-words";
constexpr int kVersion = 1;
constexpr std::array<std::pair<const char*, ColumnRole>, 10> kRoles{{
    {"easting", ColumnRole::Easting},
    {"northing", ColumnRole::Northing},
    {"x", ColumnRole::X},
    {"y", ColumnRole::Y},
    {"longitude", ColumnRole::Longitude},
    {"latitude", ColumnRole::Latitude},
    {"point", ColumnRole::Point},
    {"ring", ColumnRole::Ring},
    {"parcel", ColumnRole::Parcel},
    {"side", ColumnRole::Side},
}};

std::vector<std::string> comparable(const std::vector<std::string>& words) {
    std::vector<std::string> all;
    for (const std::string& word : words) {
        all.push_back(comparableName(word));
    }
    return all;
}

bool has(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// What stands in the brackets that end a text, and where they open.
struct Bracketed {
    std::string_view inner;
    std::size_t open;
};
std::optional<Bracketed> endingBrackets(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kPairs{
        {{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}}};
    for (const auto& [open, close] : kPairs) {
        const auto at = text.ends_with(close) ? text.rfind(open) : std::string_view::npos;
        if (at != std::string_view::npos) {
            const auto from = at + open.size();
            return Bracketed{text.substr(from, text.size() - close.size() - from), at};
        }
    }
    return std::nullopt;
}

Result<TableWords> wordsOf(const toml::table& root, const fs::path& path) {
    TableWords words;
    words.sums = comparable(textsAt(root, "sums"));
    words.notes = comparable(textsAt(root, "notes"));
    words.sections = comparable(textsAt(root, "sections"));
    const toml::table* const columns = root["columns"].as_table();
    for (const auto& [key, role] : kRoles) {
        const auto names = columns == nullptr ? std::vector<std::string>() : textsAt(*columns, key);
        if (names.empty()) {
            return malformedToml(path, root, std::string("no names in columns.") + key);
        }
        for (const std::string& name : names) {
            words.columns.emplace(comparableName(name), role);
        }
    }
    const auto unit = [&](const toml::table& entry) -> Result<void> {
        TableUnit made{comparable(textsAt(entry, "names")), textAt(entry, "unit"), 0.0};
        made.factor = entry["factor"].value_or(0.0);
        if (made.names.empty() || made.unit.empty() || !(made.factor > 0.0)) {
            return malformedToml(path, entry, "a unit needs names, unit and a factor above 0");
        }
        words.units.push_back(std::move(made));
        return {};
    };
    if (auto read = forEachEntry(path, root, "unit", unit); !read) {
        return read.error();
    }
    if (words.sums.empty() || words.notes.empty()) {
        return malformedToml(path, root, "sums or notes are missing");
    }
    return words;
}

} // namespace

ColumnRole TableWords::roleOf(std::string_view heading) const {
    for (const std::string& name : {comparableName(heading), comparableName(split(heading).name)}) {
        if (const auto found = columns.find(name); found != columns.end()) {
            return found->second;
        }
    }
    return ColumnRole::None;
}

const TableUnit* TableWords::unitNamed(std::string_view text) const {
    const auto brackets = endingBrackets(text);
    const std::string name =
        comparableName(brackets && brackets->open == 0 ? brackets->inner : text);
    const auto found = std::find_if(
        units.begin(), units.end(), [&](const TableUnit& unit) { return has(unit.names, name); });
    return found == units.end() ? nullptr : &*found;
}

SplitHeading TableWords::split(std::string_view heading) const {
    const auto brackets = endingBrackets(heading);
    const TableUnit* const unit =
        brackets && brackets->open > 0 ? unitNamed(brackets->inner) : nullptr;
    return unit == nullptr ? SplitHeading{std::string(heading)}
                           : SplitHeading{std::string(heading.substr(0, brackets->open)), unit};
}

bool TableWords::isSum(std::string_view cell) const {
    const auto brackets = endingBrackets(cell);
    std::string name = comparableName(brackets ? cell.substr(0, brackets->open) : cell);
    if (name.ends_with(':')) {
        name.pop_back();
    }
    return std::any_of(sums.begin(), sums.end(), [&](const std::string& word) {
        const bool wide = static_cast<unsigned char>(word.front()) > 127; // a word in Chinese
        return name == word || (wide && name.ends_with(word));
    });
}

bool TableWords::isNote(std::string_view cell) const {
    const std::string name = comparableName(cell);
    return std::any_of(notes.begin(), notes.end(), [&](const std::string& word) {
        return name.starts_with(word) && (name.size() == word.size() || name[word.size()] == ':');
    });
}

bool TableWords::isSection(std::string_view cell) const {
    const std::string name = comparableName(cell);
    return std::any_of(sections.begin(), sections.end(), [&](const std::string& word) {
        return name.starts_with(word);
    });
}

fs::path tableWordsFile() {
    return productFolder() / "layers" / "exchange" / "tables.toml";
}

Result<TableWords> readTableWords(const fs::path& path) {
    const auto root = readTomlFile(path, kFormat, kVersion);
    return root ? wordsOf(*root, path) : Result<TableWords>(root.error());
}

} // namespace tuban::data
