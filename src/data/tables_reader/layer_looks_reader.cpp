#include "data/tables_reader/layer_looks_reader.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"

#include <charconv>

namespace tuban::data {

namespace {

std::optional<Rgb> colourFrom(const std::string& text) {
    constexpr std::size_t kLength = 7; // #rrggbb
    std::uint32_t value = 0;
    if (text.size() != kLength || text.front() != '#' ||
        std::from_chars(text.data() + 1, text.data() + kLength, value, 16).ptr !=
            text.data() + kLength) {
        return std::nullopt;
    }
    return Rgb{static_cast<std::uint8_t>(value >> 16U),
               static_cast<std::uint8_t>((value >> 8U) & 0xFFU),
               static_cast<std::uint8_t>(value & 0xFFU)};
}

/// Reads what `table` says over what `look` is already.
Result<void>
readSymbol(const std::filesystem::path& path, const toml::table& table, SymbolLook& look) {
    for (const auto& [key, colour] :
         {std::pair("fill", &look.fill), std::pair("line", &look.line)}) {
        if (!table.contains(key)) {
            continue;
        }
        *colour = colourFrom(textAt(table, key));
        if (!*colour) {
            return malformedToml(path, *table.get(key), "not a colour");
        }
    }
    if (const auto opacity = table["opacity"].value<double>()) {
        look.opacity = opacity;
    }
    if (const auto width = table["width"].value<double>()) {
        look.width = width;
    }
    return {};
}

Result<LayerLooks> readStyle(const std::filesystem::path& path, const toml::table& entry) {
    LayerLooks looks;
    if (const toml::table* const symbol = entry["symbol"].as_table()) {
        if (auto read = readSymbol(path, *symbol, looks.symbol); !read) {
            return read.error();
        }
    }
    looks.field = textAt(entry, "field");
    looks.classes = textAt(entry, "classes");
    const auto readRule = [&](const toml::table& table) -> Result<void> {
        LayerLooks::Rule rule{textsAt(table, "values"), looks.symbol};
        if (auto read = readSymbol(path, table, rule.symbol); !read) {
            return read;
        }
        looks.rules.push_back(std::move(rule));
        return {};
    };
    if (auto read = forEachEntry(path, entry, "rule", readRule); !read) {
        return read.error();
    }
    return looks;
}

} // namespace

std::filesystem::path layerLooksFile() {
    return productFolder() / "styles" / "layers.toml";
}

Result<std::optional<LayerLooks>> readLayerLooks(const std::string& name,
                                                 const std::filesystem::path& path) {
    const auto root = readTomlFile(path, "tuban-layer-styles", 1);
    if (!root) {
        return root.error();
    }
    std::optional<LayerLooks> found;
    const auto read = [&](const toml::table& entry) -> Result<void> {
        if (textAt(entry, "name") != name) {
            return {};
        }
        auto looks = readStyle(path, entry);
        if (!looks) {
            return looks.error();
        }
        found = std::move(*looks);
        return {};
    };
    if (auto done = forEachEntry(path, *root, "style", read); !done) {
        return done.error();
    }
    return found;
}

Result<std::vector<std::string>> readLayerOrder(const std::filesystem::path& path) {
    const auto root = readTomlFile(path, "tuban-layer-styles", 1);
    if (!root) {
        return root.error();
    }
    std::vector<std::string> names;
    const auto read = [&](const toml::table& entry) -> Result<void> {
        names.push_back(textAt(entry, "name"));
        return {};
    };
    if (auto done = forEachEntry(path, *root, "style", read); !done) {
        return done.error();
    }
    return names;
}

} // namespace tuban::data
