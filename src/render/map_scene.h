#pragma once

#include "base/units.h"
#include "model/classification.h"
#include "render/map_layer.h"
#include "render/raster_ground.h"
#include "render/viewport.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tuban {
struct Style;
}

namespace tuban::render {

/// A layer in its place on the map.
struct SceneLayer {
    std::string name = {};
    std::shared_ptr<const MapLayer> features;
    std::shared_ptr<const Style> style;  ///< the one that the classes of the features belong to
    std::filesystem::path pictures = {}; ///< folder of the pictures that the style names
    bool visible = true;
    Ratio opacity = Ratio::fraction(1.0);
    bool operator==(const SceneLayer&) const = default;
};

/// What a map shows: a value, cheap to copy. All layers are in one CRS.
struct MapScene {
    std::vector<RasterLayer> rasters = {}; ///< below all layers, from the bottom to the top
    std::vector<SceneLayer> layers = {};   ///< from the bottom to the top
    std::optional<Rgb> background = Rgb{255, 255, 255}; ///< nothing: transparent
    std::string notice = {};    ///< that every picture of the data has to say; may be empty
    double metresPerUnit = 1.0; ///< of the CRS
    bool operator==(const MapScene&) const = default;

    /// Of all visible layers, or else of the rasters; nothing where there is nothing to see.
    std::optional<MapExtent> extent() const;
};

} // namespace tuban::render
