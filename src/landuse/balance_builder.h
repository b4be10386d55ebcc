#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "geometry/grid.h"
#include "landuse/land_balance.h"
#include "model/classification.h"
#include "model/finding.h"

namespace tuban::landuse {

/// Adds up parts of parcels by (class code, district) in 128-bit integers. One object per thread;
/// merge() is associative and commutative, so threads and order do not matter.
class BalanceSums {
public:
    explicit BalanceSums(std::size_t districts);

    /// Number of a code in this object; the same text always gives the same number.
    std::uint32_t codeIndex(std::string_view code);
    void add(std::uint32_t code, std::uint32_t district, geometry::FixedArea area);
    /// The whole parcel, wherever it lies.
    void addWhole(std::uint32_t code, geometry::FixedArea area);
    void merge(const BalanceSums& other);

    std::size_t districtCount() const { return m_districts; }
    const std::vector<std::string>& codes() const { return m_codes; }
    std::uint64_t parcels(std::uint32_t code) const { return m_parcels[code]; }
    geometry::FixedArea sum(std::uint32_t code, std::uint32_t district) const;
    geometry::FixedArea whole(std::uint32_t code) const { return m_whole[code]; }
    /// Σ over codes, per district.
    std::vector<geometry::FixedArea> districtSums() const;

private:
    std::size_t m_districts;
    std::vector<std::string> m_codes;
    std::vector<std::uint64_t> m_parcels;
    std::vector<geometry::FixedArea> m_sums; // code-major
    std::vector<geometry::FixedArea> m_whole;
    struct Lookup;
    std::shared_ptr<Lookup> m_lookup;
};

} // namespace tuban::landuse
