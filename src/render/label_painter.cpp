#include "render/label_painter.h"

#include "render/symbol_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace tuban::render {

namespace {

DrawingScale scaleOf(const Viewport& viewport, double unitsPerPixel = 1.0) {
    return {.denominator = viewport.scaleDenominator(),
            .unitsPerMillimetre = viewport.pixelsPerMillimetre() * unitsPerPixel};
}

QPointF middleOf(const MapLabel& label, const Viewport& viewport) {
    const PixelPoint pixel = viewport.toPixel(label.middle);
    return {pixel.x, pixel.y};
}

void paintHalo(QPainter& painter,
               const LabelBlock& block,
               const TextSymbolizer& symbol,
               const DrawingScale& scale) {
    if (!symbol.halo) {
        return;
    }
    const QPen pen(QBrush(colourOf(symbol.halo->fill)),
                   2.0 * scale.units(symbol.halo->radius),
                   Qt::SolidLine,
                   Qt::RoundCap,
                   Qt::RoundJoin);
    painter.strokePath(block.outline(), pen);
}

} // namespace

void LabelPainter::paint(QPainter& painter,
                         const std::vector<MapLabel>& labels,
                         const Viewport& viewport) {
    constexpr std::size_t kMostPictures = 4000; // some 40 MB; then the cache starts anew
    const DrawingScale scale = scaleOf(viewport);
    if (scale != m_scale || m_pictures.size() > kMostPictures) {
        m_pictures.clear();
        m_styles.clear();
        m_scale = scale;
    }
    for (const MapLabel& label : labels) {
        const QImage& picture = pictureOf(label, scale);
        const QPointF middle = middleOf(label, viewport);
        painter.drawImage(QPointF(std::round(middle.x() - 0.5 * picture.width()),
                                  std::round(middle.y() - 0.5 * picture.height())),
                          picture);
    }
}

void LabelPainter::paintPaths(QPainter& painter,
                              const std::vector<MapLabel>& labels,
                              const Viewport& viewport,
                              double unitsPerPixel) const {
    const DrawingScale scale = scaleOf(viewport, unitsPerPixel);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const MapLabel& label : labels) {
        const LabelBlock block(label.lines, label.symbol(), scale);
        painter.save();
        painter.translate(middleOf(label, viewport) * unitsPerPixel);
        painter.rotate(label.degrees);
        paintHalo(painter, block, label.symbol(), scale);
        block.paint(painter, colourOf(label.symbol().fill));
        painter.restore();
    }
}

const QImage& LabelPainter::pictureOf(const MapLabel& label, const DrawingScale& scale) {
    auto style = std::find(m_styles.begin(), m_styles.end(), label.style);
    if (style == m_styles.end()) {
        style = m_styles.insert(m_styles.end(), label.style);
    }
    const std::string key = std::to_string(style - m_styles.begin()) + ' ' +
                            std::to_string(label.rule) + ' ' + std::to_string(label.symbolizer) +
                            ' ' + std::to_string(label.degrees) + ' ' +
                            label.lines.join(QLatin1Char('\n')).toStdString();
    const auto [entry, isNew] = m_pictures.try_emplace(key);
    if (!isNew) {
        return entry->second;
    }
    const LabelBlock block(label.lines, label.symbol(), scale);
    const QRectF box(QPointF(), label.size);
    QTransform turn;
    turn.rotate(label.degrees);
    const QSize side = turn.mapRect(box).size().toSize() + QSize(4, 4);
    QImage picture(side, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(0.5 * side.width(), 0.5 * side.height());
    painter.rotate(label.degrees);
    paintHalo(painter, block, label.symbol(), scale);
    block.paint(painter, colourOf(label.symbol().fill));
    painter.end();
    entry->second = std::move(picture);
    return entry->second;
}

} // namespace tuban::render
