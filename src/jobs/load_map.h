#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "model/finding.h"
#include "model/layer_schema.h"
#include "render/map_scene.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tuban::jobs {

/// What is to be shown, and how.
struct MapSettings {
    std::string source;               ///< a workspace, or FILE or FILE:LAYER, also of a workspace
    std::filesystem::path style = {}; ///< SLD for the one layer; empty: that of the product
    std::string crs = {};             ///< of the map; empty: that of the data
    std::vector<std::filesystem::path> rasters =
        {};          ///< below the layers, beside those of a workspace
    int threads = 0; ///< 0: as many as the machine has
};

/// A map in memory.
struct LoadedMap {
    render::MapScene scene;
    std::vector<LayerSchema> schemas = {}; ///< of the layers of the scene, in their order
    BilingualText title;
    std::string crs; ///< "EPSG:n" or WKT; empty: unknown
    std::vector<Finding> findings = {};
};

/// Reads all features of what is to be shown, and decides how they are drawn. Of a workspace: all
/// layers with geometry, in the order of styles/layers.toml, by the styles of styles/layers. Of
/// other files: one layer, without a style in plain grey. Rasters that a workspace names
/// and that cannot be shown are findings. Findings: what reading met, and what
/// styles hold beyond what is understood.
/// Errors: those of openMapRaster, openSource, openForeign, openWorkspace, readSldFile,
/// RuleChoice::of, chooseMeasuringPlane, FeatureSource::scan; LayerNotFound; BadArgument (a style
/// for a whole workspace; another system for one); Cancelled.
Result<LoadedMap> loadMap(const MapSettings& settings, const Progress& progress);

} // namespace tuban::jobs
