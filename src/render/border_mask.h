#pragma once

#include "geometry/grid.h"
#include "render/coverage_filler.h"
#include "render/pixel_frame.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tuban::render {

/// Thin lines of one colour in one tile. How much of each pixel they cover is kept as a byte and
/// combined by maximum, and the colour is blended once at the end: borders that two neighbours both
/// draw, and the corners where many meet, come out as if drawn once.
///
/// Lines are widened along the minor axis: meant for widths up to kWidest pixels. Caps are square,
/// corners are not mitred.
class BorderMask {
public:
    static constexpr double kWidest = 4.0;

    BorderMask();

    /// Adds a line through the vertices, `width` pixels wide; `closed`: also from the last to the
    /// first.
    void addLine(std::span<const geometry::GridPoint> vertices,
                 bool closed,
                 const PixelFrame& frame,
                 double width);

    /// Blends the lines into `pixels` (kTileSide rows of kTileSide, ARGB, premultiplied) in a
    /// colour, opacity multiplied in, and is empty again.
    void blend(std::uint32_t* pixels, Float4 colour);

private:
    void addSegment(double x0, double y0, double x1, double y1, double width);
    template <bool Steep>
    void walk(float along0, float across0, float along1, float across1, float width);

    /// Pixels around the tile, so that ends of lines need no care.
    static constexpr int kMargin = 8;
    static constexpr int kStride = kTileSide + 2 * kMargin;
    std::vector<std::uint8_t> m_cover;
    bool m_empty = true;
};

/// How strongly borders of a coverage are drawn where its polygons are `side` pixels wide on
/// average: 0 (not at all) up to 3 pixels, 1 from 8 pixels on.
double borderStrength(double side);

} // namespace tuban::render
