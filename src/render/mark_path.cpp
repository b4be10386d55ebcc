#include "render/mark_path.h"

#include <QTransform>

#include <cmath>
#include <numbers>

namespace tuban::render {

namespace {

void addLine(QPainterPath& path, double x0, double y0, double x1, double y1) {
    path.moveTo(x0, y0);
    path.lineTo(x1, y1);
}

QPainterPath star() {
    constexpr int kPoints = 5;
    constexpr double kInner = 0.382; // of the outer radius: the sides of a regular star are straight
    QPainterPath path;
    for (int i = 0; i < 2 * kPoints; ++i) {
        const double angle = std::numbers::pi * i / kPoints;
        const double radius = i % 2 == 0 ? 0.5 : 0.5 * kInner;
        const QPointF corner(radius * std::sin(angle), -radius * std::cos(angle));
        i == 0 ? path.moveTo(corner) : path.lineTo(corner);
    }
    path.closeSubpath();
    return path;
}

/// Two bars, a quarter as wide as long.
QPainterPath cross() {
    constexpr double kHalf = 0.125;
    QPainterPath path;
    path.addPolygon(QPolygonF({{-kHalf, -0.5},
                               {kHalf, -0.5},
                               {kHalf, -kHalf},
                               {0.5, -kHalf},
                               {0.5, kHalf},
                               {kHalf, kHalf},
                               {kHalf, 0.5},
                               {-kHalf, 0.5},
                               {-kHalf, kHalf},
                               {-0.5, kHalf},
                               {-0.5, -kHalf},
                               {-kHalf, -kHalf}}));
    path.closeSubpath();
    return path;
}

} // namespace

QPainterPath markPath(MarkShape shape) {
    QPainterPath path;
    switch (shape) {
    case MarkShape::Square:
        path.addRect(-0.5, -0.5, 1.0, 1.0);
        break;
    case MarkShape::Circle:
        path.addEllipse(QPointF(), 0.5, 0.5);
        break;
    case MarkShape::Triangle:
        path.addPolygon(QPolygonF({{0.0, -0.5}, {0.5, 0.5}, {-0.5, 0.5}}));
        path.closeSubpath();
        break;
    case MarkShape::Star:
        return star();
    case MarkShape::Cross:
        return cross();
    case MarkShape::X:
        return QTransform().rotate(45.0).map(cross());
    case MarkShape::Slash:
        addLine(path, -0.5, 0.5, 0.5, -0.5);
        break;
    case MarkShape::Backslash:
        addLine(path, -0.5, -0.5, 0.5, 0.5);
        break;
    case MarkShape::VerticalLine:
        addLine(path, 0.0, -0.5, 0.0, 0.5);
        break;
    case MarkShape::HorizontalLine:
        addLine(path, -0.5, 0.0, 0.5, 0.0);
        break;
    case MarkShape::Plus:
        addLine(path, 0.0, -0.5, 0.0, 0.5);
        addLine(path, -0.5, 0.0, 0.5, 0.0);
        break;
    case MarkShape::Times:
        addLine(path, -0.5, 0.5, 0.5, -0.5);
        addLine(path, -0.5, -0.5, 0.5, 0.5);
        break;
    case MarkShape::Dot:
        path.addEllipse(QPointF(), 0.0625, 0.0625);
        break;
    }
    return path;
}

bool isClosed(MarkShape shape) {
    return shape <= MarkShape::X || shape == MarkShape::Dot;
}

} // namespace tuban::render
