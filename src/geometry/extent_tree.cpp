#include "geometry/extent_tree.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace tuban::geometry {

namespace {

constexpr std::size_t kFan = 16; // boxes under one box

/// The bits of the lower half, each followed by a zero.
std::uint64_t spread(std::uint64_t v) {
    v &= 0xFFFFFFFFU;
    v = (v | v << 16) & 0x0000FFFF0000FFFFU;
    v = (v | v << 8) & 0x00FF00FF00FF00FFU;
    v = (v | v << 4) & 0x0F0F0F0F0F0F0F0FU;
    v = (v | v << 2) & 0x3333333333333333U;
    return (v | v << 1) & 0x5555555555555555U;
}

} // namespace

ExtentTree::ExtentTree(std::span<const PolygonChunk* const> chunks) {
    GridBox all;
    std::vector<GridBox> extents;
    for (const PolygonChunk* chunk : chunks) {
        for (std::size_t f = 0; f < chunk->size(); ++f) {
            extents.push_back(chunk->extent(f));
            if (!extents.back().empty()) {
                all.add(extents.back().min);
                all.add(extents.back().max);
            }
        }
    }
    if (all.empty()) {
        return;
    }
    // Places along the curve, in as many bits as fit.
    const auto size =
        static_cast<std::uint64_t>(std::max(all.max.x - all.min.x, all.max.y - all.min.y));
    const int drop = std::max(0, static_cast<int>(std::bit_width(size)) - 32);
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    for (std::uint32_t f = 0; f < extents.size(); ++f) {
        if (!extents[f].empty()) {
            const auto x = static_cast<std::uint64_t>(extents[f].min.x - all.min.x) >> drop;
            const auto y = static_cast<std::uint64_t>(extents[f].min.y - all.min.y) >> drop;
            order.emplace_back(spread(x) | spread(y) << 1, f);
        }
    }
    std::sort(order.begin(), order.end());
    m_levels.emplace_back();
    for (const auto& [place, feature] : order) {
        m_features.push_back(feature);
        m_levels.back().push_back(extents[feature]);
    }
    while (m_levels.back().size() > kFan) {
        const std::vector<GridBox>& below = m_levels.back();
        std::vector<GridBox> boxes((below.size() + kFan - 1) / kFan);
        for (std::size_t i = 0; i < below.size(); ++i) {
            boxes[i / kFan].add(below[i].min);
            boxes[i / kFan].add(below[i].max);
        }
        m_levels.push_back(std::move(boxes));
    }
}

void ExtentTree::search(std::size_t level,
                        std::size_t node,
                        const GridBox& box,
                        std::vector<std::uint32_t>& out) const {
    if (!m_levels[level][node].meets(box)) {
        return;
    }
    if (level == 0) {
        out.push_back(m_features[node]);
        return;
    }
    const std::size_t end = std::min((node + 1) * kFan, m_levels[level - 1].size());
    for (std::size_t child = node * kFan; child < end; ++child) {
        search(level - 1, child, box, out);
    }
}

std::vector<std::uint32_t> ExtentTree::meeting(const GridBox& box) const {
    std::vector<std::uint32_t> found;
    for (std::size_t node = 0; !m_levels.empty() && node < m_levels.back().size(); ++node) {
        search(m_levels.size() - 1, node, box, found);
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace tuban::geometry
