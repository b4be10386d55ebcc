#pragma once

#include "geometry/grid.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tuban::landuse {

/// Adds up parts of parcels by (class code, district) in 128-bit integers. One object per thread;
/// merge() is associative and commutative, so threads and order do not matter.
class BalanceSums {
public:
    explicit BalanceSums(std::size_t districts);

    /// Number of a code in this object; the same text always gives the same number.
    std::uint32_t codeIndex(std::string_view code);
    void add(std::uint32_t code, std::uint32_t district, geometry::FixedArea area);
    /// The whole parcel, wherever it lies; counts it, so call it once for every parcel.
    void addWhole(std::uint32_t code, geometry::FixedArea area);
    void merge(const BalanceSums& other);

    /// 0: no districts were given, only whole parcels are summed.
    std::size_t districtCount() const { return m_districts; }
    /// The codes met, by their number.
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
    struct Hash {
        using is_transparent = void; // NOLINT(readability-identifier-naming)
        std::size_t operator()(std::string_view s) const {
            return std::hash<std::string_view>()(s);
        }
    };
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> m_lookup;
    std::uint32_t m_last = 0; // neighbours in a file often share their code
};

} // namespace tuban::landuse
