#include "geometry/ring_sweep.h"

#include "geometry/predicates.h"

#include <algorithm>
#include <iterator>

namespace tuban::geometry {

// "Right" and "above" are meant after an infinitesimal shear: points are ordered by x, then y, and
// every edge runs from its smaller to its larger end. So vertical edges need no special case.

bool RingSweep::Below::operator()(std::uint32_t run, std::uint32_t other) const {
    const Run& a = sweep->m_runs[run];
    const Run& b = sweep->m_runs[other];
    if (a.left == b.left) {
        return orientation(a.left, a.right, b.right) > 0;
    }
    return a.left < b.left ? orientation(a.left, a.right, b.left) > 0
                           : orientation(b.left, b.right, a.left) < 0;
}

bool RingSweep::Below::operator()(std::uint32_t run, GridPoint p) const {
    const Run& a = sweep->m_runs[run];
    const Int128 side = orientation(a.left, a.right, p);
    sweep->m_touched = sweep->m_touched || side == 0;
    return side > 0;
}

bool RingSweep::Below::operator()(GridPoint p, std::uint32_t run) const {
    const Run& a = sweep->m_runs[run];
    return orientation(a.left, a.right, p) < 0;
}

bool RingSweep::isClearlyValid(const PolygonChunk& chunk, std::size_t feature) {
    load(chunk, feature);
    m_order.clear();
    m_runs.clear();
    m_places.clear();
    m_touched = false;
    if (!sortVertices()) {
        return false;
    }
    return std::all_of(
        m_sorted.begin(), m_sorted.end(), [this](const Vertex& v) { return visit(v.index); });
}

void RingSweep::load(const PolygonChunk& chunk, std::size_t feature) {
    m_points.clear();
    m_next.clear();
    m_previous.clear();
    m_part.clear();
    for (std::uint32_t part = chunk.parts(feature).first; part < chunk.parts(feature).last;
         ++part) {
        for (std::uint32_t r = chunk.rings(part).first; r < chunk.rings(part).last; ++r) {
            const Ring ring = chunk.ring(r);
            const auto first = static_cast<std::uint32_t>(m_points.size());
            const auto count = static_cast<std::uint32_t>(ring.size());
            m_points.insert(m_points.end(), ring.begin(), ring.end());
            m_part.insert(m_part.end(), ring.size(), part);
            for (std::uint32_t i = 0; i < count; ++i) {
                m_next.push_back(first + (i + 1 == count ? 0 : i + 1));
                m_previous.push_back(first + (i == 0 ? count - 1 : i - 1));
            }
        }
    }
    m_runOfEdge.resize(m_points.size());
}

/// False if two vertices coincide.
bool RingSweep::sortVertices() {
    m_sorted.clear();
    for (std::uint32_t i = 0; i < m_points.size(); ++i) {
        m_sorted.push_back({m_points[i], i});
    }
    std::sort(m_sorted.begin(), m_sorted.end(), [](const Vertex& a, const Vertex& b) {
        return a.point < b.point;
    });
    return std::adjacent_find(
               m_sorted.begin(), m_sorted.end(), [](const Vertex& a, const Vertex& b) {
                   return a.point == b.point;
               }) == m_sorted.end();
}

bool RingSweep::visit(std::uint32_t vertex) {
    const GridPoint p = m_points[vertex];
    const bool previousLeft = m_points[m_previous[vertex]] < p;
    const bool nextLeft = m_points[m_next[vertex]] < p;
    if (previousLeft != nextLeft) {
        return advance(vertex, previousLeft);
    }
    return previousLeft ? end(vertex) : begin(vertex);
}

bool RingSweep::begin(std::uint32_t vertex) {
    const GridPoint p = m_points[vertex];
    const std::uint32_t previous = m_previous[vertex];
    const std::uint32_t next = m_next[vertex];
    const Int128 turn = orientation(p, m_points[previous], m_points[next]);
    const auto above = m_order.lower_bound(p);
    if (turn == 0 || m_touched) {
        return false;
    }
    const auto run = static_cast<std::uint32_t>(m_runs.size());
    m_runs.push_back({p, m_points[previous], m_part[vertex], false});
    m_runs.push_back({p, m_points[next], m_part[vertex], true});
    m_runOfEdge[previous] = run;
    m_runOfEdge[vertex] = run + 1;
    const std::uint32_t lower = turn > 0 ? run : run + 1;
    const std::uint32_t upper = turn > 0 ? run + 1 : run;
    m_places.resize(m_runs.size());
    m_places[upper] = m_order.emplace_hint(above, upper);
    m_places[lower] = m_order.emplace_hint(m_places[upper], lower);
    return nests(m_places[lower]) && clear(m_places[upper], std::next(m_places[upper]));
}

bool RingSweep::advance(std::uint32_t vertex, bool forward) {
    const std::uint32_t ending = forward ? m_previous[vertex] : vertex;
    const std::uint32_t beginning = forward ? vertex : m_previous[vertex];
    const std::uint32_t run = m_runOfEdge[ending];
    m_runOfEdge[beginning] = run;
    m_runs[run].left = m_points[vertex];
    m_runs[run].right = m_points[forward ? m_next[vertex] : m_previous[vertex]];
    const auto place = m_places[run];
    return (place == m_order.begin() || clear(std::prev(place), place)) &&
           clear(place, std::next(place));
}

bool RingSweep::end(std::uint32_t vertex) {
    auto lower = m_places[m_runOfEdge[vertex]];
    auto upper = m_places[m_runOfEdge[m_previous[vertex]]];
    if (std::next(lower) != upper) {
        std::swap(lower, upper);
    }
    if (std::next(lower) != upper) {
        return false;
    }
    m_order.erase(lower);
    const auto above = m_order.erase(upper);
    return above == m_order.begin() || clear(std::prev(above), above);
}

/// Whether two neighbours on the sweep line do not meet to its right.
bool RingSweep::clear(Order::const_iterator lower, Order::const_iterator upper) const {
    if (upper == m_order.end()) {
        return true;
    }
    const Run& a = m_runs[*lower];
    const Run& b = m_runs[*upper];
    // No two vertices coincide, so equal ends are one vertex of the ring.
    if (a.right == b.right) {
        return orientation(a.left, a.right, b.left) != 0;
    }
    return !segmentsMeet(a.left, a.right, b.left, b.right);
}

/// Whether the strip below a new run is inside or outside as both its borders say, and clear.
bool RingSweep::nests(Order::const_iterator lower) const {
    const Run& run = m_runs[*lower];
    if (lower == m_order.begin()) {
        return run.forward;
    }
    const Run& below = m_runs[*std::prev(lower)];
    const bool inside = below.forward;
    return inside == !run.forward && (!inside || below.part == run.part) &&
           clear(std::prev(lower), lower);
}

} // namespace tuban::geometry
