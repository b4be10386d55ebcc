#include "geometry/feature_winding.h"

#include "geometry/edge_tree.h"

#include <algorithm>

namespace tuban::geometry {

FeatureWinding::FeatureWinding(const PolygonChunk& chunk, std::size_t feature)
    : m_extent(chunk.extent(feature)) {
    const PolygonChunk::Range rings = chunk.featureRings(feature);
    for (std::uint32_t r = rings.first; r < rings.last; ++r) {
        const Ring ring = chunk.ring(r);
        GridPoint from = ring.back();
        for (const GridPoint& to : ring) {
            if (from.y != to.y) {
                m_edges.push_back({from, to});
            }
            from = to;
        }
    }
    if (m_edges.empty()) {
        m_extent = GridBox();
        return;
    }
    // About four edges a strip; fewer strips where tall edges would fill too many.
    const std::int64_t height = m_extent.max.y - m_extent.min.y + 1;
    m_stripHeight = height / (1 + static_cast<std::int64_t>(m_edges.size() / 4)) + 1;
    while (entriesNeeded() > 8 * m_edges.size()) {
        m_stripHeight *= 2;
    }
    m_firstEntry.assign(strip(m_extent.max.y) + 2, 0);
    const auto forEachEntry = [this](const auto& visit) {
        for (std::uint32_t e = 0; e < m_edges.size(); ++e) {
            const auto [low, high] = std::minmax(m_edges[e].from.y, m_edges[e].to.y);
            for (std::size_t s = strip(low); s <= strip(high); ++s) {
                visit(s, e);
            }
        }
    };
    forEachEntry([this](std::size_t s, std::uint32_t) { ++m_firstEntry[s + 1]; });
    for (std::size_t s = 1; s < m_firstEntry.size(); ++s) {
        m_firstEntry[s] += m_firstEntry[s - 1];
    }
    m_entries.resize(m_firstEntry.back());
    std::vector<std::uint32_t> next = m_firstEntry;
    forEachEntry([&](std::size_t s, std::uint32_t e) { m_entries[next[s]++] = e; });
}

std::size_t FeatureWinding::entriesNeeded() const {
    std::size_t entries = 0;
    for (const Edge& edge : m_edges) {
        const auto [low, high] = std::minmax(edge.from.y, edge.to.y);
        entries += strip(high) - strip(low) + 1;
    }
    return entries;
}

std::int32_t FeatureWinding::around(GridPoint p) const {
    if (p.x < m_extent.min.x || p.y < m_extent.min.y || p.x > m_extent.max.x ||
        p.y > m_extent.max.y) {
        return 0;
    }
    std::int32_t winding = 0;
    const std::size_t s = strip(p.y);
    for (std::uint32_t i = m_firstEntry[s]; i < m_firstEntry[s + 1]; ++i) {
        // The border moves up by ε²: an end at the height of p lies above it.
        const Edge& edge = m_edges[m_entries[i]];
        const bool upward = edge.to.y > edge.from.y;
        if ((edge.from.y >= p.y) == (edge.to.y >= p.y)) {
            continue;
        }
        // p relative to the shifted edge; the edge counts if it passes west of p.
        const int side = sideOfUnshifted(edge.from, edge.to, p);
        if (upward && side < 0) {
            --winding;
        } else if (!upward && side > 0) {
            ++winding;
        }
    }
    return winding;
}

} // namespace tuban::geometry
