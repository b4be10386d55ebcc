#include "app/canvas/measure_tool.h"

#include "app/theme.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace tuban::app {

namespace {

constexpr std::size_t kAnglePoints = 3;
constexpr double kVertexSize = 3.0; ///< pixels

/// Lines of text on a card at a place, kept inside the view.
void paintCard(QPainter& painter,
               QPointF at,
               const QStringList& lines,
               const render::Viewport& view) {
    const double ratio = view.devicePixelRatio;
    QFont font = theme::font(TextSize::Table, true);
    font.setPointSizeF(font.pointSizeF() * ratio);
    painter.setFont(font);
    const QString text = lines.join(u'\n');
    const double padding = theme::size("space") * ratio / 2.0;
    const QRectF room(0.0, 0.0, view.width, view.height);
    QRectF card = painter.boundingRect(room, Qt::AlignLeft | Qt::AlignTop, text)
                      .adjusted(-padding, -padding, padding, padding);
    card.moveTopLeft(at + QPointF(2 * padding, 2 * padding));
    card.moveRight(std::min(card.right(), room.right()));
    card.moveBottom(std::min(card.bottom(), room.bottom()));
    painter.setPen(QPen(theme::colour("line"), ratio));
    painter.setBrush(theme::colour("panel"));
    painter.drawRect(card);
    painter.setPen(theme::colour("text"));
    painter.drawText(card.adjusted(padding, padding, 0.0, 0.0), text);
    painter.setBrush(Qt::NoBrush);
}

} // namespace

std::vector<render::MapPoint> MeasureTool::shape() const {
    std::vector<render::MapPoint> shape = m_points;
    if (isDrawing()) {
        shape.push_back(m_pointer);
    }
    return shape;
}

void MeasureTool::press(const ToolEvent& event) {
    if (event.button != Qt::LeftButton) {
        return;
    }
    if (m_finished) {
        m_points.clear();
        m_finished = false;
    }
    if (m_points.empty() || m_points.back() != event.place) {
        m_points.push_back(event.place);
    }
    m_pointer = event.place;
    m_finished = m_kind == MeasureKind::Angle && m_points.size() == kAnglePoints;
}

void MeasureTool::move(const ToolEvent& event) {
    m_pointer = event.place;
}

void MeasureTool::back() {
    if (!m_points.empty()) {
        m_points.pop_back();
    }
    m_finished = false;
}

void MeasureTool::closeShape() {
    if (m_kind == MeasureKind::Distance && m_points.size() > 2) {
        m_points.push_back(m_points.front());
    }
    finish();
}

void MeasureTool::paint(QPainter& painter, const render::Viewport& view) const {
    QPolygonF line;
    for (const render::MapPoint place : shape()) {
        const render::PixelPoint pixel = view.toPixel(place);
        line.append(QPointF(pixel.x, pixel.y));
    }
    if (line.isEmpty()) {
        return;
    }
    const double ratio = view.devicePixelRatio;
    const bool area = m_kind == MeasureKind::Area;
    const std::pair<const char*, double> strokes[] = {{"map_casing", 4.0}, {"map_selection", 2.0}};
    for (const auto& [colour, width] : strokes) {
        painter.setPen(QPen(theme::colour(colour), width * ratio));
        if (area) {
            painter.drawPolygon(line);
        } else {
            painter.drawPolyline(line);
        }
    }
    painter.setBrush(theme::colour("map_casing"));
    for (const QPointF& vertex : line) {
        painter.drawEllipse(vertex, kVertexSize * ratio, kVertexSize * ratio);
    }
    painter.setBrush(Qt::NoBrush);
    const QStringList lines = description();
    if (!lines.isEmpty()) {
        paintCard(painter, line.back(), lines, view);
    }
}

} // namespace tuban::app
