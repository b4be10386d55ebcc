#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tuban::test {

/// What a file comes to for GDAL, GEOS and PROJ, all layers together.
struct GdalSums {
    std::size_t features = 0;
    std::size_t without = 0;   ///< features without a geometry, or with an empty one
    std::size_t invalid = 0;   ///< polygons that GEOS finds invalid, as they are stored
    std::size_t polygons = 0;  ///< features with polygons
    double squareMetres = 0.0; ///< planar, in the system asked for, as they are stored
    double rounding = 0.0;     ///< five standard deviations of that area on a grid of 0.1 mm
};

struct GdalQuestion {
    std::filesystem::path file;
    std::string target = {}; ///< "EPSG:n" that areas are measured in; empty: that of the file
    std::string source = {}; ///< that the coordinates are in, whatever the file says
};

/// Nothing: GDAL refuses the file.
std::optional<GdalSums> gdalSums(const GdalQuestion& question);

/// Ground in more than one polygon of a file, counted as often as it is repeated, in its units
/// squared: by GEOS, the sum of the areas without the area of their union.
double gdalOverlap(const std::filesystem::path& file);

} // namespace tuban::test
