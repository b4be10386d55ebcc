#include "geometry/ring_shape.h"

#include "geometry/edge_tree.h"
#include "geometry/predicates.h"
#include "geometry/segment_distance.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace tuban::geometry {

namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();
constexpr std::size_t kFewEdges = 64; // as many as a word has bits
constexpr int kStripBits = 5;
constexpr std::int64_t kStrips = 1 << kStripBits;
constexpr double kOwnCorner = 4.0; // widths along the border that belong to a corner

double distanceToBox(GridPoint p, const EdgeTree::Node& node) {
    const std::int64_t size = std::int64_t{1} << node.sizeBits;
    const auto outside = [size](std::int64_t at, std::int64_t from) {
        return static_cast<double>(std::max({from - at, at - from - size, std::int64_t{0}}));
    };
    return std::hypot(outside(p.x, node.corner.x), outside(p.y, node.corner.y));
}

} // namespace

void findSharpVertices(const PolygonChunk& chunk,
                       std::size_t feature,
                       Angle limit,
                       std::vector<SharpVertex>& out) {
    const double slope = std::tan(limit.inRadians());
    const PolygonChunk::Range rings = chunk.featureRings(feature);
    for (std::uint32_t r = rings.first; r < rings.last; ++r) {
        const Ring ring = chunk.ring(r);
        double ux = static_cast<double>(ring.back().x - ring.front().x);
        double uy = static_cast<double>(ring.back().y - ring.front().y);
        for (std::uint32_t v = 0; v < ring.size(); ++v) {
            const GridPoint next = ring[v + 1 == ring.size() ? 0 : v + 1];
            const double wx = static_cast<double>(next.x - ring[v].x);
            const double wy = static_cast<double>(next.y - ring[v].y);
            const double dot = ux * wx + uy * wy;
            const double cross = std::abs(ux * wy - uy * wx);
            if (dot > 0 && cross < slope * dot) {
                const double degrees = std::atan2(cross, dot) * 180.0 / 3.14159265358979323846;
                out.push_back({r, v, Angle::degrees(degrees)});
            }
            ux = -wx;
            uy = -wy;
        }
    }
}

void NeckFinder::takeEdges(const PolygonChunk& chunk, std::size_t feature) {
    m_edges.clear();
    m_previous.clear();
    m_lengths.clear();
    const PolygonChunk::Range rings = chunk.featureRings(feature);
    for (std::uint32_t r = rings.first; r < rings.last; ++r) {
        const Ring ring = chunk.ring(r);
        const auto first = static_cast<std::uint32_t>(m_edges.size());
        const auto count = static_cast<std::uint32_t>(ring.size());
        double along = 0;
        for (std::uint32_t v = 0; v < count; ++v) {
            const GridPoint next = ring[v + 1 == count ? 0 : v + 1];
            m_edges.push_back({ring[v], next, r, v, along});
            m_previous.push_back(first + (v == 0 ? count - 1 : v - 1));
            along += distanceBetween(ring[v], next);
        }
        m_lengths.resize(m_edges.size(), along);
    }
    m_best.assign(m_edges.size(), kNone);
}

/// Whether a place on an edge is seen from a vertex through the inside, at its start: it lies
/// within the angle that the two edges of the vertex form to their left.
bool NeckFinder::looksInside(std::uint32_t vertex, std::uint32_t edge, double fraction) const {
    const GridPoint before = m_edges[m_previous[vertex]].a;
    const GridPoint at = m_edges[vertex].a;
    const GridPoint after = m_edges[vertex].b;
    const Edge& e = m_edges[edge];
    const double tx =
        static_cast<double>(e.a.x - at.x) + fraction * static_cast<double>(e.b.x - e.a.x);
    const double ty =
        static_cast<double>(e.a.y - at.y) + fraction * static_cast<double>(e.b.y - e.a.y);
    const auto leftOf = [&](GridPoint from, GridPoint to) {
        const double dx = static_cast<double>(to.x - from.x);
        const double dy = static_cast<double>(to.y - from.y);
        return dx * ty - dy * tx > 0;
    };
    const bool convex = orientation(before, at, after) > 0;
    return convex ? leftOf(before, at) && leftOf(at, after)
                  : leftOf(before, at) || leftOf(at, after);
}

bool NeckFinder::isNeck(std::uint32_t vertex,
                        std::uint32_t edge,
                        double limit,
                        double& cells) const {
    const Edge& e = m_edges[edge];
    const GridPoint p = m_edges[vertex].a;
    if (edge == vertex || edge == m_previous[vertex] || e.a == p || e.b == p) {
        return false;
    }
    const NearestOnSegment nearest = nearestOnSegment(p, e.a, e.b);
    if (nearest.cells >= limit) {
        return false;
    }
    if (e.ring == m_edges[vertex].ring) {
        const double there = e.start + nearest.fraction * distanceBetween(e.a, e.b);
        const double way = std::abs(there - m_edges[vertex].start);
        if (std::min(way, m_lengths[vertex] - way) <= kOwnCorner * limit) {
            return false;
        }
    }
    cells = nearest.cells;
    return looksInside(vertex, edge, nearest.fraction);
}

/// The extent is cut into strips along both axes; each strip knows the edges that come near it as
/// bits. What is near a vertex is in its column and in its row.
void NeckFinder::searchStrips(double limit) {
    const auto reach = static_cast<std::int64_t>(limit) + 1;
    GridBox box;
    for (const Edge& e : m_edges) {
        box.add(e.a);
    }
    const auto size =
        static_cast<std::uint64_t>(std::max(box.max.x - box.min.x, box.max.y - box.min.y));
    const int shift = std::max(0, static_cast<int>(std::bit_width(size)) - kStripBits);
    std::array<std::uint64_t, kStrips> columns{};
    std::array<std::uint64_t, kStrips> rows{};
    const auto mark = [&](std::array<std::uint64_t, kStrips>& strips,
                          std::int64_t from,
                          std::int64_t to,
                          std::uint64_t bit) {
        const auto first = std::max<std::int64_t>(from - reach, 0) >> shift;
        const auto last = std::min<std::int64_t>((to + reach) >> shift, kStrips - 1);
        for (std::int64_t i = first; i <= last; ++i) {
            strips[static_cast<std::size_t>(i)] |= bit;
        }
    };
    for (std::uint32_t e = 0; e < m_edges.size(); ++e) {
        const auto [west, east] = std::minmax(m_edges[e].a.x, m_edges[e].b.x);
        const auto [south, north] = std::minmax(m_edges[e].a.y, m_edges[e].b.y);
        const std::uint64_t bit = std::uint64_t{1} << e;
        mark(columns, west - box.min.x, east - box.min.x, bit);
        mark(rows, south - box.min.y, north - box.min.y, bit);
    }
    for (std::uint32_t v = 0; v < m_edges.size(); ++v) {
        const GridPoint p = m_edges[v].a;
        std::uint64_t near = columns[static_cast<std::size_t>((p.x - box.min.x) >> shift)] &
                             rows[static_cast<std::size_t>((p.y - box.min.y) >> shift)];
        near &= ~(std::uint64_t{1} << v | std::uint64_t{1} << m_previous[v]);
        for (; near != 0; near &= near - 1) {
            take(v, static_cast<std::uint32_t>(std::countr_zero(near)), limit, reach);
        }
    }
}

void NeckFinder::take(std::uint32_t vertex, std::uint32_t edge, double limit, std::int64_t reach) {
    const GridPoint p = m_edges[vertex].a;
    const GridPoint low{p.x - reach, p.y - reach};
    const GridPoint high{p.x + reach, p.y + reach};
    double cells = 0;
    if (boxesMeet(m_edges[edge].a, m_edges[edge].b, low, high) &&
        isNeck(vertex, edge, limit, cells)) {
        m_best[vertex] = std::min(m_best[vertex], cells);
    }
}

/// What all edges below each node of a tree lie on: one stretch of a ring, or nothing in common.
void NeckFinder::takeStretches(const EdgeTree& tree) {
    m_stretches.assign(tree.nodes().size(), Stretch());
    for (std::size_t i = m_stretches.size(); i-- > 0;) { // children come after their parents
        const EdgeTree::Node& node = tree.nodes()[i];
        Stretch& stretch = m_stretches[i];
        if (node.firstChild != 0) {
            for (std::uint32_t child = 0; child < 4; ++child) {
                stretch.add(m_stretches[node.firstChild + child]);
            }
        }
        for (const std::uint32_t e : tree.entries(node)) {
            const Edge& edge = m_edges[e];
            const double end = edge.start + distanceBetween(edge.a, edge.b);
            stretch.add({edge.ring, edge.start, end});
        }
    }
}

void NeckFinder::Stretch::add(const Stretch& other) {
    if (ring == kNoRing) {
        *this = other;
    } else if (other.ring != kNoRing) {
        ring = ring == other.ring ? ring : kSeveralRings;
        from = std::min(from, other.from);
        to = std::max(to, other.to);
    }
}

/// Whether nothing on a stretch counts for a vertex: all of it lies within `reach` of it along the
/// border, on either way around.
bool NeckFinder::isOwnCorner(const Stretch& stretch, std::uint32_t vertex, double reach) const {
    const double at = m_edges[vertex].start;
    const double length = m_lengths[vertex];
    const auto holds = [&](double turn) {
        return stretch.from >= at + turn - reach && stretch.to <= at + turn + reach;
    };
    return stretch.ring == m_edges[vertex].ring &&
           (length <= 2 * reach || holds(0) || holds(length) || holds(-length));
}

/// Of what is near a vertex, only what is nearer than the best so far is looked at: where a border
/// has more vertices within the limit than it needs, they cost little.
void NeckFinder::searchTree(double limit) {
    const auto reach = static_cast<std::int64_t>(limit) + 1;
    std::vector<ResidualEdge> segments;
    segments.reserve(m_edges.size());
    for (const Edge& e : m_edges) {
        segments.push_back(e.a < e.b ? ResidualEdge{e.a, e.b, 1} : ResidualEdge{e.b, e.a, -1});
    }
    const EdgeTree tree(segments);
    takeStretches(tree);
    for (std::uint32_t v = 0; v < m_edges.size(); ++v) {
        const GridPoint p = m_edges[v].a;
        const GridBox box{{p.x - reach, p.y - reach}, {p.x + reach, p.y + reach}};
        const auto mayBeNearer = [&](std::uint32_t index) {
            return !isOwnCorner(m_stretches[index], v, kOwnCorner * limit) &&
                   distanceToBox(p, tree.nodes()[index]) < m_best[v];
        };
        tree.visitLeaves(box, mayBeNearer, [&](std::uint32_t node) {
            for (const std::uint32_t e : tree.entries(tree.nodes()[node])) {
                take(v, e, limit, reach);
            }
        });
    }
}

void NeckFinder::find(const PolygonChunk& chunk,
                      std::size_t feature,
                      double cells,
                      std::vector<Neck>& out) {
    takeEdges(chunk, feature);
    if (m_edges.size() <= kFewEdges) {
        searchStrips(cells);
    } else {
        searchTree(cells);
    }
    // Of vertices in a row the nearest; a run over the start of a ring counts as two.
    for (std::uint32_t v = 0; v < m_edges.size(); ++v) {
        const bool begins = m_edges[v].index == 0 || m_best[v - 1] == kNone;
        if (m_best[v] == kNone || !begins) {
            continue;
        }
        std::uint32_t narrowest = v;
        for (std::uint32_t w = v;
             w < m_edges.size() && m_edges[w].ring == m_edges[v].ring && m_best[w] != kNone;
             ++w) {
            narrowest = m_best[w] < m_best[narrowest] ? w : narrowest;
        }
        out.push_back({m_edges[narrowest].a, m_best[narrowest]});
    }
}

} // namespace tuban::geometry
