#pragma once

#include "geometry/polygon_samples.h"
#include "render/map_scene.h"

#include <QGuiApplication>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tuban::render::test {

/// Fonts need an application; one for all tests of a program.
inline void startApplication() {
    static int count = 1;
    static char name[] = "test";
    static char* arguments[] = {name, nullptr};
    static const QGuiApplication application(count, arguments);
}

/// A scene of one layer of polygons with texts for the field "name"; a unit of the CRS has 10^4
/// cells.
inline MapScene areas(const std::vector<geometry::samples::Rings>& polygons,
                      const std::vector<std::string>& names,
                      const TextSymbolizer& text) {
    auto chunk = std::make_shared<MapChunk>();
    chunk->geometry =
        std::make_shared<const geometry::PolygonChunk>(geometry::samples::layer(polygons));
    TextColumn column;
    for (std::size_t i = 0; i < polygons.size(); ++i) {
        chunk->ids.push_back(static_cast<std::int64_t>(i) + 1);
        column.append(names[i]);
    }
    chunk->classes.assign(polygons.size(), 0);
    chunk->fields.push_back({column, std::vector<bool>(polygons.size(), false)});
    MapLayerContent content{.classes = {{0}}, .fields = {"name"}, .chunks = {chunk}};
    SceneLayer layer{.name = "areas",
                     .features = MapLayer::build(std::move(content)),
                     .style = std::make_shared<const Style>(Style{
                         .rules = {{.symbolizers = {text}}}})};
    return {.layers = {layer}};
}

} // namespace tuban::render::test
