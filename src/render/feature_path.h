#pragma once

#include "render/map_layer.h"
#include "render/pixel_frame.h"

#include <QPainterPath>
#include <QPolygonF>
#include <QRectF>

#include <vector>

namespace tuban::render {

/// Part of a line or ring in pixels.
struct LineRun {
    QPolygonF vertices;
    double start = 0.0; ///< pixels along the whole line to the first vertex: where dashes begin
};

/// The area of a polygon in pixels, correct within `window`; vertices that change nothing visible
/// are left out. Fill rule: odd-even.
QPainterPath
areaPath(const MapLayer& layer, FeatureRef feature, const PixelFrame& frame, const QRectF& window);

/// What can be seen in `window` of the lines or rings of a feature. Rings come closed.
std::vector<LineRun>
lineRuns(const MapLayer& layer, FeatureRef feature, const PixelFrame& frame, const QRectF& window);

/// The places of a feature of points that lie in `window`.
std::vector<QPointF> pointPlaces(const MapLayer& layer,
                                 FeatureRef feature,
                                 const PixelFrame& frame,
                                 const QRectF& window);

} // namespace tuban::render
