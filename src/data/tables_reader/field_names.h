#pragma once

#include "base/result.h"
#include "base/units.h"
#include "data/feature_source.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tuban::data {

/// Names under which offices keep attributes that commands look for.
struct FieldNames {
    struct AreaField {
        std::string name;
        Area unit; ///< of a value 1
    };
    std::vector<std::string> districtName;
    std::vector<std::string> parcelNumber;
    std::vector<AreaField> registeredArea;
};

/// The product's file: `layers/catalog/field_names.toml`.
std::filesystem::path fieldNamesFile();

/// Errors: TableNotFound, TableMalformed (where: the line).
Result<FieldNames> loadFieldNames(const std::filesystem::path& path = fieldNamesFile());

/// The first of `names` that is a field of the layer, whatever its case.
std::optional<std::size_t> firstField(const SourceInfo& info,
                                      const std::vector<std::string>& names);

} // namespace tuban::data
