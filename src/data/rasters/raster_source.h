#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "model/finding.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tuban::data {

/// What a raster file says of itself.
struct RasterInfo {
    std::string format = {}; ///< GeoTIFF, JPEG, PNG
    std::string crs = {};    ///< WKT2; as the user says it, where the user does
    int width = 0;           ///< pixels
    int height = 0;
    std::array<double, 4> extent = {}; ///< min x, min y, max x, max y in its CRS
    bool hasOverviews = false;
};

/// A part of a raster as it lies on a map: rows from north to south, ARGB with the colours
/// multiplied by the opacity; nothing is 0.
struct RasterPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels = {};
};

/// A raster that is shown below a map: an air photo, a scanned plan, a terrain model. Nothing is
/// ever written beside the file. Calls from several threads wait for each other.
class RasterSource {
public:
    virtual ~RasterSource() = default;

    /// GeoTIFF, JPEG and PNG, told from the content; the latter two lie where their world file
    /// says. Formats that name other files (VRT and such) are refused: they may come from anywhere.
    /// `crs`: of the user; empty: that of the file.
    /// Errors: FileNotFound, FormatNotSupported, FileUnreadable, RasterWithoutPlace (neither
    /// georeference nor world file), CrsUnclear (no CRS is said), UnknownCrs.
    static Result<std::unique_ptr<RasterSource>> open(const std::filesystem::path& path,
                                                      const std::string& crs = {});

    virtual const RasterInfo& info() const = 0;

    /// The raster within `extent` (min x, min y, max x, max y in `crs`) in `width` by `height`
    /// pixels, from the overview that is just fine enough. Values of more than eight bits are
    /// stretched from their least to their greatest; a palette gives colours; of more bands the
    /// first three count. Places outside, without data or without a place in the other CRS are
    /// transparent. The transformation is the most accurate one PROJ knows, within an eighth of a
    /// pixel. Errors: UnknownCrs, ReadFailed, Cancelled.
    virtual Result<RasterPicture> read(const std::string& crs,
                                       const std::array<double, 4>& extent,
                                       int width,
                                       int height,
                                       const Progress& progress) = 0;
};

} // namespace tuban::data
