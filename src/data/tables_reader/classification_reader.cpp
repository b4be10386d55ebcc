#include "data/tables_reader/classification_reader.h"

#include "data/csv.h"
#include "data/product_files.h"
#include "data/tables_reader/classification_index.h"

#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

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
        landUseClass.otherNames = splitCell(cell(row, kOtherNames));
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

Result<Classification> load(const fs::path& folder, const IndexedTable& listed) {
    const auto table = readListedTable(folder / listed.file);
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

} // namespace

fs::path classificationFolder() {
    return productFolder() / "layers" / "classification";
}

Result<std::vector<ClassTableInfo>> availableClassifications(const fs::path& folder) {
    const auto index = readClassificationIndex(folder);
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
    const auto index = readClassificationIndex(folder);
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
    const auto index = readClassificationIndex(folder);
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

} // namespace tuban::data
