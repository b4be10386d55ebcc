#pragma once

#include "model/attribute_table.h"
#include "model/symbology.h"
#include "render/map_layer.h"

#include <cstddef>
#include <optional>
#include <string>

namespace tuban::app {

/// What a user sees of the symbol of a rule and can change without knowing what it is made of: the
/// first part of each kind. Parts that are not among these stay as they are.
struct SymbolLook {
    std::optional<Rgb> fill = {}; ///< areas
    double fillOpacity = 1.0;     ///< 0 to 1
    std::optional<MarkShape> hatch = {};
    Rgb hatchColour = {};
    std::optional<Rgb> line = {}; ///< lines, outlines; points: of the mark
    double lineMillimetres = 0.2;
    bool dashed = false;
    std::optional<MarkShape> mark = {}; ///< points
    double markMillimetres = 2.0;
    bool operator==(const SymbolLook&) const = default;
};

SymbolLook lookOf(const Rule& rule, render::MapGeometry geometry);
/// The rule with this look; what does not differ from lookOf(rule) is not touched.
Rule withLook(const Rule& rule, render::MapGeometry geometry, const SymbolLook& look);

/// The label of a style, the same for all of its rules.
struct LabelLook {
    std::string field = {};   ///< empty: no labels
    double millimetres = 2.5; ///< height of the letters
    Rgb colour = {29, 33, 37};
    bool halo = true;
    bool operator==(const LabelLook&) const = default;
};

LabelLook labelOf(const Style& style);
/// Rules that only label give way to one for all features.
Style withLabel(const Style& style, const LabelLook& label);

/// One rule for all features.
Style singleSymbol(const Style& style, render::MapGeometry geometry);
/// A rule for each value that occurs in a field, in the order of values, and one for the rest.
/// Colours are as different as can be; everything else is as in the first rule. Titles of listed
/// values are those of the schema. At most `most` values: nothing if there are more.
std::optional<Style> categories(const Style& style,
                                render::MapGeometry geometry,
                                const AttributeTable& table,
                                std::size_t field,
                                std::size_t most);

} // namespace tuban::app
