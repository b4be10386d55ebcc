#include "data/tables_reader/field_names.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"

#include <array>
#include <utility>

namespace tuban::data {

std::filesystem::path fieldNamesFile() {
    return productFolder() / "layers" / "catalog" / "field_names.toml";
}

Result<FieldNames> loadFieldNames(const std::filesystem::path& path) {
    const auto root = readTomlFile(path, "tuban-field-names", 1);
    if (!root) {
        return root.error();
    }
    FieldNames names;
    names.districtName = textsAt(*root, "district_name");
    names.parcelNumber = textsAt(*root, "parcel_number");
    const toml::table* areas = (*root)["registered_area"].as_table();
    if (names.districtName.empty() || names.parcelNumber.empty() || areas == nullptr) {
        return malformedToml(
            path, *root, "district_name, parcel_number and registered_area are needed");
    }
    const std::array<std::pair<const char*, Area>, 3> units{
        {{"m2", Area::squareMetres(1)}, {"ha", Area::hectares(1)}, {"mu", Area::mu(1)}}};
    for (const auto& [key, unit] : units) {
        for (std::string& name : textsAt(*areas, key)) {
            names.registeredArea.push_back({std::move(name), unit});
        }
    }
    return names;
}

std::optional<std::size_t> firstField(const SourceInfo& info,
                                      const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (const auto field = info.field(name)) {
            return field;
        }
    }
    return std::nullopt;
}

} // namespace tuban::data
