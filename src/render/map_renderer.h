#pragma once

#include "base/progress.h"
#include "render/map_scene.h"
#include "render/viewport.h"

#include <QImage>
#include <QRectF>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tuban::render {

/// A piece of the picture on its way to the screen: `source` of the image (all of it where the
/// rectangle has no size) goes to `target`, in pixels of the viewport.
struct TilePicture {
    QImage image;
    QRectF source;
    QRectF target;
    bool current = true; ///< false: an older or coarser picture stands in
};

/// What can be shown of a view now.
struct VisibleTiles {
    /// To be drawn in this order. Current tiles cover whole pixels: no smoothing is needed.
    std::vector<TilePicture> pictures = {};
    bool complete = false; ///< every pixel is current
};

/// Draws maps without their labels in tiles on threads of its own and keeps them. The owner is one
/// thread, that of the window; no call of it waits for drawing.
class MapRenderer {
public:
    struct Settings {
        int threads = 0; ///< 0: as many as the machine has
        std::size_t cacheBytes = 256U << 20U;
        /// Called by the threads that draw when a tile asked for is there. It must return at once,
        /// e.g. after posting an event. Not called any more once the destructor has returned.
        std::function<void()> tileReady = {};
    };

    explicit MapRenderer(Settings settings);
    ~MapRenderer();
    MapRenderer(const MapRenderer&) = delete;
    MapRenderer& operator=(const MapRenderer&) = delete;

    /// The map from now on. Tiles of the one before stand in until they are drawn anew. `changed`:
    /// both maps differ within this extent only, as after an edit (the old and the new extent of
    /// what was edited), and other tiles stay.
    void setScene(MapScene scene, const std::optional<MapExtent>& changed = {});
    const MapScene& scene() const;

    /// What there is of a view, and asks for what there is not: first what is nearest to `focus`
    /// (the pointer), then a ring of tiles around the view. What an earlier call asked for and this
    /// view does not need is dropped. Time: some microseconds a tile.
    VisibleTiles visibleTiles(const Viewport& viewport, PixelPoint focus);

    /// Waits until everything the last call of visibleTiles asked for is drawn.
    void waitUntilDrawn();

private:
    class State;
    std::unique_ptr<State> m_state;
};

/// The picture of a map, drawn on this many threads: the tiles of MapRenderer put together, and
/// labels over them. Same bytes for any number of threads. Labels need a QGuiApplication. Nothing
/// where `progress` was cancelled.
std::optional<QImage> renderMap(const MapScene& scene,
                                const Viewport& viewport,
                                int threads,
                                const Progress& progress = {});

} // namespace tuban::render
