#pragma once

#include "base/result.h"
#include "data/csv.h"
#include "model/classification.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// A class table as `index.toml` lists it.
struct IndexedTable {
    ClassTableInfo info;
    std::string file;
    int levels = 0;
};

/// A crosswalk, likewise; files are named from the folder of the index.
struct IndexedCrosswalk {
    std::string from;
    std::string to;
    std::string file;
};

struct ClassificationIndex {
    std::vector<IndexedTable> tables;
    std::vector<IndexedCrosswalk> crosswalks;
};

/// Reads `index.toml` of a folder of class tables.
/// Errors: TableNotFound, FileUnreadable, TableMalformed (where: the line).
Result<ClassificationIndex> readClassificationIndex(const std::filesystem::path& folder);

/// A table that the index lists. Errors: TableNotFound where its file is missing, those of
/// readCsvTable.
Result<CsvTable> readListedTable(const std::filesystem::path& path);

/// The items of a cell that holds several, joined by ';'.
std::vector<std::string> splitCell(std::string_view cell);

} // namespace tuban::data
