#include "render/viewport.h"

#include <algorithm>
#include <cmath>

namespace tuban::render {

Viewport Viewport::fitting(const MapExtent& extent, int width, int height, double margin) {
    Viewport view{.centre = {(extent.minX + extent.maxX) / 2, (extent.minY + extent.maxY) / 2},
                  .width = width,
                  .height = height};
    const double across = std::max(1.0, width - 2 * margin);
    const double down = std::max(1.0, height - 2 * margin);
    const double units =
        std::max((extent.maxX - extent.minX) / across, (extent.maxY - extent.minY) / down);
    if (units > 0.0) { // else a single place, seen at one unit per pixel
        view.unitsPerPixel = units;
    }
    return view;
}

std::int64_t Viewport::leftPixel() const {
    return std::llround(centre.x / unitsPerPixel - width / 2.0);
}

std::int64_t Viewport::topPixel() const {
    return std::llround(-centre.y / unitsPerPixel - height / 2.0);
}

PixelFrame Viewport::frame(const geometry::Grid& grid) const {
    return {1.0 / (unitsPerPixel * grid.cellsPerUnit()),
            static_cast<double>(leftPixel()),
            -static_cast<double>(topPixel())};
}

MapPoint Viewport::toMap(PixelPoint pixel) const {
    return {(static_cast<double>(leftPixel()) + pixel.x) * unitsPerPixel,
            -(static_cast<double>(topPixel()) + pixel.y) * unitsPerPixel};
}

PixelPoint Viewport::toPixel(MapPoint place) const {
    return {place.x / unitsPerPixel - static_cast<double>(leftPixel()),
            -place.y / unitsPerPixel - static_cast<double>(topPixel())};
}

MapExtent Viewport::extent() const {
    const MapPoint upperLeft = toMap({0.0, 0.0});
    const MapPoint lowerRight = toMap({width + 0.0, height + 0.0});
    return {upperLeft.x, lowerRight.y, lowerRight.x, upperLeft.y};
}

Viewport Viewport::moved(double right, double down) const {
    Viewport view = *this;
    view.centre.x += right * unitsPerPixel;
    view.centre.y -= down * unitsPerPixel;
    return view;
}

Viewport Viewport::zoomed(double factor, PixelPoint pixel) const {
    const MapPoint fixed = toMap(pixel);
    Viewport view = *this;
    view.unitsPerPixel = unitsPerPixel / factor;
    view.centre.x = fixed.x + (width / 2.0 - pixel.x) * view.unitsPerPixel;
    view.centre.y = fixed.y - (height / 2.0 - pixel.y) * view.unitsPerPixel;
    return view;
}

} // namespace tuban::render
