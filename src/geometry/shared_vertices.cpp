#include "geometry/shared_vertices.h"

#include "geometry/box_tree.h"
#include "geometry/predicates.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace tuban::geometry {

namespace {

std::uint64_t mixed(std::uint64_t v) {
    v ^= v >> 31U;
    v *= 0x9E3779B97F4A7C15ULL;
    v ^= v >> 29U;
    v *= 0xBF58476D1CE4E5B9ULL;
    return v ^ (v >> 32U);
}

/// The same for both directions.
std::uint64_t hashOf(GridPoint a, GridPoint b) {
    const auto one = [](GridPoint p) {
        return mixed(static_cast<std::uint64_t>(p.x) + mixed(static_cast<std::uint64_t>(p.y)));
    };
    return mixed(one(std::min(a, b)) + 3 * one(std::max(a, b)));
}

double squaredLength(GridPoint a, GridPoint b) {
    const auto dx = static_cast<double>(b.x - a.x);
    const auto dy = static_cast<double>(b.y - a.y);
    return dx * dx + dy * dy;
}

double along(GridPoint a, GridPoint b, GridPoint p) {
    return static_cast<double>(p.x - a.x) * static_cast<double>(b.x - a.x) +
           static_cast<double>(p.y - a.y) * static_cast<double>(b.y - a.y);
}

bool liesOn(GridPoint a, GridPoint b, GridPoint p) {
    const double length = squaredLength(a, b);
    const double place = along(a, b, p);
    if (p == a || p == b || place <= 0.0 || place >= length) {
        return false;
    }
    const Int128 side = orientation(a, b, p);
    if (side == 0) {
        return true;
    }
    const auto off = static_cast<double>(side);
    return off * off <= length && squaredLength(a, p) > 1.0 && squaredLength(b, p) > 1.0;
}

} // namespace

/// Ends of unmatched edges, each once, and which rings have them.
struct SharedVertices::Candidates {
    std::vector<GridPoint> points;
    std::vector<std::uint32_t> rings;  ///< the first ring that has the point
    std::vector<std::uint8_t> several; ///< others have it, too
};

void SharedVertices::add(std::uint32_t feature, std::uint32_t ring, Ring vertices) {
    m_rings.push_back({feature, ring, static_cast<std::uint32_t>(m_points.size())});
    m_points.insert(m_points.end(), vertices.begin(), vertices.end());
}

GridPoint SharedVertices::endOf(std::uint32_t edge, std::uint32_t ring) const {
    const std::size_t next = edge + std::size_t{1};
    const std::size_t end = ring + std::size_t{1} < m_rings.size()
                                ? m_rings[ring + std::size_t{1}].first
                                : m_points.size();
    return m_points[next == end ? m_rings[ring].first : next];
}

std::vector<std::uint32_t>
SharedVertices::unmatchedEdges(const std::vector<std::uint32_t>& ringOfEdge) const {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keys(m_points.size());
    for (std::uint32_t edge = 0; edge < keys.size(); ++edge) {
        keys[edge] = {hashOf(m_points[edge], endOf(edge, ringOfEdge[edge])), edge};
    }
    std::sort(keys.begin(), keys.end());
    const auto same = [&](std::uint32_t e, std::uint32_t f) {
        const GridPoint e2 = endOf(e, ringOfEdge[e]);
        const GridPoint f2 = endOf(f, ringOfEdge[f]);
        return std::minmax(m_points[e], e2) == std::minmax(m_points[f], f2);
    };
    std::vector<std::uint32_t> unmatched;
    for (std::size_t first = 0, last = 0; first < keys.size(); first = last) {
        while (last < keys.size() && keys[last].first == keys[first].first) {
            ++last;
        }
        for (std::size_t i = first; i < last; ++i) {
            bool matched = i > first && same(keys[i].second, keys[i - 1].second);
            matched = matched || (i + 1 < last && same(keys[i].second, keys[i + 1].second));
            if (!matched) {
                unmatched.push_back(keys[i].second);
            }
        }
    }
    std::sort(unmatched.begin(), unmatched.end());
    return unmatched;
}

std::vector<SharedVertices::Insertion> SharedVertices::find() const {
    std::vector<std::uint32_t> ringOfEdge(m_points.size());
    for (std::uint32_t ring = 0; ring < m_rings.size(); ++ring) {
        const std::size_t end = ring + std::size_t{1} < m_rings.size()
                                    ? m_rings[ring + std::size_t{1}].first
                                    : m_points.size();
        std::fill(ringOfEdge.begin() + m_rings[ring].first,
                  ringOfEdge.begin() + static_cast<std::ptrdiff_t>(end),
                  ring);
    }
    const std::vector<std::uint32_t> edges = unmatchedEdges(ringOfEdge);
    std::vector<std::pair<GridPoint, std::uint32_t>> ends;
    for (const std::uint32_t edge : edges) {
        ends.emplace_back(m_points[edge], ringOfEdge[edge]);
        ends.emplace_back(endOf(edge, ringOfEdge[edge]), ringOfEdge[edge]);
    }
    std::sort(ends.begin(), ends.end());
    Candidates candidates;
    std::vector<GridBox> boxes;
    for (const auto& [point, ring] : ends) {
        if (candidates.points.empty() || candidates.points.back() != point) {
            candidates.points.push_back(point);
            candidates.rings.push_back(ring);
            candidates.several.push_back(0);
            boxes.push_back({point, point});
        } else if (candidates.rings.back() != ring) {
            candidates.several.back() = 1;
        }
    }
    const BoxTree tree(boxes);
    std::vector<Insertion> found;
    for (const std::uint32_t edge : edges) {
        const std::uint32_t ring = ringOfEdge[edge];
        const GridPoint a = m_points[edge];
        const GridPoint b = endOf(edge, ring);
        const std::size_t before = found.size();
        tree.visitSegment(a, b, 1, [&](std::size_t i) {
            const bool foreign = candidates.several[i] != 0 || candidates.rings[i] != ring;
            if (foreign && liesOn(a, b, candidates.points[i])) {
                found.push_back({m_rings[ring].feature,
                                 m_rings[ring].ring,
                                 edge - m_rings[ring].first,
                                 candidates.points[i]});
            }
        });
        std::sort(found.begin() + static_cast<std::ptrdiff_t>(before),
                  found.end(),
                  [&](const auto& p, const auto& q) {
                      return std::pair(along(a, b, p.vertex), p.vertex) <
                             std::pair(along(a, b, q.vertex), q.vertex);
                  });
    }
    std::stable_sort(found.begin(), found.end(), [](const Insertion& p, const Insertion& q) {
        return std::tie(p.feature, p.ring, p.edge) < std::tie(q.feature, q.ring, q.edge);
    });
    return found;
}

} // namespace tuban::geometry
