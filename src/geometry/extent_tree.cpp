#include "geometry/extent_tree.h"

#include <algorithm>

namespace tuban::geometry {

ExtentTree::ExtentTree(std::span<const PolygonChunk* const> chunks) {
    std::vector<GridBox> extents;
    std::uint32_t feature = 0;
    for (const PolygonChunk* chunk : chunks) {
        for (std::size_t f = 0; f < chunk->size(); ++f, ++feature) {
            const GridBox extent = chunk->extent(f);
            if (!extent.empty()) {
                extents.push_back(extent);
                m_features.push_back(feature);
            }
        }
    }
    m_tree = BoxTree(extents);
}

std::vector<std::uint32_t> ExtentTree::meeting(const GridBox& box) const {
    std::vector<std::uint32_t> found;
    m_tree.visitBox(box, [&](std::size_t item) { found.push_back(m_features[item]); });
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace tuban::geometry
