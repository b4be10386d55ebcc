#include "data/tables_reader/export_names_reader.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"

#include <algorithm>
#include <set>

namespace tuban::data {

namespace {

bool isDbfName(const std::string& name) {
    constexpr std::size_t kMost = 10;
    return !name.empty() && name.size() <= kMost &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '_';
           });
}

} // namespace

std::filesystem::path exportNamesFile() {
    return productFolder() / "layers" / "exchange" / "export_names.toml";
}

Result<ExportNames> readExportNames(const std::filesystem::path& path) {
    const auto root = readTomlFile(path, "tuban-export-names", 1);
    if (!root) {
        return root.error();
    }
    ExportNames names;
    const toml::table* const layers = (*root)["layer"].as_table();
    if (layers == nullptr) {
        return names;
    }
    for (const auto& [layer, node] : *layers) {
        const toml::table* const fields = node.as_table();
        if (fields == nullptr) {
            return malformedToml(path, node, "not a table");
        }
        std::set<std::string> used;
        for (const auto& [field, name] : *fields) {
            const std::string text = name.value<std::string>().value_or("");
            if (!isDbfName(text) || !used.insert(text).second) {
                return malformedToml(path, name, "no name of a Shapefile's field, or used twice");
            }
            names[std::string(layer.str())][std::string(field.str())] = text;
        }
    }
    return names;
}

} // namespace tuban::data
