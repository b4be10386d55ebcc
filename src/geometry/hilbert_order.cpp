#include "geometry/hilbert_order.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace tuban::geometry {

namespace {

constexpr int kOrderBits = 24; // of each coordinate in the order along the curve

/// The place of a cell of a 2^kOrderBits square along the Hilbert curve.
std::uint64_t hilbertPlace(std::uint64_t x, std::uint64_t y) {
    std::uint64_t place = 0;
    for (int bit = kOrderBits - 1; bit >= 0; --bit) {
        const std::uint64_t right = (x >> bit) & 1U;
        const std::uint64_t up = (y >> bit) & 1U;
        place = (place << 2U) | ((3U * right) ^ up);
        if (up == 0) {
            if (right == 1) {
                x = ~x;
                y = ~y;
            }
            std::swap(x, y);
        }
    }
    return place;
}

} // namespace

std::vector<std::uint32_t> hilbertOrder(std::span<const GridBox> boxes) {
    if (boxes.empty()) {
        return {};
    }
    GridBox all;
    for (const GridBox& box : boxes) {
        all.add(box.min);
        all.add(box.max);
    }
    const auto side = static_cast<std::uint64_t>(
        std::max({all.max.x - all.min.x, all.max.y - all.min.y, std::int64_t{1}}));
    const int shift = std::max(0, static_cast<int>(std::bit_width(side)) - kOrderBits);
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    order.reserve(boxes.size());
    for (const GridBox& box : boxes) {
        const auto x =
            static_cast<std::uint64_t>(box.min.x + (box.max.x - box.min.x) / 2 - all.min.x);
        const auto y =
            static_cast<std::uint64_t>(box.min.y + (box.max.y - box.min.y) / 2 - all.min.y);
        order.emplace_back(hilbertPlace(x >> shift, y >> shift),
                           static_cast<std::uint32_t>(order.size()));
    }
    std::sort(order.begin(), order.end());
    std::vector<std::uint32_t> numbers;
    numbers.reserve(order.size());
    for (const auto& [place, number] : order) {
        numbers.push_back(number);
    }
    return numbers;
}

} // namespace tuban::geometry
