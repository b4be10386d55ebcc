#include "data/tables_reader/field_aliases_reader.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-field-aliases";
constexpr int kVersion = 1;

} // namespace

fs::path fieldAliasesFile() {
    return productFolder() / "layers" / "exchange" / "field_aliases.toml";
}

Result<FieldAliases> readFieldAliases(const fs::path& path) {
    const auto root = readTomlFile(path, kFormat, kVersion);
    if (!root) {
        return root.error();
    }
    FieldAliases all;
    const auto read = [&](const toml::table& entry) -> Result<void> {
        const std::string name = textAt(entry, "name");
        if (name.empty() || all.contains(name)) {
            return malformedToml(path, entry, "a layer without a name, or listed twice");
        }
        LayerAliases& layer = all[name];
        layer.names = textsAt(entry, "names");
        if (const toml::table* const fields = entry["fields"].as_table()) {
            for (const auto& [field, aliases] : *fields) {
                layer.fields[std::string(field.str())] = textsAt(*fields, std::string(field.str()));
            }
        }
        return {};
    };
    if (auto done = forEachEntry(path, *root, "layer", read); !done) {
        return done.error();
    }
    return all;
}

} // namespace tuban::data
