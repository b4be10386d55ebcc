#include "app/canvas/map_decor.h"

#include "app/status_fields.h"
#include "app/texts.h"
#include "app/theme.h"

#include <QPainter>

#include <cmath>

namespace tuban::app {

namespace {

constexpr double kBarWidth = 190.0; ///< pixels of the desktop, as all below
constexpr double kBarHeight = 5.0;
constexpr double kEdge = 10.0;
constexpr double kGridDistance = 120.0;
constexpr double kMetresInKilometre = 1000.0;

/// The largest of 1, 2, 5 times a power of ten that is not above `value`.
double roundBelow(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {5.0, 2.0}) {
        if (factor * power <= value) {
            return factor * power;
        }
    }
    return power;
}

QFont noteFont(double ratio) {
    QFont font = theme::font(TextSize::Note);
    font.setPointSizeF(font.pointSizeF() * ratio);
    return font;
}

QString lengthText(double metres) {
    return metres >= kMetresInKilometre
               ? QString::number(metres / kMetresInKilometre) + QStringLiteral(" km")
               : QString::number(metres) + QStringLiteral(" m");
}

/// A text on a card of the panel's colour.
void paintNote(QPainter& painter, QPointF at, const QString& text) {
    const QRectF room = painter.boundingRect(
        QRectF(at, QSizeF(1.0, 1.0)), Qt::AlignLeft | Qt::AlignTop | Qt::TextDontClip, text);
    QColor ground = theme::colour("panel");
    ground.setAlphaF(0.85F);
    painter.fillRect(room.adjusted(-2, 0, 2, 0), ground);
    painter.setPen(theme::colour("text"));
    painter.drawText(room, Qt::TextDontClip, text);
}

} // namespace

ScaleBarLength scaleBarLength(const render::Viewport& view, double most) {
    const double metresPerPixel = view.unitsPerPixel * view.metresPerUnit;
    const double metres = roundBelow(most * metresPerPixel);
    return {metres, metres / metresPerPixel};
}

void paintScaleBar(QPainter& painter, const render::Viewport& view) {
    const double ratio = view.devicePixelRatio;
    const ScaleBarLength bar = scaleBarLength(view, kBarWidth * ratio);
    painter.setFont(noteFont(ratio));
    const double text = painter.fontMetrics().height();
    const double edge = kEdge * ratio;
    const QRectF card(edge / 2,
                      view.height - edge / 2 - text - kBarHeight * ratio - edge,
                      bar.pixels + 4 * edge,
                      text + kBarHeight * ratio + edge);
    QColor ground = theme::colour("panel");
    ground.setAlphaF(0.85F);
    painter.fillRect(card, ground);
    painter.setPen(QPen(theme::colour("text"), ratio));
    const double left = card.left() + edge;
    const double top = card.bottom() - edge / 2 - kBarHeight * ratio;
    painter.setBrush(theme::colour("text"));
    painter.drawRect(QRectF(left, top, bar.pixels / 2, kBarHeight * ratio));
    painter.setBrush(theme::colour("base"));
    painter.drawRect(QRectF(left + bar.pixels / 2, top, bar.pixels / 2, kBarHeight * ratio));
    painter.setBrush(Qt::NoBrush);
    const std::pair<double, QString> marks[] = {{0.0, QStringLiteral("0")},
                                                {0.5, lengthText(bar.metres / 2)},
                                                {1.0, lengthText(bar.metres)}};
    for (const auto& [share, label] : marks) {
        painter.drawText(QRectF(left + share * bar.pixels - 3 * edge, card.top(), 6 * edge, text),
                         Qt::AlignHCenter,
                         label);
    }
}

double gridStep(const render::Viewport& view, double least) {
    const double units = least * view.unitsPerPixel;
    const double below = roundBelow(units);
    if (below >= units) {
        return below;
    }
    const double power = std::pow(10.0, std::floor(std::log10(below)));
    const double factor = std::round(below / power);
    return factor < 2.0 ? 2.0 * power : factor < 5.0 ? 5.0 * power : 10.0 * power;
}

void paintGraticule(QPainter& painter,
                    const render::Viewport& view,
                    const std::function<std::optional<std::array<double, 2>>(render::MapPoint)>&
                        longitudeLatitude) {
    const double ratio = view.devicePixelRatio;
    const double step = gridStep(view, kGridDistance * ratio);
    const render::MapExtent extent = view.extent();
    QColor colour = theme::colour("secondary");
    colour.setAlphaF(0.6F);
    painter.setFont(noteFont(ratio));
    const double text = painter.fontMetrics().height();
    for (double x = std::ceil(extent.minX / step) * step; x <= extent.maxX; x += step) {
        const double pixel = view.toPixel({x, extent.minY}).x;
        painter.setPen(QPen(colour, ratio, Qt::DotLine));
        painter.drawLine(QPointF(pixel, 0.0), QPointF(pixel, view.height));
        paintNote(painter, {pixel + 3 * ratio, text + 2 * ratio}, numberText(x, 0));
    }
    for (double y = std::ceil(extent.minY / step) * step; y <= extent.maxY; y += step) {
        const double pixel = view.toPixel({extent.minX, y}).y;
        painter.setPen(QPen(colour, ratio, Qt::DotLine));
        painter.drawLine(QPointF(0.0, pixel), QPointF(view.width, pixel));
        paintNote(painter, {3 * ratio, pixel + ratio}, numberText(y, 0));
    }
    const auto corner = [&](render::MapPoint place, QPointF at) {
        if (const auto degrees = longitudeLatitude(place)) {
            paintNote(painter,
                      at,
                      degreesText((*degrees)[0], u'E', u'W') + QStringLiteral("  ") +
                          degreesText((*degrees)[1], u'N', u'S'));
        }
    };
    const double width =
        painter.fontMetrics().horizontalAdvance(QStringLiteral("116°00′00.0″E  38°00′00.0″N"));
    corner({extent.minX, extent.maxY}, {3 * ratio, ratio});
    corner({extent.maxX, extent.minY},
           {view.width - width - 3 * ratio, view.height - text - 3 * ratio});
}

} // namespace tuban::app
