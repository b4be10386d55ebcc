#include "app/canvas/select_tool.h"

#include "app/theme.h"

#include <QPainter>
#include <QPolygonF>

#include <cmath>
#include <utility>

namespace tuban::app {

namespace {

constexpr double kClickReach = 4.0;  ///< pixels
constexpr double kSmallestBox = 4.0; ///< pixels; a smaller one is a click

Selection::Mode modeOf(Qt::KeyboardModifiers modifiers) {
    if (modifiers.testFlag(Qt::ControlModifier)) {
        return Selection::Mode::Toggle;
    }
    return modifiers.testFlag(Qt::ShiftModifier) ? Selection::Mode::Add : Selection::Mode::Replace;
}

} // namespace

void SelectTool::press(const ToolEvent& event) {
    m_pressed = true;
    m_from = m_to = event;
}

void SelectTool::move(const ToolEvent& event) {
    if (m_pressed) {
        m_to = event;
    }
}

bool SelectTool::isBox() const {
    return m_pressed && (std::abs(m_to.pixel.x - m_from.pixel.x) >= kSmallestBox ||
                         std::abs(m_to.pixel.y - m_from.pixel.y) >= kSmallestBox);
}

void SelectTool::release(const ToolEvent& event) {
    if (!m_pressed) {
        return;
    }
    m_to = event;
    const bool box = isBox();
    m_pressed = false;
    SelectRequest request{.selection = modeOf(event.modifiers)};
    if (box) {
        const render::MapPoint a = m_from.place;
        const render::MapPoint b = m_to.place;
        request.outline = {a, {b.x, a.y}, b, {a.x, b.y}};
        request.mode = m_to.pixel.x > m_from.pixel.x ? render::OutlineMode::Inside
                                                     : render::OutlineMode::Touching;
    } else {
        request.outline = {event.place};
        request.reach = kClickReach;
    }
    m_sink(request);
}

void SelectTool::paint(QPainter& painter, const render::Viewport& view) const {
    if (!isBox()) {
        return;
    }
    const bool inside = m_to.pixel.x > m_from.pixel.x;
    QColor fill = theme::colour(inside ? "accent" : "met");
    painter.setPen(QPen(fill, view.devicePixelRatio, inside ? Qt::SolidLine : Qt::DashLine));
    fill.setAlphaF(0.12F);
    painter.setBrush(fill);
    painter.drawRect(
        QRectF(QPointF(m_from.pixel.x, m_from.pixel.y), QPointF(m_to.pixel.x, m_to.pixel.y)));
    painter.setBrush(Qt::NoBrush);
}

void LassoTool::press(const ToolEvent& event) {
    m_line = {event.place};
}

void LassoTool::move(const ToolEvent& event) {
    if (!m_line.empty()) {
        m_line.push_back(event.place);
    }
}

void LassoTool::release(const ToolEvent& event) {
    const auto outline = std::exchange(m_line, {});
    if (outline.size() > 2) {
        m_sink({.outline = outline,
                .mode = render::OutlineMode::Inside,
                .selection = modeOf(event.modifiers)});
    }
}

void LassoTool::paint(QPainter& painter, const render::Viewport& view) const {
    QPolygonF line;
    for (const render::MapPoint place : m_line) {
        const render::PixelPoint pixel = view.toPixel(place);
        line.append(QPointF(pixel.x, pixel.y));
    }
    QColor fill = theme::colour("accent");
    painter.setPen(QPen(fill, view.devicePixelRatio));
    fill.setAlphaF(0.12F);
    painter.setBrush(fill);
    painter.drawPolygon(line);
    painter.setBrush(Qt::NoBrush);
}

} // namespace tuban::app
