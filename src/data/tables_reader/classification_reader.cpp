#include "data/tables_reader/classification_reader.h"

#include "data/csv.h"
#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kIndexFormat = "tuban-classification-index";
constexpr int kIndexVersion = 1;

struct IndexedTable {
    ClassTableInfo info;
    std::string file;
    int levels = 0;
};

struct IndexedCrosswalk {
    std::string from;
    std::string to;
    std::string file;
};

struct Index {
    std::vector<IndexedTable> tables;
    std::vector<IndexedCrosswalk> crosswalks;
};

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

/// Reads the tables of the array at `key`; entries that are not tables are refused.
template <typename Read>
Result<void>
forEachEntry(const fs::path& path, const toml::table& root, const char* key, Read read) {
    const toml::array* array = root[key].as_array();
    if (array == nullptr) {
        return {};
    }
    for (const toml::node& node : *array) {
        const toml::table* entry = node.as_table();
        if (entry == nullptr) {
            return malformedToml(path, node, std::string("not a table: ") + key);
        }
        if (Result<void> done = read(*entry); !done) {
            return done;
        }
    }
    return {};
}

Result<Index> readIndex(const fs::path& folder) {
    const fs::path path = folder / "index.toml";
    const auto root = readTomlFile(path, kIndexFormat, kIndexVersion);
    if (!root) {
        return root.error();
    }
    Index index;
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

std::vector<std::string> splitList(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        const std::size_t end = text.find(';');
        items.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return items;
}

std::optional<int> wholeNumber(std::string_view text) {
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

/// Turns the rows of a class table into classes, each checked against those above it.
class ClassRows {
public:
    static Result<std::vector<LandUseClass>> read(const CsvTable& table) {
        const auto places = table.columns({"code",
                                           "parent",
                                           "level",
                                           "name_zh",
                                           "other_names_zh",
                                           "name_en",
                                           "r",
                                           "g",
                                           "b",
                                           "group_zh",
                                           "status"});
        if (!places) {
            return places.error();
        }
        ClassRows rows(table, *places);
        for (const CsvRow& row : table.rows()) {
            if (auto added = rows.add(row); !added) {
                return added.error();
            }
        }
        return std::move(rows.m_classes);
    }

private:
    enum Place {
        kCode,
        kParent,
        kLevel,
        kNameZh,
        kOtherNames,
        kNameEn,
        kRed,
        kGreen,
        kBlue,
        kGroup,
        kStatus
    };

    ClassRows(const CsvTable& table, const std::vector<std::size_t>& places)
        : m_table(table), m_places(places) {}

    const std::string& cell(const CsvRow& row, int place) const {
        return row.cells[m_places[static_cast<std::size_t>(place)]];
    }

    Result<void> add(const CsvRow& row) {
        LandUseClass landUseClass;
        landUseClass.code = cell(row, kCode);
        landUseClass.name = {cell(row, kNameZh), cell(row, kNameEn)};
        landUseClass.otherNames = splitList(cell(row, kOtherNames));
        landUseClass.group = cell(row, kGroup);
        landUseClass.confirmed = cell(row, kStatus).starts_with("verified");
        if (landUseClass.code.empty() || landUseClass.name.zh.empty() ||
            landUseClass.name.en.empty()) {
            return m_table.malformed(row, "a class needs code, name_zh and name_en");
        }
        if (auto placed = place(row, landUseClass); !placed) {
            return placed;
        }
        if (auto coloured = colour(row, landUseClass); !coloured) {
            return coloured;
        }
        if (!m_byCode.emplace(landUseClass.code, m_classes.size()).second) {
            return m_table.malformed(row, "code used twice: " + landUseClass.code);
        }
        m_classes.push_back(std::move(landUseClass));
        return {};
    }

    Result<void> place(const CsvRow& row, LandUseClass& landUseClass) const {
        const std::string& parent = cell(row, kParent);
        int levelAbove = 0;
        if (!parent.empty()) {
            const auto it = m_byCode.find(parent);
            if (it == m_byCode.end()) {
                return m_table.malformed(row, "no class above with the code " + parent);
            }
            landUseClass.parent = it->second;
            levelAbove = m_classes[it->second].level;
        }
        const auto level = wholeNumber(cell(row, kLevel));
        if (level != levelAbove + 1) {
            return m_table.malformed(row, "level is not " + std::to_string(levelAbove + 1));
        }
        landUseClass.level = *level;
        return {};
    }

    Result<void> colour(const CsvRow& row, LandUseClass& landUseClass) const {
        if (cell(row, kRed).empty() && cell(row, kGreen).empty() && cell(row, kBlue).empty()) {
            return {};
        }
        std::uint8_t parts[3];
        for (int i = 0; i < 3; ++i) {
            const auto value = wholeNumber(cell(row, kRed + i));
            if (!value || *value < 0 || *value > 255) {
                return m_table.malformed(row, "colour out of 0 to 255");
            }
            parts[i] = static_cast<std::uint8_t>(*value);
        }
        landUseClass.colour = Rgb{parts[0], parts[1], parts[2]};
        return {};
    }

    const CsvTable& m_table;
    const std::vector<std::size_t>& m_places;
    std::vector<LandUseClass> m_classes;
    std::map<std::string, std::size_t> m_byCode;
};

/// A table of the folder; a file that the index names but that is not there is a missing table.
Result<CsvTable> readListed(const fs::path& path) {
    auto table = readCsvTable(path);
    if (!table && table.error().code == ErrorCode::FileNotFound) {
        return Error{ErrorCode::TableNotFound, path.string()};
    }
    return table;
}

Result<Classification> load(const fs::path& folder, const IndexedTable& listed) {
    const auto table = readListed(folder / listed.file);
    if (!table) {
        return table.error();
    }
    auto classes = ClassRows::read(*table);
    if (!classes) {
        return classes.error();
    }
    Classification classification(listed.info, std::move(*classes));
    if (classification.levels() != listed.levels) {
        return Error{ErrorCode::TableMalformed,
                     table->subject(),
                     "the index says " + std::to_string(listed.levels) + " levels, the table has " +
                         std::to_string(classification.levels())};
    }
    return classification;
}

std::optional<ClassRelation> relationOf(std::string_view text) {
    if (text.empty()) {
        return ClassRelation::NotStated;
    }
    switch (text.size() == 1 ? text.front() : '?') {
    case '=':
        return ClassRelation::Same;
    case '<':
        return ClassRelation::PartOf;
    case '>':
        return ClassRelation::Wider;
    case '~':
        return ClassRelation::Overlaps;
    case '-':
        return ClassRelation::None;
    default:
        return std::nullopt;
    }
}

Result<std::vector<CrosswalkEntry>> crosswalkEntries(const CsvTable& table) {
    const auto places = table.columns({"from", "to", "relation", "default", "status", "note"});
    if (!places) {
        return places.error();
    }
    std::vector<CrosswalkEntry> entries;
    for (const CsvRow& row : table.rows()) {
        const auto cell = [&](std::size_t i) -> const std::string& {
            return row.cells[(*places)[i]];
        };
        const auto relation = relationOf(cell(2));
        if (cell(0).empty() || !relation) {
            return table.malformed(row, "an entry needs from and a relation of = < > ~ - or none");
        }
        entries.push_back({cell(0), splitList(cell(1)), *relation, cell(3), cell(4), cell(5)});
    }
    return entries;
}

} // namespace

fs::path classificationFolder() {
    return productFolder() / "layers" / "classification";
}

Result<std::vector<ClassTableInfo>> availableClassifications(const fs::path& folder) {
    const auto index = readIndex(folder);
    if (!index) {
        return index.error();
    }
    std::vector<ClassTableInfo> infos;
    for (const IndexedTable& table : index->tables) {
        infos.push_back(table.info);
    }
    return infos;
}

Result<Classification> loadClassification(const std::string& id, const fs::path& folder) {
    const auto index = readIndex(folder);
    if (!index) {
        return index.error();
    }
    std::string known;
    for (const IndexedTable& table : index->tables) {
        if (table.info.id == id) {
            return load(folder, table);
        }
        known += (known.empty() ? "" : ", ") + table.info.id;
    }
    return Error{ErrorCode::UnknownClassification, id, known};
}

Result<std::vector<Classification>> loadClassifications(const fs::path& folder) {
    const auto index = readIndex(folder);
    if (!index) {
        return index.error();
    }
    std::vector<Classification> all;
    for (const IndexedTable& listed : index->tables) {
        auto table = load(folder, listed);
        if (!table) {
            return table.error();
        }
        all.push_back(std::move(*table));
    }
    return all;
}

Result<Crosswalk>
loadCrosswalk(const std::string& from, const std::string& to, const fs::path& folder) {
    const auto index = readIndex(folder);
    if (!index) {
        return index.error();
    }
    for (const IndexedCrosswalk& listed : index->crosswalks) {
        if (listed.from != from || listed.to != to) {
            continue;
        }
        const auto table = readListed(folder / listed.file);
        if (!table) {
            return table.error();
        }
        auto entries = crosswalkEntries(*table);
        if (!entries) {
            return entries.error();
        }
        return Crosswalk{from, to, std::move(*entries)};
    }
    return Error{ErrorCode::TableNotFound, from + " -> " + to};
}

} // namespace tuban::data
