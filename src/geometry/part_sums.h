#pragma once

#include "base/int128.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tuban::geometry {

/// Internal to the overlay kernel: what one parcel has in common with each district it meets so
/// far. Sums are taken modulo 2^128: terms may overflow on the way, the result does not.
class PartSums {
public:
    struct Sum {
        std::uint32_t district;
        std::int32_t balance; ///< crossings to the left less those to the right
        Uint128 area;
    };

    explicit PartSums(std::size_t districts) : m_slots(districts, 0) {}

    void clear() { m_sums.clear(); }
    void add(std::uint32_t district, Uint128 area) { at(district).area += area; }
    void addCrossing(std::uint32_t district, int sign, Uint128 area) {
        Sum& sum = at(district);
        sum.area += sign > 0 ? area : -area;
        sum.balance += sign;
    }
    std::span<const Sum> sums() const { return m_sums; }

private:
    Sum& at(std::uint32_t district) {
        const std::uint32_t slot = m_slots[district];
        if (slot < m_sums.size() && m_sums[slot].district == district) {
            return m_sums[slot];
        }
        m_slots[district] = static_cast<std::uint32_t>(m_sums.size());
        return m_sums.emplace_back(Sum{district, 0, 0});
    }

    std::vector<std::uint32_t>
        m_slots; // by district; stale ones are told by the district in m_sums
    std::vector<Sum> m_sums;
};

} // namespace tuban::geometry
