#pragma once

#include "geometry/polygon_samples.h"
#include "model/symbology.h"
#include "render/map_scene.h"

#include <memory>
#include <utility>
#include <vector>

namespace tuban::render::samples {

/// A chunk of polygons of one ring each, with ids from `firstId` on and classes 0, 1, 2, 0 …
inline std::shared_ptr<const MapChunk> polygonChunk(
    const std::vector<geometry::samples::Rings>& polygons, std::int64_t firstId, int classes = 1) {
    auto chunk = std::make_shared<MapChunk>();
    chunk->geometry =
        std::make_shared<const geometry::PolygonChunk>(geometry::samples::layer(polygons));
    for (std::size_t i = 0; i < polygons.size(); ++i) {
        chunk->ids.push_back(firstId + static_cast<std::int64_t>(i));
        chunk->classes.push_back(static_cast<std::uint16_t>(i % static_cast<std::size_t>(classes)));
    }
    return chunk;
}

inline std::shared_ptr<const MapChunk>
lineChunk(const std::vector<geometry::samples::Points>& lines) {
    auto paths = std::make_shared<geometry::PathChunk>();
    auto chunk = std::make_shared<MapChunk>();
    for (const auto& line : lines) {
        paths->addPath(line);
        paths->endFeature();
        chunk->ids.push_back(std::ssize(chunk->ids));
    }
    chunk->geometry = std::shared_ptr<const geometry::PathChunk>(std::move(paths));
    chunk->classes.assign(lines.size(), 0);
    return chunk;
}

inline Rule rule(std::vector<Symbolizer> symbolizers) {
    Rule rule;
    rule.symbolizers = std::move(symbolizers);
    return rule;
}

/// A style with a rule for each class.
inline std::shared_ptr<const Style> style(std::vector<Rule> rules) {
    auto style = std::make_shared<Style>();
    style->rules = std::move(rules);
    return style;
}

/// Classes of which each is drawn by the rule of its number.
inline std::vector<RuleSet> oneRuleEach(std::uint16_t classes) {
    std::vector<RuleSet> sets;
    for (std::uint16_t i = 0; i < classes; ++i) {
        sets.push_back({i});
    }
    return sets;
}

inline Symbolizer filled(Rgb colour, double opacity = 1.0) {
    return PolygonSymbolizer{.fill = Fill{colour, Ratio::fraction(opacity)}};
}

inline Symbolizer filledWithBorder(Rgb colour, Rgb border, double pixels) {
    return PolygonSymbolizer{.fill = Fill{colour},
                             .stroke =
                                 Stroke{.colour = border, .width = PaperLength::pixels(pixels)}};
}

/// A coverage of 60 × 60 parcels of about 20 m in three classes.
inline SceneLayer parcels() {
    geometry::samples::Random random(21);
    const geometry::samples::Lattice lattice(random, 60, 60, 200'000, 3);
    MapLayerContent content{.coverage = true, .classes = oneRuleEach(3)};
    content.chunks.push_back(polygonChunk(lattice.parcels(), 1, 3));
    return {.name = "parcels",
            .features = MapLayer::build(std::move(content)),
            .style = style({rule({filledWithBorder({250, 200, 80}, {90, 90, 90}, 1.0)}),
                            rule({filledWithBorder({200, 60, 60}, {90, 90, 90}, 1.0)}),
                            rule({filledWithBorder({90, 180, 90}, {90, 90, 90}, 1.0)})})};
}

/// Two roads with casings that cross in the middle of the parcels.
inline SceneLayer roads() {
    MapLayerContent content{.kind = MapGeometry::Lines, .classes = oneRuleEach(1)};
    content.chunks.push_back(lineChunk(
        {{{0, 6'050'000}, {12'000'000, 6'050'000}}, {{6'050'000, 0}, {6'050'000, 12'000'000}}}));
    const auto stroke = [](Rgb colour, double pixels) {
        return LineSymbolizer{{.colour = colour, .width = PaperLength::pixels(pixels)}};
    };
    return {.name = "roads",
            .features = MapLayer::build(std::move(content)),
            .style = style({rule({stroke({60, 60, 60}, 7.0), stroke({255, 240, 180}, 5.0)})})};
}

/// Both, seen as a whole.
inline MapScene scene() {
    return {.layers = {parcels(), roads()}};
}

inline Viewport wholeView(const MapScene& scene, int width, int height) {
    return Viewport::fitting(*scene.extent(), width, height, 10.0);
}

} // namespace tuban::render::samples
