#pragma once

#include "render/tile_painter.h"
#include "render/viewport.h"

#include <QRectF>

#include <vector>

namespace tuban::render {

/// A rectangle of tiles of one scale.
class TileRange {
public:
    /// The tiles that a view shows.
    static TileRange of(const Viewport& viewport);
    /// The tiles of a scale that show something of an extent.
    static TileRange of(const MapExtent& extent, const PictureScale& scale);

    /// Row by row.
    std::vector<TileNumber> numbers() const;
    /// Those around the rectangle.
    std::vector<TileNumber> ring() const;
    /// Where a tile lies in the view, in its pixels.
    QRectF targetOf(TileNumber number) const;

private:
    TileNumber m_first;
    TileNumber m_last;       ///< included
    std::int64_t m_left = 0; ///< pixel of the view's corner
    std::int64_t m_top = 0;
};

} // namespace tuban::render
