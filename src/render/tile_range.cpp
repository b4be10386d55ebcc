#include "render/tile_range.h"

#include <cmath>

namespace tuban::render {

namespace {

std::int64_t tileOf(std::int64_t pixel) {
    return pixel >= 0 ? pixel / kTileSide : -((-pixel + kTileSide - 1) / kTileSide);
}

} // namespace

TileRange TileRange::of(const Viewport& viewport) {
    TileRange range;
    range.m_left = viewport.leftPixel();
    range.m_top = viewport.topPixel();
    range.m_first = {tileOf(range.m_left), tileOf(range.m_top)};
    range.m_last = {tileOf(range.m_left + viewport.width - 1),
                    tileOf(range.m_top + viewport.height - 1)};
    return range;
}

TileRange TileRange::of(const MapExtent& extent, const PictureScale& scale) {
    // An extent that ends where a tile begins shows nothing of that tile, rounding aside.
    constexpr double kRounding = 1e-6;
    const double side = kTileSide * scale.unitsPerPixel;
    TileRange range;
    range.m_first = {std::llround(std::floor(extent.minX / side + kRounding)),
                     std::llround(std::floor(-extent.maxY / side + kRounding))};
    range.m_last = {std::llround(std::floor(extent.maxX / side - kRounding)),
                    std::llround(std::floor(-extent.minY / side - kRounding))};
    return range;
}

std::vector<TileNumber> TileRange::numbers() const {
    std::vector<TileNumber> numbers;
    for (std::int64_t row = m_first.row; row <= m_last.row; ++row) {
        for (std::int64_t column = m_first.column; column <= m_last.column; ++column) {
            numbers.push_back({column, row});
        }
    }
    return numbers;
}

std::vector<TileNumber> TileRange::ring() const {
    std::vector<TileNumber> numbers;
    for (std::int64_t column = m_first.column - 1; column <= m_last.column + 1; ++column) {
        numbers.push_back({column, m_first.row - 1});
        numbers.push_back({column, m_last.row + 1});
    }
    for (std::int64_t row = m_first.row; row <= m_last.row; ++row) {
        numbers.push_back({m_first.column - 1, row});
        numbers.push_back({m_last.column + 1, row});
    }
    return numbers;
}

QRectF TileRange::targetOf(TileNumber number) const {
    return {static_cast<double>(number.column * kTileSide - m_left),
            static_cast<double>(number.row * kTileSide - m_top),
            kTileSide,
            kTileSide};
}

} // namespace tuban::render
