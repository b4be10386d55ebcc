#include "geometry/ring_nesting.h"

#include "geometry/predicates.h"

#include <memory>
#include <utility>

namespace tuban::geometry {

namespace {

std::vector<GridPoint> doubledAndClosed(Ring ring) {
    std::vector<GridPoint> points;
    points.reserve(ring.size() + 1);
    for (const GridPoint p : ring) {
        points.push_back({2 * p.x, 2 * p.y});
    }
    points.push_back(points.front());
    return points;
}

std::vector<GridBox> boxesOf(const std::vector<GridPoint>& line) {
    std::vector<GridBox> boxes(line.size() - 1);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        boxes[i].add(line[i]);
        boxes[i].add(line[i + 1]);
    }
    return boxes;
}

GridBox boxOf(Ring ring) {
    GridBox box;
    for (const GridPoint p : ring) {
        box.add(p);
    }
    return box;
}

bool holds(const GridBox& outer, const GridBox& inner) {
    return outer.min.x <= inner.min.x && outer.min.y <= inner.min.y && outer.max.x >= inner.max.x &&
           outer.max.y >= inner.max.y;
}

bool holds(const RingLocator& outer, Ring inner) {
    for (std::size_t i = 0; i < inner.size(); ++i) {
        const GridPoint next = inner[i + 1 == inner.size() ? 0 : i + 1];
        if (outer.locate(inner[i]) == Where::Outside ||
            outer.locateMiddle(inner[i], next) == Where::Outside) {
            return false;
        }
    }
    return true;
}

} // namespace

RingLocator::RingLocator(Ring ring)
    : m_points(doubledAndClosed(ring)), m_edges(boxesOf(m_points)) {}

Where RingLocator::locateDoubled(GridPoint p) const {
    bool inside = false;
    bool onEdge = false;
    const GridBox ray{p, {INT64_MAX, p.y}};
    m_edges.visitBox(ray, [&](std::size_t edge) {
        const GridPoint a = m_points[edge];
        const GridPoint b = m_points[edge + 1];
        const Int128 side = orientation(a, b, p);
        onEdge = onEdge || (side == 0 && boxesMeet(a, b, p, p));
        if ((a.y > p.y) != (b.y > p.y)) {
            inside ^= (side > 0) == (b.y > a.y);
        }
    });
    return onEdge ? Where::Boundary : (inside ? Where::Inside : Where::Outside);
}

std::vector<std::size_t> directParents(const std::vector<std::vector<GridPoint>>& rings) {
    std::vector<GridBox> boxes;
    std::vector<DoubledArea> areas;
    for (const auto& ring : rings) {
        boxes.push_back(boxOf(ring));
        const DoubledArea area = doubledSignedArea(ring);
        areas.push_back(area < 0 ? -area : area);
    }
    const BoxTree tree(boxes);
    std::vector<std::unique_ptr<RingLocator>> locators(rings.size());
    std::vector<std::size_t> parents(rings.size(), kNoRing);
    for (std::size_t ring = 0; ring < rings.size(); ++ring) {
        GridBox start;
        start.add(rings[ring].front());
        tree.visitBox(start, [&](std::size_t other) {
            if (areas[other] <= areas[ring] || !holds(boxes[other], boxes[ring]) ||
                (parents[ring] != kNoRing && areas[parents[ring]] <= areas[other])) {
                return;
            }
            if (!locators[other]) {
                locators[other] = std::make_unique<RingLocator>(rings[other]);
            }
            if (holds(*locators[other], rings[ring])) {
                parents[ring] = other;
            }
        });
    }
    return parents;
}

} // namespace tuban::geometry
