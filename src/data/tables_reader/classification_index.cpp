#include "data/tables_reader/classification_index.h"

#include "data/tables_reader/toml_file.h"

#include <algorithm>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kIndexFormat = "tuban-classification-index";
constexpr int kIndexVersion = 1;

Result<IndexedTable> indexedTable(const fs::path& path, const toml::table& entry) {
    IndexedTable table{{textAt(entry, "id"),
                        {textAt(entry, "title_zh"), textAt(entry, "title_en")},
                        textAt(entry, "document"),
                        textAt(entry, "edition"),
                        textsAt(entry, "fields"),
                        entry["default"].value_or(false)},
                       textAt(entry, "file"),
                       entry["levels"].value_or(0)};
    if (table.info.id.empty() || table.file.empty() || table.info.title.zh.empty() ||
        table.info.title.en.empty() || table.levels < 1) {
        return malformedToml(path, entry, "a table needs id, file, title_zh, title_en and levels");
    }
    return table;
}

} // namespace

Result<ClassificationIndex> readClassificationIndex(const fs::path& folder) {
    const fs::path path = folder / "index.toml";
    const auto root = readTomlFile(path, kIndexFormat, kIndexVersion);
    if (!root) {
        return root.error();
    }
    ClassificationIndex index;
    const auto addTable = [&](const toml::table& entry) -> Result<void> {
        auto table = indexedTable(path, entry);
        if (!table) {
            return table.error();
        }
        const bool repeated =
            std::any_of(index.tables.begin(), index.tables.end(), [&](const auto& other) {
                return other.info.id == table->info.id;
            });
        if (repeated) {
            return malformedToml(path, entry, "id used twice: " + table->info.id);
        }
        index.tables.push_back(std::move(*table));
        return {};
    };
    const auto addCrosswalk = [&](const toml::table& entry) -> Result<void> {
        IndexedCrosswalk crosswalk{
            textAt(entry, "from"), textAt(entry, "to"), textAt(entry, "file")};
        if (crosswalk.from.empty() || crosswalk.to.empty() || crosswalk.file.empty()) {
            return malformedToml(path, entry, "a crosswalk needs from, to and file");
        }
        index.crosswalks.push_back(std::move(crosswalk));
        return {};
    };
    if (auto read = forEachEntry(path, *root, "table", addTable); !read) {
        return read.error();
    }
    if (auto read = forEachEntry(path, *root, "crosswalk", addCrosswalk); !read) {
        return read.error();
    }
    return index;
}

Result<CsvTable> readListedTable(const fs::path& path) {
    auto table = readCsvTable(path);
    if (!table && table.error().code == ErrorCode::FileNotFound) {
        return Error{ErrorCode::TableNotFound, path.string()};
    }
    return table;
}

std::vector<std::string> splitCell(std::string_view cell) {
    std::vector<std::string> items;
    while (!cell.empty()) {
        const std::size_t end = cell.find(';');
        items.emplace_back(cell.substr(0, end));
        cell = end == std::string_view::npos ? std::string_view() : cell.substr(end + 1);
    }
    return items;
}

} // namespace tuban::data
