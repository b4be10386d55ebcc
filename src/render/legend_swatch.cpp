#include "render/legend_swatch.h"

#include "render/viewport.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tuban::render {

namespace {

QPainterPath shapeIn(const QRectF& box, MapGeometry geometry) {
    QPainterPath path;
    if (geometry == MapGeometry::Lines) {
        path.moveTo(box.left(), box.bottom() - 0.25 * box.height());
        path.lineTo(box.left() + 0.35 * box.width(), box.top() + 0.25 * box.height());
        path.lineTo(box.left() + 0.65 * box.width(), box.bottom() - 0.25 * box.height());
        path.lineTo(box.right(), box.top() + 0.25 * box.height());
    } else {
        path.addRect(box);
    }
    return path;
}

/// Half of the widest outline, which has to stay inside.
double marginOf(const Rule& rule, const SymbolPainter& symbols) {
    double margin = 0.0;
    for (const Symbolizer& symbolizer : rule.symbolizers) {
        if (const auto* const area = std::get_if<PolygonSymbolizer>(&symbolizer);
            area != nullptr && area->stroke) {
            margin = std::max(margin, 0.5 * symbols.scale().units(area->stroke->width));
        } else if (const auto* const line = std::get_if<LineSymbolizer>(&symbolizer)) {
            margin = std::max(margin, 0.5 * symbols.scale().units(line->stroke.width));
        }
    }
    return margin;
}

} // namespace

Rule legendRule(const Style& style, std::size_t rule) {
    Rule shown = style.rules[rule];
    for (const Rule& other : style.rules) {
        if (!other.title.zh.empty() || other.condition || other.otherwise) {
            continue;
        }
        for (const Symbolizer& symbolizer : other.symbolizers) {
            if (!std::holds_alternative<TextSymbolizer>(symbolizer)) {
                shown.symbolizers.push_back(symbolizer);
            }
        }
    }
    return shown;
}

void paintSwatch(QPainter& painter,
                 const QRectF& box,
                 const Rule& rule,
                 MapGeometry geometry,
                 SymbolPainter& symbols) {
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    const double margin = std::min(marginOf(rule, symbols), 0.25 * box.height());
    const QPainterPath shape = shapeIn(
        geometry == MapGeometry::Polygons ? box.adjusted(margin, margin, -margin, -margin) : box,
        geometry);
    symbols.setPatternOrigin(box.topLeft());
    for (const Symbolizer& symbolizer : rule.symbolizers) {
        if (const auto* const area = std::get_if<PolygonSymbolizer>(&symbolizer)) {
            symbols.paintArea(painter, shape, *area);
        } else if (const auto* const line = std::get_if<LineSymbolizer>(&symbolizer)) {
            symbols.paintLine(painter, shape, line->stroke);
        } else if (const auto* const point = std::get_if<PointSymbolizer>(&symbolizer)) {
            symbols.paintPoint(painter, box.center(), point->graphic);
        }
    }
    painter.restore();
}

QImage swatchPicture(const Rule& rule,
                     MapGeometry geometry,
                     int width,
                     int height,
                     double devicePixelRatio,
                     double scaleDenominator,
                     const std::filesystem::path& pictures) {
    QImage image(static_cast<int>(std::lround(width * devicePixelRatio)),
                 static_cast<int>(std::lround(height * devicePixelRatio)),
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    SymbolPainter symbols({.denominator = scaleDenominator,
                           .unitsPerMillimetre = devicePixelRatio / Viewport::kMillimetresPerPixel},
                          pictures);
    QPainter painter(&image);
    paintSwatch(painter, image.rect(), rule, geometry, symbols);
    painter.end();
    image.setDevicePixelRatio(devicePixelRatio);
    return image;
}

} // namespace tuban::render
