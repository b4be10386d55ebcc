#pragma once

#include "base/result.h"
#include "model/classification.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tuban::data {

/// What a symbol says of fill and line; nothing: it says nothing of it.
struct SymbolLook {
    std::optional<Rgb> fill = {};
    std::optional<double> opacity = {}; ///< of the fill, 0 to 1
    std::optional<Rgb> line = {};
    std::optional<double> width = {}; ///< of the line, in millimetres on the map
};

/// How a layer is drawn at first, as far as colours go.
struct LayerLooks {
    struct Rule {
        std::vector<std::string> values = {};
        SymbolLook symbol = {}; ///< complete: what it does not say itself is that of the layer
    };
    SymbolLook symbol = {};
    std::string field = {};   ///< by which it differs; empty: by none
    std::string classes = {}; ///< file of a class table, by its name, whose colours are the fills
    std::vector<Rule> rules = {};
};

/// `styles/layers.toml` of the product.
std::filesystem::path layerLooksFile();

/// The looks of the style `name`; nothing if there is none of this name.
/// Errors: TableNotFound; TableMalformed (a colour that is none; where: the line).
Result<std::optional<LayerLooks>>
readLayerLooks(const std::string& name, const std::filesystem::path& path = layerLooksFile());

/// The names of all styles in the order of the file, which is that of drawing, the lowest first.
/// Errors: TableNotFound, TableMalformed.
Result<std::vector<std::string>>
readLayerOrder(const std::filesystem::path& path = layerLooksFile());

} // namespace tuban::data
