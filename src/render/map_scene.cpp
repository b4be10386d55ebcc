#include "render/map_scene.h"

#include <algorithm>

namespace tuban::render {

std::optional<MapExtent> MapScene::extent() const {
    std::optional<MapExtent> all;
    for (const SceneLayer& layer : layers) {
        const geometry::GridBox& box = layer.features->extent();
        if (!layer.visible || box.empty()) {
            continue;
        }
        const geometry::Grid& grid = layer.features->grid();
        const MapExtent own{grid.toUnits(box.min.x),
                            grid.toUnits(box.min.y),
                            grid.toUnits(box.max.x),
                            grid.toUnits(box.max.y)};
        if (!all) {
            all = own;
            continue;
        }
        all->minX = std::min(all->minX, own.minX);
        all->minY = std::min(all->minY, own.minY);
        all->maxX = std::max(all->maxX, own.maxX);
        all->maxY = std::max(all->maxY, own.maxY);
    }
    return all;
}

} // namespace tuban::render
