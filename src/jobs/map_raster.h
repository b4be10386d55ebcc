#pragma once

#include "base/result.h"
#include "render/raster_ground.h"

#include <filesystem>
#include <memory>
#include <string>

namespace tuban::jobs {

/// A raster of a file for a map in the system `mapCrs`, which is that of the file where it is
/// empty. `crs`: that the file is in; empty: as it says itself, or else that of the map.
/// Errors: those of data::RasterSource::open; NoTransformation, BallparkTransformation; ReadFailed
/// (no corner of it has a place in the system of the map).
Result<render::RasterLayer>
openMapRaster(const std::filesystem::path& path, const std::string& crs, const std::string& mapCrs);

} // namespace tuban::jobs
