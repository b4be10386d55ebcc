#include "render/feature_path.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

namespace tuban::render {

namespace {

using geometry::GridPoint;

constexpr double kThinning = 0.35; // pixels: vertices nearer to the one before are left out
constexpr double kFar = 4096.0;    // pixels beyond the window from which on geometry is cut off

/// The vertices in pixels, thinned; first and last are kept.
QPolygonF thinned(std::span<const GridPoint> vertices, const PixelFrame& frame, bool closed) {
    QPolygonF kept;
    kept.reserve(static_cast<qsizetype>(vertices.size()) + 1);
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        const QPointF place(frame.x(vertices[i].x), frame.y(vertices[i].y));
        const bool last = !closed && i + 1 == vertices.size();
        if (kept.isEmpty() || last || std::abs(place.x() - kept.back().x()) > kThinning ||
            std::abs(place.y() - kept.back().y()) > kThinning) {
            kept.push_back(place);
        }
    }
    if (closed) {
        kept.push_back(kept.front());
    }
    return kept;
}

enum class Side { Left, Top, Right, Bottom };

/// How far a place lies inside a side of a window; negative: outside.
double depth(const QPointF& place, const QRectF& window, Side side) {
    switch (side) {
    case Side::Left:
        return place.x() - window.left();
    case Side::Top:
        return place.y() - window.top();
    case Side::Right:
        return window.right() - place.x();
    case Side::Bottom:
        return window.bottom() - place.y();
    }
    return 0.0;
}

/// What lies inside one side of the window.
/// @source Sutherland, I. and Hodgman, G. (1974) "Reentrant polygon clipping", CACM 17.
QPolygonF cutOff(const QPolygonF& ring, const QRectF& window, Side side) {
    QPolygonF kept;
    for (qsizetype i = 0; i + 1 < ring.size(); ++i) {
        const double from = depth(ring[i], window, side);
        const double to = depth(ring[i + 1], window, side);
        if (from >= 0.0) {
            kept.push_back(ring[i]);
        }
        if ((from >= 0.0) != (to >= 0.0)) {
            kept.push_back(ring[i] + (ring[i + 1] - ring[i]) * (from / (from - to)));
        }
    }
    if (!kept.isEmpty()) {
        kept.push_back(kept.front());
    }
    return kept;
}

QPolygonF cutToWindow(QPolygonF ring, const QRectF& window) {
    for (const Side side : {Side::Left, Side::Top, Side::Right, Side::Bottom}) {
        ring = cutOff(ring, window, side);
    }
    return ring;
}

bool mayMeet(const QPointF& a, const QPointF& b, const QRectF& window) {
    return std::max(a.x(), b.x()) >= window.left() && std::min(a.x(), b.x()) <= window.right() &&
           std::max(a.y(), b.y()) >= window.top() && std::min(a.y(), b.y()) <= window.bottom();
}

/// Cuts a segment down to a window; returns the share of it before what is left, nothing where
/// nothing is left.
/// @source Liang, Y.-D. and Barsky, B. (1984) "A new concept and method for line clipping", TOG 3.
std::optional<double> cutSegment(QPointF& a, QPointF& b, const QRectF& window) {
    double from = 0.0;
    double to = 1.0;
    for (const Side side : {Side::Left, Side::Top, Side::Right, Side::Bottom}) {
        const double atA = depth(a, window, side);
        const double atB = depth(b, window, side);
        if (atA < 0.0 && atB < 0.0) {
            return std::nullopt;
        }
        if (atA < 0.0) {
            from = std::max(from, atA / (atA - atB));
        } else if (atB < 0.0) {
            to = std::min(to, atA / (atA - atB));
        }
    }
    if (from > to) {
        return std::nullopt;
    }
    const QPointF step = b - a;
    b = a + step * to;
    a = a + step * from;
    return from;
}

/// Appends what can be seen of one line.
void appendRuns(const QPolygonF& line, const QRectF& window, std::vector<LineRun>& runs) {
    const QRectF cut = window.adjusted(-kFar, -kFar, kFar, kFar);
    double along = 0.0;
    bool open = false; // the last run ends at the vertex before
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        QPointF a = line[i];
        QPointF b = line[i + 1];
        const double length = std::hypot(b.x() - a.x(), b.y() - a.y());
        double before = 0.0;
        bool seen = mayMeet(a, b, window);
        bool whole = true;
        if (seen && length > kFar) {
            const auto share = cutSegment(a, b, cut);
            seen = share.has_value();
            before = share.value_or(0.0) * length;
            whole = a == line[i] && b == line[i + 1];
        }
        if (seen) {
            if (!open || a != runs.back().vertices.back()) {
                runs.push_back({QPolygonF{a}, along + before});
            }
            runs.back().vertices.push_back(b);
        }
        open = seen && (whole || b == line[i + 1]);
        along += length;
    }
}

} // namespace

QPainterPath
areaPath(const MapLayer& layer, FeatureRef feature, const PixelFrame& frame, const QRectF& window) {
    QPainterPath path;
    const QRectF near = window.adjusted(-kFar, -kFar, kFar, kFar);
    layer.visitPaths(feature, [&](std::span<const GridPoint> vertices) {
        QPolygonF ring = thinned(vertices, frame, true);
        if (!near.contains(ring.boundingRect())) {
            ring = cutToWindow(std::move(ring), window);
        }
        if (ring.size() > 3) {
            path.addPolygon(ring);
            path.closeSubpath();
        }
    });
    return path;
}

std::vector<LineRun>
lineRuns(const MapLayer& layer, FeatureRef feature, const PixelFrame& frame, const QRectF& window) {
    std::vector<LineRun> runs;
    const bool closed = layer.kind() == MapGeometry::Polygons;
    layer.visitPaths(feature, [&](std::span<const GridPoint> vertices) {
        appendRuns(thinned(vertices, frame, closed), window, runs);
    });
    return runs;
}

std::vector<QPointF> pointPlaces(const MapLayer& layer,
                                 FeatureRef feature,
                                 const PixelFrame& frame,
                                 const QRectF& window) {
    std::vector<QPointF> places;
    layer.visitPaths(feature, [&](std::span<const GridPoint> vertices) {
        for (const GridPoint& vertex : vertices) {
            const QPointF place(frame.x(vertex.x), frame.y(vertex.y));
            if (window.contains(place)) {
                places.push_back(place);
            }
        }
    });
    return places;
}

} // namespace tuban::render
