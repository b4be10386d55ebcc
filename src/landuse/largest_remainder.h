#pragma once

#include "base/int128.h"
#include "base/units.h"

#include <cstdint>
#include <vector>

namespace tuban::landuse {

/// Areas as integers of one scale: exact to 2^-70 of the largest.
class ScaledAreas {
public:
    static constexpr int kBits = 70;
    explicit ScaledAreas(Area largest);
    Int128 of(Area area) const;

private:
    int m_shift;
};

/// ⌊numerator / denominator⌋; `denominator` > 0.
Int128 flooredQuotient(Int128 numerator, Int128 denominator);
/// The nearest integer, halves away from zero; `denominator` > 0.
Int128 roundedHalfAway(Int128 numerator, Int128 denominator);

/// Integers near amounts[i] · numerator / denominator that sum to `total`: rounded down, what is
/// missing goes to the largest remainders, ties to larger amounts, then to earlier ones. `total`
/// must lie within less than 1 of the exact sum.
std::vector<std::int64_t> largestRemainder(const std::vector<Int128>& amounts,
                                           Int128 numerator,
                                           Int128 denominator,
                                           std::int64_t total);

} // namespace tuban::landuse
