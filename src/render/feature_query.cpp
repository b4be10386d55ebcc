#include "render/feature_query.h"

#include "geometry/predicates.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace tuban::render {

namespace {

using geometry::GridBox;
using geometry::GridPoint;
using Path = std::span<const GridPoint>;

/// Whether a ray to the east of `p` crosses the ring an odd number of times.
bool windsAround(Path ring, GridPoint p) {
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const GridPoint a = ring[i];
        const GridPoint b = ring[j];
        if ((a.y > p.y) != (b.y > p.y)) {
            const int side = geometry::signOf(geometry::orientation(a, b, p));
            inside ^= side == (b.y > a.y ? 1 : -1);
        }
    }
    return inside;
}

/// Whether an edge of the ring has a point in common with the segment.
bool meetsRing(Path ring, GridPoint a, GridPoint b) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        if (geometry::segmentsMeet(ring[j], ring[i], a, b)) {
            return true;
        }
    }
    return false;
}

double distanceTo(GridPoint a, GridPoint b, GridPoint p) {
    const double dx = static_cast<double>(b.x - a.x);
    const double dy = static_cast<double>(b.y - a.y);
    const double px = static_cast<double>(p.x - a.x);
    const double py = static_cast<double>(p.y - a.y);
    const double length = dx * dx + dy * dy;
    const double t = length > 0.0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0.0;
    return std::hypot(px - t * dx, py - t * dy);
}

/// Visits the edges of a feature; a point is an edge without length. Ends when `visit` is false.
template <typename Visit>
bool everyEdge(const MapLayer& layer, FeatureRef feature, const Visit& visit) {
    const bool rings = layer.kind() == MapGeometry::Polygons;
    bool going = true;
    layer.visitPaths(feature, [&](Path path) {
        const std::size_t edges = rings || path.size() == 1 ? path.size() : path.size() - 1;
        for (std::size_t i = 0; going && i < edges; ++i) {
            going = visit(path[i], path[(i + 1) % path.size()]);
        }
    });
    return going;
}

bool holds(const MapLayer& layer, FeatureRef feature, GridPoint place) {
    bool inside = false;
    layer.visitPaths(feature, [&](Path ring) { inside ^= windsAround(ring, place); });
    return inside;
}

bool isNear(const MapLayer& layer, FeatureRef feature, GridPoint place, std::int64_t reach) {
    return !everyEdge(layer, feature, [&](GridPoint a, GridPoint b) {
        return distanceTo(a, b, place) > static_cast<double>(reach);
    });
}

/// Tells of features how they lie to an outline.
class Outline {
public:
    explicit Outline(const std::vector<GridPoint>& corners) : m_corners(corners) {
        for (const GridPoint corner : corners) {
            m_extent.add(corner);
        }
    }

    const GridBox& extent() const { return m_extent; }

    bool takes(const MapLayer& layer, FeatureRef feature, OutlineMode mode) const {
        const GridBox& box = layer.extent(feature);
        if (isClearOf(box)) {
            return windsAround(m_corners, box.min);
        }
        const bool apart = everyEdge(
            layer, feature, [&](GridPoint a, GridPoint b) { return !meetsRing(m_corners, a, b); });
        if (mode == OutlineMode::Inside) {
            return isWithin(layer, feature);
        }
        return !apart || windsAround(m_corners, firstVertex(layer, feature)) ||
               (layer.kind() == MapGeometry::Polygons && holds(layer, feature, m_corners.front()));
    }

private:
    /// No edge of the outline meets the box: all of the box lies on one side.
    bool isClearOf(const GridBox& box) const {
        const auto corners = outlineOf(box);
        const bool around = box.min.x <= m_corners.front().x && m_corners.front().x <= box.max.x &&
                            box.min.y <= m_corners.front().y && m_corners.front().y <= box.max.y;
        for (std::size_t i = 0; !around && i < corners.size(); ++i) {
            if (meetsRing(m_corners, corners[i], corners[(i + 1) % corners.size()])) {
                return false;
            }
        }
        return !around;
    }

    /// Every edge lies inside; it may lie on the outline.
    bool isWithin(const MapLayer& layer, FeatureRef feature) const {
        return everyEdge(layer, feature, [&](GridPoint a, GridPoint b) {
            return holdsOrBears(a) && holdsOrBears(b) && !isCrossed(a, b);
        });
    }
    bool holdsOrBears(GridPoint p) const {
        return windsAround(m_corners, p) || meetsRing(m_corners, p, p);
    }
    /// An edge of the outline passes through the inside of the segment.
    bool isCrossed(GridPoint a, GridPoint b) const {
        using geometry::orientation;
        using geometry::signOf;
        for (std::size_t i = 0, j = m_corners.size() - 1; i < m_corners.size(); j = i++) {
            const GridPoint c = m_corners[j];
            const GridPoint d = m_corners[i];
            if (signOf(orientation(a, b, c)) * signOf(orientation(a, b, d)) < 0 &&
                signOf(orientation(c, d, a)) * signOf(orientation(c, d, b)) < 0) {
                return true;
            }
        }
        return false;
    }
    static GridPoint firstVertex(const MapLayer& layer, FeatureRef feature) {
        GridPoint first;
        bool found = false;
        layer.visitPaths(feature, [&](Path path) {
            if (!found && !path.empty()) {
                first = path.front();
                found = true;
            }
        });
        return first;
    }

    const std::vector<GridPoint>& m_corners;
    GridBox m_extent;
};

} // namespace

std::vector<FeatureRef>
featuresAt(const MapLayer& layer, geometry::GridPoint place, std::int64_t reach) {
    const GridBox window{{place.x - reach, place.y - reach}, {place.x + reach, place.y + reach}};
    std::vector<FeatureRef> found;
    layer.visit(window, [&](FeatureRef feature) {
        const bool inside = layer.kind() == MapGeometry::Polygons && holds(layer, feature, place);
        if (inside || isNear(layer, feature, place, reach)) {
            found.push_back(feature);
        }
    });
    return found;
}

std::vector<FeatureRef> featuresIn(const MapLayer& layer,
                                   const std::vector<geometry::GridPoint>& outline,
                                   OutlineMode mode) {
    std::vector<FeatureRef> found;
    if (outline.size() < 3) {
        return found;
    }
    const Outline shape(outline);
    layer.visit(shape.extent(), [&](FeatureRef feature) {
        if (shape.takes(layer, feature, mode)) {
            found.push_back(feature);
        }
    });
    return found;
}

std::vector<geometry::GridPoint> outlineOf(const GridBox& box) {
    return {box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}};
}

} // namespace tuban::render
