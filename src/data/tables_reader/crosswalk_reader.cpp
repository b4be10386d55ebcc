#include "data/tables_reader/crosswalk_reader.h"

#include "data/tables_reader/classification_index.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace tuban::data {

namespace {

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
        entries.push_back({cell(0), splitCell(cell(1)), *relation, cell(3), cell(4), cell(5)});
    }
    return entries;
}

} // namespace

Result<Crosswalk>
loadCrosswalk(const std::string& from, const std::string& to, const std::filesystem::path& folder) {
    const auto index = readClassificationIndex(folder);
    if (!index) {
        return index.error();
    }
    for (const IndexedCrosswalk& listed : index->crosswalks) {
        if (listed.from != from || listed.to != to) {
            continue;
        }
        const auto table = readListedTable(folder / listed.file);
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
