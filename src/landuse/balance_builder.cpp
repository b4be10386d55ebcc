#include "landuse/balance_builder.h"

#include <cassert>

namespace tuban::landuse {

using geometry::FixedArea;

BalanceSums::BalanceSums(std::size_t districts) : m_districts(districts) {}

std::uint32_t BalanceSums::codeIndex(std::string_view code) {
    if (m_last < m_codes.size() && m_codes[m_last] == code) {
        return m_last;
    }
    const auto it = m_lookup.find(code);
    if (it != m_lookup.end()) {
        return m_last = it->second;
    }
    m_last = static_cast<std::uint32_t>(m_codes.size());
    m_codes.emplace_back(code);
    m_lookup.emplace(code, m_last);
    m_parcels.push_back(0);
    m_whole.push_back(0);
    m_sums.resize(m_sums.size() + m_districts, 0);
    return m_last;
}

void BalanceSums::add(std::uint32_t code, std::uint32_t district, FixedArea area) {
    assert(code < m_codes.size() && district < m_districts);
    m_sums[code * m_districts + district] += area;
}

void BalanceSums::addWhole(std::uint32_t code, FixedArea area) {
    assert(code < m_codes.size());
    m_whole[code] += area;
    ++m_parcels[code];
}

void BalanceSums::merge(const BalanceSums& other) {
    assert(m_districts == other.m_districts);
    for (std::size_t from = 0; from < other.m_codes.size(); ++from) {
        const std::uint32_t to = codeIndex(other.m_codes[from]);
        m_parcels[to] += other.m_parcels[from];
        m_whole[to] += other.m_whole[from];
        for (std::size_t district = 0; district < m_districts; ++district) {
            m_sums[to * m_districts + district] += other.m_sums[from * m_districts + district];
        }
    }
}

FixedArea BalanceSums::sum(std::uint32_t code, std::uint32_t district) const {
    assert(code < m_codes.size() && district < m_districts);
    return m_sums[code * m_districts + district];
}

std::vector<FixedArea> BalanceSums::districtSums() const {
    std::vector<FixedArea> sums(m_districts, 0);
    for (std::size_t code = 0; code < m_codes.size(); ++code) {
        for (std::size_t district = 0; district < m_districts; ++district) {
            sums[district] += m_sums[code * m_districts + district];
        }
    }
    return sums;
}

} // namespace tuban::landuse
