#pragma once

#include "base/units.h"
#include "render/viewport.h"

#include <QImage>

#include <memory>
#include <string>

namespace tuban::render {

/// A picture with a place, such as an air photo, that is read part by part. From any thread.
class RasterGround {
public:
    virtual ~RasterGround() = default;
    /// Where it lies, in the CRS of the map.
    virtual const MapExtent& extent() const = 0;
    /// The part of an extent in this many pixels, premultiplied; null where it cannot be read.
    virtual QImage read(const MapExtent& extent, int width, int height) const = 0;
};

/// A raster in its place on the map: below all layers.
struct RasterLayer {
    std::string name = {};
    std::shared_ptr<const RasterGround> ground = {};
    bool visible = true;
    Ratio opacity = Ratio::fraction(1.0);
    bool operator==(const RasterLayer&) const = default;

    /// Whether it shows something of an extent.
    bool meets(const MapExtent& other) const;
};

} // namespace tuban::render
