#include "geometry/box_tree.h"

#include "geometry/hilbert_order.h"
#include "geometry/predicates.h"

#include <algorithm>
#include <utility>

namespace tuban::geometry {

BoxTree::BoxTree(std::span<const GridBox> boxes) {
    if (boxes.empty()) {
        return;
    }
    std::vector<GridBox> level;
    level.reserve(boxes.size());
    m_items = hilbertOrder(boxes);
    for (const std::uint32_t item : m_items) {
        level.push_back(boxes[item]);
    }
    m_levels.push_back(std::move(level));
    while (m_levels.back().size() > kFan) {
        const std::vector<GridBox>& below = m_levels.back();
        std::vector<GridBox> above((below.size() + kFan - 1) / kFan);
        for (std::size_t i = 0; i < below.size(); ++i) {
            above[i / kFan].add(below[i].min);
            above[i / kFan].add(below[i].max);
        }
        m_levels.push_back(std::move(above));
    }
}

bool BoxTree::meetsSegment(const GridBox& box, GridPoint p, GridPoint q, std::int64_t reach) {
    const GridPoint low{box.min.x - reach, box.min.y - reach};
    const GridPoint high{box.max.x + reach, box.max.y + reach};
    if (!boxesMeet(p, q, low, high)) {
        return false;
    }
    int left = 0;
    int right = 0;
    for (const GridPoint corner : {low, GridPoint{low.x, high.y}, GridPoint{high.x, low.y}, high}) {
        const int side = signOf(orientation(p, q, corner));
        left += side >= 0 ? 1 : 0;
        right += side <= 0 ? 1 : 0;
    }
    return left > 0 && right > 0;
}

} // namespace tuban::geometry
