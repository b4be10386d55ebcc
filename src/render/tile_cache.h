#pragma once

#include "render/draw_plan.h"
#include "render/tile_painter.h"

#include <QImage>
#include <QRectF>

#include <cstddef>
#include <functional>
#include <list>
#include <optional>
#include <unordered_map>
#include <vector>

namespace tuban::render {

/// Names a tile of the map that is shown: its place at its scale.
struct TileKey {
    PictureScale scale;
    TileNumber number;
    bool operator==(const TileKey&) const = default;

    /// What the tile shows, in units of the CRS.
    MapExtent extent() const { return extentOf(number, scale); }
};

/// Finished tiles, those used last kept within a number of bytes. A tile that an edit or another
/// style has made out of date stays as a stand-in until it is drawn anew. One thread at a time.
class TileCache {
public:
    explicit TileCache(std::size_t bytes) : m_most(bytes) {}

    struct Entry {
        QImage picture;
        bool current = true;
    };
    /// The tile, if it is there; it counts as used.
    const Entry* find(const TileKey& key);
    void insert(const TileKey& key, QImage picture);
    /// Marks tiles as out of date for which `concerned` is true.
    void expire(const std::function<bool(const TileKey&)>& concerned);
    /// Scales of which there are tiles, the one drawn last first.
    std::vector<PictureScale> scales() const;

private:
    struct Hash {
        std::size_t operator()(const TileKey& key) const;
    };
    using Order = std::list<TileKey>;
    struct Place {
        Entry entry;
        Order::iterator used;
    };

    void forgetOldest();

    std::size_t m_most;
    std::size_t m_bytes = 0;
    std::unordered_map<TileKey, Place, Hash> m_tiles;
    Order m_order;                                              ///< used last first
    std::vector<std::pair<PictureScale, std::size_t>> m_scales; ///< with numbers of tiles
};

} // namespace tuban::render
