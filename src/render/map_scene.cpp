#include "render/map_scene.h"

#include <algorithm>

namespace tuban::render {

namespace {

void extend(std::optional<MapExtent>& all, const MapExtent& more) {
    if (!all) {
        all = more;
        return;
    }
    all->minX = std::min(all->minX, more.minX);
    all->minY = std::min(all->minY, more.minY);
    all->maxX = std::max(all->maxX, more.maxX);
    all->maxY = std::max(all->maxY, more.maxY);
}

} // namespace

bool RasterLayer::meets(const MapExtent& other) const {
    const MapExtent& own = ground->extent();
    return own.minX < other.maxX && other.minX < own.maxX && own.minY < other.maxY &&
           other.minY < own.maxY;
}

std::optional<MapExtent> MapScene::extent() const {
    std::optional<MapExtent> all;
    for (const SceneLayer& layer : layers) {
        const geometry::GridBox& box = layer.features->extent();
        if (layer.visible && !box.empty()) {
            const geometry::Grid& grid = layer.features->grid();
            extend(all,
                   {grid.toUnits(box.min.x),
                    grid.toUnits(box.min.y),
                    grid.toUnits(box.max.x),
                    grid.toUnits(box.max.y)});
        }
    }
    for (const RasterLayer& raster : all ? std::vector<RasterLayer>() : rasters) {
        if (raster.visible) {
            extend(all, raster.ground->extent());
        }
    }
    return all;
}

} // namespace tuban::render
