#include "geometry/feature_overlap.h"

#include "geometry/feature_winding.h"

#include <algorithm>

namespace tuban::geometry {

namespace {

constexpr Int128 kOne = static_cast<Int128>(1) << kFixedAreaBits;

void sortUnique(std::vector<std::uint32_t>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

} // namespace

FeatureOverlap::FeatureOverlap(const CoverageMap::State& map,
                               const PolygonChunk& chunk,
                               std::size_t feature)
    : m_map(map), m_chunk(chunk), m_feature(feature) {}

FixedArea FeatureOverlap::measure() {
    FixedArea sum = 0;
    const PolygonChunk::Range rings = m_chunk.featureRings(m_feature);
    for (std::uint32_t r = rings.first; r < rings.last; ++r) {
        const Ring ring = m_chunk.ring(r);
        GridPoint c = ring.back();
        for (const GridPoint& d : ring) {
            sum += borderPieces(c, d);
            c = d;
        }
    }
    return sum + residualPieces();
}

/// What the pieces of a border edge c→d inside overlaps sweep, weighted with the extra cover.
FixedArea FeatureOverlap::borderPieces(GridPoint c, GridPoint d) {
    const EdgeTree& tree = m_map.network.tree();
    bool nearOverlap = false;
    tree.visitLeaves(
        c,
        d,
        [&](std::uint32_t node) { return !nearOverlap && m_map.hotNode[node] != 0; },
        [&](std::uint32_t) { nearOverlap = true; });
    if (!nearOverlap) {
        return 0;
    }
    // Now all leaves count, not only hot ones: depth is followed across every residual edge.
    m_candidates.clear();
    tree.visitLeaves(
        c,
        d,
        [](std::uint32_t) { return true; },
        [&](std::uint32_t leaf) {
            const auto entries = tree.entries(tree.nodes()[leaf]);
            m_candidates.insert(m_candidates.end(), entries.begin(), entries.end());
        });
    sortUnique(m_candidates);
    m_meetings.clear();
    for (const std::uint32_t edge : m_candidates) {
        meet(edge, c, d);
    }
    std::sort(m_meetings.begin(), m_meetings.end(), [](const Meeting& m, const Meeting& n) {
        return compare(m.at, n.at) < 0;
    });
    std::int32_t depth = tree.depthAt(c);
    std::int32_t before = extraCover(depth);
    FixedArea sum = 0;
    for (const Meeting& meeting : m_meetings) {
        depth += meeting.change;
        const std::int32_t after = extraCover(depth);
        if (after != before) {
            sum += static_cast<Int128>(before - after) * sweptArea(tree.origin(), c, d, meeting.at);
            before = after;
        }
    }
    return sum + before * orientation(tree.origin(), c, d) * kOne;
}

/// Notes the crossing of a residual edge with the border edge c→d, if there is one.
void FeatureOverlap::meet(std::uint32_t edge, GridPoint c, GridPoint d) {
    const ResidualEdge& e = m_map.network.edges()[edge];
    const int from = sideOfShifted(e.a, e.b, c);
    if (!boxesMeet(e.a, e.b, c, d) || from == sideOfShifted(e.a, e.b, d)) {
        return;
    }
    const int entering = sideOfUnshifted(c, d, e.b);
    if (entering == sideOfUnshifted(c, d, e.a)) {
        return;
    }
    m_meetings.push_back({ratioAlong(c, d, e.a, e.b), -from * e.multiplicity});
    if (m_map.hot[edge] != 0) {
        m_passages.push_back({edge, ratioAlong(e.a, e.b, c, d), entering});
    }
}

FixedArea FeatureOverlap::residualPieces() {
    std::sort(m_passages.begin(), m_passages.end(), [](const Passage& p, const Passage& q) {
        return p.edge != q.edge ? p.edge < q.edge : compare(p.at, q.at) < 0;
    });
    const FeatureWinding winding(m_chunk, m_feature);
    const Passage* passage = m_passages.data();
    const Passage* const end = passage + m_passages.size();
    FixedArea sum = 0;
    for (const std::uint32_t edge : hotEdgesNear()) {
        const std::int32_t atStart = winding.around(m_map.network.edges()[edge].a);
        if (passage != end && passage->edge == edge) {
            sum += cutShare(edge, atStart, passage);
        } else {
            sum += atStart * m_map.share[edge];
        }
    }
    return sum;
}

/// What the pieces of a residual edge inside the feature sweep, by weight; moves `passage` behind
/// the passages of this edge.
FixedArea
FeatureOverlap::cutShare(std::uint32_t edge, std::int32_t winding, const Passage*& passage) const {
    const EdgeNetwork& network = m_map.network;
    const ResidualEdge& e = network.edges()[edge];
    const GridPoint origin = network.tree().origin();
    const auto crossings = network.crossings(edge);
    const Passage* const end = m_passages.data() + m_passages.size();
    std::size_t next = 0;
    std::int32_t depth = network.leftDepth(edge);
    std::int32_t before = winding * m_map.weight(edge, depth);
    FixedArea sum = 0;
    while (true) {
        const bool passes = passage != end && passage->edge == edge;
        const bool crosses = next < crossings.size();
        if (!passes && !crosses) {
            break;
        }
        EdgeRatio at;
        if (passes && (!crosses || compare(passage->at, crossings[next].at) <= 0)) {
            at = passage->at;
            winding += passage++->change;
        } else {
            at = crossings[next].at;
            depth += crossings[next++].change;
        }
        const std::int32_t after = winding * m_map.weight(edge, depth);
        if (after != before) {
            sum += static_cast<Int128>(before - after) * sweptArea(origin, e.a, e.b, at);
            before = after;
        }
    }
    return sum + before * orientation(origin, e.a, e.b) * kOne;
}

std::vector<std::uint32_t> FeatureOverlap::hotEdgesNear() const {
    std::vector<std::uint32_t> edges;
    const EdgeTree& tree = m_map.network.tree();
    tree.visitLeaves(
        m_chunk.extent(m_feature),
        [this](std::uint32_t node) { return m_map.hotNode[node] != 0; },
        [&](std::uint32_t leaf) {
            for (const std::uint32_t e : tree.entries(tree.nodes()[leaf])) {
                if (m_map.hot[e] != 0) {
                    edges.push_back(e);
                }
            }
        });
    sortUnique(edges);
    return edges;
}

} // namespace tuban::geometry
