#pragma once

#include "model/symbology.h"
#include "render/coverage_filler.h"
#include "render/drawing_scale.h"
#include "render/map_scene.h"

#include <optional>
#include <vector>

namespace tuban::render {

/// Borders of a coverage that BorderMask draws: those of one colour and width.
struct BorderPen {
    Float4 colour{};
    double width = 1.0;        ///< pixels
    std::vector<char> ofClass; ///< whether a class has this border
};

/// Symbols that are drawn of all features before those of the next level: all casings of roads,
/// then all cores.
struct SymbolLevel {
    int pass = 0;
    std::vector<std::optional<Symbolizer>> ofClass; ///< nothing: not drawn
};

/// What is drawn of a layer at one scale, labels left out.
struct LayerPlan {
    SceneLayer layer;
    std::vector<Float4> fills = {}; ///< of a coverage, by class; empty: none is filled
    std::vector<BorderPen> borders = {};
    /// Levels between fills and borders, and above both.
    std::vector<SymbolLevel> below = {};
    std::vector<SymbolLevel> above = {};
    double reach = 1.0; ///< pixels that symbols reach beyond their features

    bool empty() const {
        return fills.empty() && borders.empty() && below.empty() && above.empty();
    }
};

/// How large things are in a picture.
struct PictureScale {
    double unitsPerPixel = 1.0;
    double pixelsPerMillimetre = 1.0;
    double scaleDenominator = 1.0;
    bool operator==(const PictureScale&) const = default;

    static PictureScale of(const Viewport& viewport) {
        return {
            viewport.unitsPerPixel, viewport.pixelsPerMillimetre(), viewport.scaleDenominator()};
    }
    DrawingScale drawing() const {
        return {.denominator = scaleDenominator, .unitsPerMillimetre = pixelsPerMillimetre};
    }
};

/// Plans of the visible layers that draw something, from the bottom to the top. Outlines of
/// coverages of up to `widestBorder` pixels are borders.
std::vector<LayerPlan>
planScene(const MapScene& scene, const PictureScale& scale, double widestBorder);

} // namespace tuban::render
