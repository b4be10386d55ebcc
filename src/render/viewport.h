#pragma once

#include "geometry/grid.h"
#include "render/pixel_frame.h"

#include <array>
#include <cstdint>

namespace tuban::render {

/// A place in a picture, in pixels from its upper left corner.
struct PixelPoint {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const PixelPoint&) const = default;
};

/// A place on the map in units of its CRS: east, north.
struct MapPoint {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const MapPoint&) const = default;
};

/// A rectangle on the map in units of its CRS.
struct MapExtent {
    double minX = 0.0;
    double minY = 0.0;
    double maxX = 0.0;
    double maxY = 0.0;
    bool operator==(const MapExtent&) const = default;
};

/// The part of a map that a picture shows. Pixels are those of the device.
struct Viewport {
    MapPoint centre = {};
    double unitsPerPixel = 1.0; ///< of the CRS
    int width = 0;
    int height = 0;
    double devicePixelRatio = 1.0; ///< device pixels in a pixel of the desktop
    double metresPerUnit = 1.0;    ///< of the CRS

    /// A pixel of the desktop, for scales and for styles that give sizes in pixels.
    /// @source OGC 05-077r4 (Symbology Encoding 1.1), clause 10.2: 0.28 mm.
    static constexpr double kMillimetresPerPixel = 0.28;

    /// The view of this size that shows all of an extent, with `margin` pixels around it.
    static Viewport fitting(const MapExtent& extent, int width, int height, double margin = 0.0);

    double scaleDenominator() const {
        return unitsPerPixel * devicePixelRatio * metresPerUnit * 1000.0 / kMillimetresPerPixel;
    }
    void setScaleDenominator(double denominator) {
        unitsPerPixel =
            denominator * kMillimetresPerPixel / (1000.0 * metresPerUnit * devicePixelRatio);
    }
    /// Device pixels in a millimetre of the map.
    double pixelsPerMillimetre() const { return devicePixelRatio / kMillimetresPerPixel; }

    /// The upper left corner in whole pixels east and south of the origin of the CRS. Pictures lie
    /// on whole pixels, so that panning moves what is drawn already.
    std::int64_t leftPixel() const;
    std::int64_t topPixel() const;
    PixelFrame frame(const geometry::Grid& grid) const;

    MapPoint toMap(PixelPoint pixel) const;
    PixelPoint toPixel(MapPoint place) const;
    MapExtent extent() const;

    /// The view `right` and `down` pixels further.
    Viewport moved(double right, double down) const;
    /// `factor` times closer, with the place under `pixel` staying there.
    Viewport zoomed(double factor, PixelPoint pixel) const;

    bool operator==(const Viewport&) const = default;
};

} // namespace tuban::render
