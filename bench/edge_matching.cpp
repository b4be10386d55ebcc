#include "edge_matching.h"

#include <algorithm>
#include <cassert>
#include <map>

namespace tuban::bench {

namespace {

constexpr unsigned kBits = 31; // per coordinate: 214 km
constexpr std::int64_t kMiddle = std::int64_t{1} << (kBits - 1);

GridPoint unpacked(std::uint64_t code, GridPoint origin) {
    const std::uint64_t mask = (std::uint64_t{1} << kBits) - 1;
    return {static_cast<std::int64_t>(code >> kBits) - kMiddle + origin.x,
            static_cast<std::int64_t>(code & mask) - kMiddle + origin.y};
}

} // namespace

std::uint64_t EdgeMatching::packed(GridPoint p) const {
    const std::int64_t x = p.x - m_origin.x + kMiddle;
    const std::int64_t y = p.y - m_origin.y + kMiddle;
    assert(x >= 0 && y >= 0 && x < 2 * kMiddle && y < 2 * kMiddle);
    return static_cast<std::uint64_t>(x) << kBits | static_cast<std::uint64_t>(y);
}

void EdgeMatching::add(const Ring& ring) {
    if (m_keys.empty() && !ring.empty()) {
        m_origin = ring.front();
    }
    for (std::size_t k = 1; k < ring.size(); ++k) {
        const std::uint64_t a = packed(ring[k - 1]);
        const std::uint64_t b = packed(ring[k]);
        const Uint128 key = Uint128{std::min(a, b)} << (2 * kBits + 1) | Uint128{std::max(a, b)}
                                                                             << 1U;
        m_keys.push_back(key | (a < b ? 1U : 0U));
    }
}

void EdgeMatching::match() {
    std::sort(m_keys.begin(), m_keys.end());
    const std::uint64_t mask = (std::uint64_t{1} << (2 * kBits)) - 1;
    for (std::size_t k = 0; k < m_keys.size();) {
        std::int64_t forward = 0;
        std::int64_t backward = 0;
        const Uint128 edge = m_keys[k] >> 1U;
        for (; k < m_keys.size() && m_keys[k] >> 1U == edge; ++k) {
            ++((m_keys[k] & 1U) != 0 ? forward : backward);
        }
        m_matched += std::min(forward, backward);
        m_repeated += std::max({forward - 1, backward - 1, std::int64_t{0}});
        const GridPoint low = unpacked(static_cast<std::uint64_t>(edge >> (2 * kBits)), m_origin);
        const GridPoint high = unpacked(static_cast<std::uint64_t>(edge) & mask, m_origin);
        for (std::int64_t left = forward - backward; left > 0; --left) {
            m_residual.emplace_back(low, high);
        }
        for (std::int64_t left = backward - forward; left > 0; --left) {
            m_residual.emplace_back(high, low);
        }
    }
    m_keys = {};
}

std::vector<Ring> EdgeMatching::residualRings() const {
    std::multimap<GridPoint, GridPoint> next(m_residual.begin(), m_residual.end());
    std::vector<Ring> rings;
    while (!next.empty()) {
        Ring ring{next.begin()->first};
        for (auto step = next.begin(); step != next.end(); step = next.find(ring.back())) {
            const bool unique = next.count(step->first) == 1;
            ring.push_back(step->second);
            next.erase(step);
            if (!unique || ring.back() == ring.front()) {
                break;
            }
        }
        rings.push_back(std::move(ring));
    }
    return rings;
}

} // namespace tuban::bench
