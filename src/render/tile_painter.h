#pragma once

#include "render/border_mask.h"
#include "render/coverage_filler.h"
#include "render/draw_plan.h"
#include "render/symbol_painter.h"

#include <QImage>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace tuban::render {

/// A tile of the picture of a map at one scale: columns count to the east and rows to the south
/// from the origin of the CRS, so that the same tile serves all views of its scale.
struct TileNumber {
    std::int64_t column = 0;
    std::int64_t row = 0;
    bool operator==(const TileNumber&) const = default;
};

/// What the tiles of one map at one scale are drawn from, shared by all that draw them.
struct TileSource {
    static TileSource of(const MapScene& scene, const PictureScale& scale);

    PictureScale scale;
    std::optional<Rgb> background;
    std::vector<RasterLayer> rasters;
    std::vector<LayerPlan> plans;
};

/// What a tile shows, in units of the CRS.
MapExtent extentOf(TileNumber tile, const PictureScale& scale);

/// Draws tiles, whole ones always: the same map and number give the same bytes. One for each
/// thread; it keeps what drawing needs from tile to tile.
class TilePainter {
public:
    /// A picture of kTileSide squared, premultiplied where there is no background.
    QImage paint(const TileSource& source, TileNumber tile);

private:
    SymbolPainter& symbolPainter(const LayerPlan& plan);
    void paintRasters(std::span<const RasterLayer> rasters, QImage& picture) const;
    void paintLayer(const LayerPlan& plan, QImage& picture);
    void paintCoverage(const LayerPlan& plan, QImage& picture);
    void paintSymbols(const LayerPlan& plan, std::span<const SymbolLevel> levels, QImage& picture);
    /// The part of the grid of a layer that shows in the tile, symbols reaching into it included.
    geometry::GridBox windowOf(const LayerPlan& plan) const;

    PictureScale m_scale;
    TileNumber m_tile;
    PixelFrame m_frame; ///< of the layer that is being drawn
    /// By the folders of pictures that styles name, for the scale of the last tile.
    std::map<std::filesystem::path, SymbolPainter> m_symbols;
    CoverageFiller m_filler;
    BorderMask m_borders;
};

} // namespace tuban::render
