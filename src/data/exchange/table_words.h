#pragma once

#include "base/result.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// What a column of a table of points holds, by its heading.
enum class ColumnRole {
    None,
    Easting,
    Northing,
    X,
    Y,
    Longitude,
    Latitude,
    Point,
    Ring,
    Parcel,
    Side
};

/// Numbers in a unit of these names, times `factor`, are in `unit`.
struct TableUnit {
    std::vector<std::string> names = {}; ///< comparable
    std::string unit;                    ///< as in FieldSchema: "m2", "m", "yuan" …
    double factor = 1.0;
};

/// A heading without the unit that stands in brackets behind it.
struct SplitHeading {
    std::string name;
    const TableUnit* unit = nullptr; ///< none: no unit that is known
};

/// The words by which tables of offices are understood: `layers/exchange/tables.toml`.
struct TableWords {
    std::vector<std::string> sums = {}; ///< comparable, as are notes and sections
    std::vector<std::string> notes = {};
    std::vector<std::string> sections = {};
    std::map<std::string, ColumnRole> columns = {}; ///< by comparable name
    std::vector<TableUnit> units = {};

    ColumnRole roleOf(std::string_view heading) const;
    /// The unit of this name, with or without brackets; null: none is.
    const TableUnit* unitNamed(std::string_view text) const;
    /// "面积（公顷）" → "面积", ha; "X(m)" → "X", m.
    SplitHeading split(std::string_view heading) const;
    bool isSum(std::string_view cell) const;
    /// Whether a row that begins so is a note: the word with nothing or a colon behind it.
    bool isNote(std::string_view cell) const;
    bool isSection(std::string_view cell) const;
};

/// `layers/exchange/tables.toml` of the product.
std::filesystem::path tableWordsFile();

/// Errors: TableNotFound, FileUnreadable, TableMalformed (where: the line).
Result<TableWords> readTableWords(const std::filesystem::path& path = tableWordsFile());

} // namespace tuban::data
