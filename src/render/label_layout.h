#pragma once

#include "base/progress.h"
#include "render/label_place.h"
#include "render/map_scene.h"
#include "render/viewport.h"

#include <QImage>
#include <QSizeF>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <vector>

namespace tuban::render {

/// A label in its place on the map.
struct MapLabel {
    std::shared_ptr<const Style> style; ///< whose rule and symbolizer these are
    std::uint16_t rule = 0;
    std::uint16_t symbolizer = 0;
    std::size_t layer = 0;  ///< place in MapScene::layers
    std::int64_t feature = 0; ///< its id
    int part = 0;           ///< counts labels of one line
    QStringList lines;
    MapPoint middle;
    double degrees = 0.0; ///< clockwise
    QSizeF size;          ///< with its halo, in device pixels of the view
    QImage picture;       ///< null until drawPictures() has drawn it

    const TextSymbolizer& symbol() const;
};

/// Chooses the labels of a view, and where they stand. None of them overlap: the one with the
/// higher priority stays, of equal ones the one of `before`, then that of the larger area, then
/// that with the lower id. Labels of areas stand inside unless the style says otherwise.
/// `before`: the labels of the view that was shown last: they stay where they are as long as they
/// fit. The same values give the same labels. Empty where `progress` was cancelled.
std::vector<MapLabel> placeLabels(const MapScene& scene,
                                  const Viewport& viewport,
                                  const std::vector<MapLabel>& before = {},
                                  const Progress& progress = {});

} // namespace tuban::render
