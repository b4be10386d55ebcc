#include "render/label_painter.h"

#include "render/label_text.h"
#include "render/symbol_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <unordered_map>
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

/// The faces of all labels of a map, each made once.
class Faces {
public:
    explicit Faces(DrawingScale scale) : m_scale(scale) {}

    const LabelFace& of(const MapLabel& label) {
        const TextSymbolizer* const symbol = &label.symbol();
        return m_faces.try_emplace(symbol, *symbol, m_scale).first->second;
    }

private:
    DrawingScale m_scale;
    std::map<const TextSymbolizer*, LabelFace> m_faces; ///< styles outlive it
};

/// Decides how a label looks, among those of one scale.
std::string lookOf(const MapLabel& label) {
    return std::to_string(reinterpret_cast<std::uintptr_t>(&label.symbol())) + ' ' +
           std::to_string(label.degrees) + ' ' + std::to_string(label.size.height()) + ' ' +
           label.lines.join(QLatin1Char('\n')).toStdString();
}

QImage emptyPicture(QSize size) {
    QImage picture(size, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    return picture;
}

void paintText(QImage& picture, const LabelBlock& block, double degrees, const QColor& colour) {
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(0.5 * picture.width(), 0.5 * picture.height());
    painter.rotate(degrees);
    block.paint(painter, colour);
}

/// Lays the text in the colour of the halo all around: much faster than to widen its outline.
void paintHalo(QPainter& painter, const QImage& text, double radius) {
    constexpr double kStep = 1.2; // pixels
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (double ring = radius; ring > 0.4; ring -= kStep) {
        const int count = std::max(8, static_cast<int>(2.0 * std::numbers::pi * ring / kStep));
        for (int i = 0; i < count; ++i) {
            const double angle = 2.0 * std::numbers::pi * i / count;
            painter.drawImage(QPointF(ring * std::cos(angle), ring * std::sin(angle)), text);
        }
    }
}

QImage pictureOf(const MapLabel& label, const LabelFace& face) {
    const LabelBlock block(label.lines, face);
    QTransform turn;
    turn.rotate(label.degrees);
    const QSize size = turn.mapRect(QRectF(QPointF(), label.size)).size().toSize() + QSize(4, 4);
    QImage picture = emptyPicture(size);
    if (label.symbol().halo) {
        QImage halo = emptyPicture(size);
        paintText(halo, block, label.degrees, colourOf(label.symbol().halo->fill));
        QPainter painter(&picture);
        paintHalo(painter, halo, face.halo());
    }
    paintText(picture, block, label.degrees, colourOf(label.symbol().fill));
    return picture;
}

} // namespace

void drawPictures(std::vector<MapLabel>& labels,
                  const Viewport& viewport,
                  const std::vector<MapLabel>& before) {
    std::unordered_map<std::string, QImage> known;
    for (const MapLabel& label : before) {
        if (!label.picture.isNull()) {
            known.emplace(lookOf(label), label.picture);
        }
    }
    Faces faces(scaleOf(viewport));
    for (MapLabel& label : labels) {
        QImage& picture = known[lookOf(label)];
        if (picture.isNull()) {
            picture = pictureOf(label, faces.of(label));
        }
        label.picture = picture;
    }
}

void paintLabels(QPainter& painter, const std::vector<MapLabel>& labels, const Viewport& viewport) {
    for (const MapLabel& label : labels) {
        const QPointF middle = middleOf(label, viewport);
        painter.drawImage(QPointF(std::round(middle.x() - 0.5 * label.picture.width()),
                                  std::round(middle.y() - 0.5 * label.picture.height())),
                          label.picture);
    }
}

void paintLabelPaths(QPainter& painter,
                     const std::vector<MapLabel>& labels,
                     const Viewport& viewport,
                     double unitsPerPixel) {
    Faces faces(scaleOf(viewport, unitsPerPixel));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const MapLabel& label : labels) {
        const LabelBlock block(label.lines, faces.of(label));
        painter.save();
        painter.translate(middleOf(label, viewport) * unitsPerPixel);
        painter.rotate(label.degrees);
        if (label.symbol().halo) {
            painter.strokePath(block.outline(),
                               QPen(QBrush(colourOf(label.symbol().halo->fill)),
                                    2.0 * faces.of(label).halo(),
                                    Qt::SolidLine,
                                    Qt::RoundCap,
                                    Qt::RoundJoin));
        }
        block.paint(painter, colourOf(label.symbol().fill));
        painter.restore();
    }
}

} // namespace tuban::render
