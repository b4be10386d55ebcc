#pragma once

#include "geometry/polygon_chunk.h"
#include "render/pixel_frame.h"

#include <cstdint>
#include <vector>

namespace tuban::render {

/// Pictures of maps are drawn in squares of this many pixels.
inline constexpr int kTileSide = 128;

/// Blue, green, red and opacity from 0 to 1, the colours multiplied by the opacity.
using Float4 __attribute__((vector_size(16))) = float;

/// Colour of a fill; channels and opacity from 0 to 255.
constexpr Float4 fillColour(int red, int green, int blue, int opacity = 255) {
    const float scale = static_cast<float>(opacity) / (255.0F * 255.0F);
    return Float4{static_cast<float>(blue) * scale,
                  static_cast<float>(green) * scale,
                  static_cast<float>(red) * scale,
                  static_cast<float>(opacity) / 255.0F};
}

/// Fills the polygons of a coverage in one tile. A pixel becomes the sum, over all polygons, of the
/// share of the pixel that the polygon covers times its colour: shares of neighbours add up to one,
/// so nothing of the ground shines through between them. Where polygons overlap, the colours mix;
/// where shares add up to less than one, the ground shows.
///
/// Rings may cross: the winding number counts. The sums differ from the exact ones by less than
/// half a grey level, whatever the order of polygons; the same order gives the same bytes.
/// Time: linear in edges, pixel rows crossed by them, and pixels.
/// @source Accumulation of signed areas as in FreeType's smooth rasterizer (ftgrays.c), after
/// Levien's LibArt: one running sum per row.
class CoverageFiller {
public:
    CoverageFiller();

    /// Adds a ring: outer rings counter-clockwise on the map, holes clockwise.
    void addRing(geometry::Ring ring, const PixelFrame& frame, Float4 colour);

    /// Lays what was added over `pixels` (kTileSide rows of kTileSide, ARGB, premultiplied) with
    /// this opacity, and is empty again.
    void composite(std::uint32_t* pixels, float opacity = 1.0F);

private:
    struct Cell {
        int column = 0;
        int row = 0;
        double cover = 0.0; ///< signed height of the edges in the cell
        double area = 0.0;  ///< Σ height × mean distance from the left side of the cell
    };

    void flush(Cell& cell, Float4 colour);
    void addInside(double x0, double y0, double x1, double y1, Float4 colour);
    void addClipped(double x0, double y0, double x1, double y1, Float4 colour);
    void addLeft(double y0, double y1, Float4 colour);
    void addSpan(int row, double xa, double xb, double height, Float4 colour);
    void compositeRow(int row, std::uint32_t* pixels, float opacity);

    /// Rows of columns; two more than the tile has, for what lies at its right side.
    static constexpr int kStride = kTileSide + 2;
    std::vector<Float4> m_sums;
    std::vector<char> m_touched; ///< rows with sums in them
};

} // namespace tuban::render
