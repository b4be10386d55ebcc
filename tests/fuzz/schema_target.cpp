// The definitions of layers that a workspace holds.

#include "data/store/schema_json.h"
#include "data/tables_reader/catalog_reader.h"
#include "support/product_folders.h"
#include "target.h"

#include <filesystem>

namespace tuban::fuzz {

std::vector<std::string> seeds() {
    const auto catalog =
        data::readCatalog(test::sourceFolder() / "layers" / "catalog");
    require(catalog.has_value(), "the catalogue can be read");
    std::vector<std::string> all;
    for (const LayerSchema& schema : *catalog) {
        all.push_back(data::schemaJson(schema));
    }
    return all;
}

bool examine(std::string_view input) {
    const auto schema = data::schemaFromJson(input);
    if (!schema) {
        require(schema.error().code == ErrorCode::WorkspaceDamaged, "damage is called damage");
        return false;
    }
    require(data::schemaJson(*schema) == input, "what is accepted is written the same way");
    return true;
}

} // namespace tuban::fuzz
