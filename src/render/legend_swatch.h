#pragma once

#include "render/map_layer.h"
#include "render/symbol_painter.h"

#include <QImage>
#include <QRectF>

class QPainter;

namespace tuban::render {

/// A rule as a legend shows it: with what rules without a title draw of all features, such as
/// outlines.
Rule legendRule(const Style& style, std::size_t rule);

/// Paints how a rule looks, for a legend: an area with its outline, a bent line or a symbol, not
/// beyond `box`. Labels are not part of it.
void paintSwatch(QPainter& painter,
                 const QRectF& box,
                 const Rule& rule,
                 MapGeometry geometry,
                 SymbolPainter& symbols);

/// The same as a picture of `width` × `height` desktop pixels, for a map at this scale.
QImage swatchPicture(const Rule& rule,
                     MapGeometry geometry,
                     int width,
                     int height,
                     double devicePixelRatio,
                     double scaleDenominator,
                     const std::filesystem::path& pictures);

} // namespace tuban::render
