#pragma once

#include "geometry/grid.h"

#include <cstdint>

namespace tuban::render {

/// Where cells of a grid come to lie in a picture: pixels to the right and down, (0, 0) is the
/// upper left corner of the first pixel. Exact to 10^-6 pixels for coordinates below 2^52 cells as
/// long as the picture lies within 10^10 pixels of the origin of the grid.
struct PixelFrame {
    double pixelsPerCell = 1.0;
    double left = 0.0; ///< of the picture, in pixels east of the origin of the grid
    double top = 0.0;  ///< of the picture, in pixels north of the origin of the grid

    double x(std::int64_t cells) const { return static_cast<double>(cells) * pixelsPerCell - left; }
    double y(std::int64_t cells) const { return top - static_cast<double>(cells) * pixelsPerCell; }
};

} // namespace tuban::render
