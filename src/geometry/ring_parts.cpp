#include "geometry/ring_parts.h"

#include "geometry/predicates.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace tuban::geometry {

namespace {

/// An edge from left to right that is not vertical.
struct RingEdge {
    GridPoint left;
    GridPoint right;
    std::size_t ring;
    bool insideAbove; ///< the ring's inside lies above it
};

/// Where a ring begins, seen from the left: its leftmost vertex (the lower of several) and the
/// lower of the two edges that leave it.
struct Start {
    GridPoint at;
    GridPoint towards;
};

Start startOf(Ring ring) {
    const auto lowest = std::min_element(ring.begin(), ring.end());
    const auto place = static_cast<std::size_t>(lowest - ring.begin());
    const GridPoint before = ring[(place + ring.size() - 1) % ring.size()];
    const GridPoint after = ring[(place + 1) % ring.size()];
    // Vertical edges go up from the lowest vertex, so they are never the lower one.
    return {*lowest, orientation(*lowest, before, after) < 0 ? after : before};
}

/// Edges of all rings under a hierarchy of boxes over runs of neighbours.
class EdgeRuns {
public:
    explicit EdgeRuns(std::span<const Ring> rings) {
        for (std::size_t i = 0; i < rings.size(); ++i) {
            const Ring ring = rings[i];
            const bool counterClockwise = doubledSignedArea(ring) > 0;
            for (std::size_t k = 0; k < ring.size(); ++k) {
                const GridPoint from = ring[k];
                const GridPoint to = ring[(k + 1) % ring.size()];
                if (from.x != to.x) {
                    const bool rightwards = from.x < to.x;
                    m_edges.push_back({rightwards ? from : to,
                                       rightwards ? to : from,
                                       i,
                                       rightwards == counterClockwise});
                }
            }
        }
        buildBoxes();
    }

    /// Calls visit(edge) for edges with left.x ≤ x < right.x that reach down to y or below it.
    template <typename Visit> void below(GridPoint p, const Visit& visit) const {
        if (!m_levels.empty()) {
            descend(m_levels.size() - 1, 0, p, visit);
        }
    }

private:
    static constexpr std::size_t kFan = 8;

    void buildBoxes() {
        std::vector<GridBox> boxes;
        for (std::size_t first = 0; first < m_edges.size(); first += kFan) {
            GridBox box;
            for (std::size_t i = first; i < std::min(first + kFan, m_edges.size()); ++i) {
                box.add(m_edges[i].left);
                box.add(m_edges[i].right);
            }
            boxes.push_back(box);
        }
        while (!boxes.empty()) {
            m_levels.push_back(boxes);
            if (boxes.size() == 1) {
                break;
            }
            std::vector<GridBox> above((boxes.size() + kFan - 1) / kFan);
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                above[i / kFan].add(boxes[i].min);
                above[i / kFan].add(boxes[i].max);
            }
            boxes = std::move(above);
        }
    }

    template <typename Visit>
    void descend(std::size_t level, std::size_t index, GridPoint p, const Visit& visit) const {
        const GridBox& box = m_levels[level][index];
        if (p.x < box.min.x || p.x >= box.max.x || box.min.y > p.y || !visit.wants(box)) {
            return;
        }
        const std::size_t count = level == 0 ? m_edges.size() : m_levels[level - 1].size();
        // Backwards: nothing depends on the order but the time.
        for (std::size_t i = std::min((index + 1) * kFan, count); i-- > index * kFan;) {
            if (level > 0) {
                descend(level - 1, i, p, visit);
            } else if (m_edges[i].left.x <= p.x && p.x < m_edges[i].right.x) {
                visit(m_edges[i]);
            }
        }
    }

    std::vector<RingEdge> m_edges;
    std::vector<std::vector<GridBox>> m_levels; ///< the lowest first
};

/// Finds the edge that comes first on the way down from just right of a ring's start, within the
/// ring, among the edges of other rings.
class NearestBelow {
public:
    NearestBelow(const std::vector<DoubledArea>& areas, std::size_t ring, Start start)
        : m_areas(areas), m_ring(ring), m_start(start) {}

    /// Whether a box may hold something nearer than what was found.
    bool wants(const GridBox& box) const {
        return !m_best || box.max.y >= std::min(m_best->left.y, m_best->right.y);
    }
    void operator()(const RingEdge& edge) const {
        if (edge.ring != m_ring && isBelow(edge) && (!m_best || isNearer(edge, *m_best))) {
            m_best = edge;
        }
    }
    const std::optional<RingEdge>& best() const { return m_best; }

private:
    /// Of the slopes of two edges that go to the right.
    static int compareSlopes(GridPoint a, GridPoint b, GridPoint c, GridPoint d) {
        return signOf(static_cast<Int128>(b.y - a.y) * (d.x - c.x) -
                      static_cast<Int128>(d.y - c.y) * (b.x - a.x));
    }
    bool isAround(std::size_t other) const {
        return m_areas[other] != m_areas[m_ring] ? m_areas[other] > m_areas[m_ring]
                                                 : other < m_ring;
    }

    bool isBelow(const RingEdge& edge) const {
        const int side = signOf(orientation(edge.left, edge.right, m_start.at));
        if (side != 0) {
            return side > 0;
        }
        const int slope = compareSlopes(edge.left, edge.right, m_start.at, m_start.towards);
        if (slope != 0) {
            return slope < 0;
        }
        // They run together: the other ring is below, or one of them is inside the other.
        return !edge.insideAbove || isAround(edge.ring);
    }

    /// Whether `edge` lies above `other` just right of the start; both lie below it.
    bool isNearer(const RingEdge& edge, const RingEdge& other) const {
        // (height of an edge over the start) = cross / width, compared without dividing: the
        // products of two 64-bit numbers and a third one need more than 128 bits, so the quotients
        // are compared as whole parts and remainders.
        const int heights = compareHeights(edge, other);
        if (heights != 0) {
            return heights > 0;
        }
        const int slope = compareSlopes(edge.left, edge.right, other.left, other.right);
        if (slope != 0) {
            return slope > 0;
        }
        // Together: coming from above, first the ring that has its inside above, the smaller one.
        if (edge.insideAbove != other.insideAbove) {
            return edge.insideAbove;
        }
        const bool smaller = m_areas[edge.ring] != m_areas[other.ring]
                                 ? m_areas[edge.ring] < m_areas[other.ring]
                                 : edge.ring > other.ring;
        return smaller == edge.insideAbove;
    }

    /// The sign of y(edge) − y(other) at the x of the start.
    int compareHeights(const RingEdge& edge, const RingEdge& other) const {
        const auto rise = [this](const RingEdge& e) {
            return static_cast<Int128>(e.right.y - e.left.y) * (m_start.at.x - e.left.x);
        };
        const Int128 width = edge.right.x - edge.left.x;
        const Int128 otherWidth = other.right.x - other.left.x;
        Int128 a = rise(edge);
        Int128 b = rise(other);
        Int128 whole = floored(a, width);
        const Int128 otherWhole = floored(b, otherWidth);
        const Int128 difference = edge.left.y + whole - (other.left.y + otherWhole);
        if (difference != 0) {
            return signOf(difference);
        }
        a -= whole * width;
        b -= otherWhole * otherWidth;
        return signOf(a * otherWidth - b * width);
    }
    static Int128 floored(Int128 numerator, Int128 denominator) {
        const Int128 quotient = numerator / denominator;
        return quotient - (numerator % denominator < 0 ? 1 : 0);
    }

    const std::vector<DoubledArea>& m_areas;
    std::size_t m_ring;
    Start m_start;
    mutable std::optional<RingEdge> m_best;
};

/// What the way down from a ring meets first.
struct Link {
    std::size_t ring = NestedRing::kNone;
    bool inside = false; ///< in that ring; else beside it
};

/// Follows links until they end, each once.
class Resolver {
public:
    explicit Resolver(const std::vector<Link>& links)
        : m_links(links), m_rings(links.size()), m_state(links.size(), State::Open) {}

    std::vector<NestedRing> resolve() {
        for (std::size_t i = 0; i < m_links.size(); ++i) {
            std::vector<std::size_t> way;
            std::size_t at = i;
            while (at != NestedRing::kNone && m_state[at] == State::Open) {
                m_state[at] = State::OnTheWay;
                way.push_back(at);
                at = m_links[at].ring;
            }
            const bool circle = at != NestedRing::kNone && m_state[at] == State::OnTheWay;
            for (std::size_t k = way.size(); k-- > 0;) {
                settle(way[k], circle && k + 1 == way.size());
            }
        }
        return std::move(m_rings);
    }

private:
    enum class State { Open, OnTheWay, Settled };

    /// `alone`: rings that cross may lead in a circle, which is cut there.
    void settle(std::size_t ring, bool alone) {
        const Link& link = m_links[ring];
        NestedRing& made = m_rings[ring];
        if (!alone && link.ring != NestedRing::kNone) {
            const NestedRing& met = m_rings[link.ring];
            made = link.inside ? NestedRing{link.ring, met.depth + 1} : met;
        }
        m_state[ring] = State::Settled;
    }

    const std::vector<Link>& m_links;
    std::vector<NestedRing> m_rings;
    std::vector<State> m_state;
};

} // namespace

std::vector<NestedRing> nestRings(std::span<const Ring> rings) {
    if (rings.size() < 2) {
        return std::vector<NestedRing>(rings.size());
    }
    std::vector<DoubledArea> areas;
    for (const Ring ring : rings) {
        const DoubledArea area = doubledSignedArea(ring);
        areas.push_back(area < 0 ? -area : area);
    }
    const EdgeRuns edges(rings);
    std::vector<Link> links(rings.size());
    for (std::size_t i = 0; i < rings.size(); ++i) {
        const Start start = startOf(rings[i]);
        const NearestBelow nearest(areas, i, start);
        edges.below(start.at, nearest);
        if (const auto& edge = nearest.best()) {
            links[i] = {edge->ring, edge->insideAbove};
        }
    }
    return Resolver(links).resolve();
}

std::vector<std::vector<std::size_t>> partsOfRings(std::span<const Ring> rings) {
    const std::vector<NestedRing> nested = nestRings(rings);
    std::vector<std::size_t> partOf(rings.size());
    std::vector<std::vector<std::size_t>> parts;
    for (std::size_t i = 0; i < rings.size(); ++i) {
        if (nested[i].depth % 2 == 0) {
            partOf[i] = parts.size();
            parts.push_back({i});
        }
    }
    for (std::size_t i = 0; i < rings.size(); ++i) {
        if (nested[i].depth % 2 != 0) {
            parts[partOf[nested[i].parent]].push_back(i);
        }
    }
    return parts;
}

} // namespace tuban::geometry
