#include "landuse/largest_remainder.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <tuple>

namespace tuban::landuse {

ScaledAreas::ScaledAreas(Area largest) : m_shift(0) {
    const double value = std::abs(largest.inSquareMetres());
    if (value > 0.0) {
        m_shift = kBits - 1 - std::ilogb(value);
    }
}

Int128 ScaledAreas::of(Area area) const {
    return static_cast<Int128>(std::nearbyint(std::ldexp(area.inSquareMetres(), m_shift)));
}

Int128 flooredQuotient(Int128 numerator, Int128 denominator) {
    const Int128 quotient = numerator / denominator;
    return numerator % denominator < 0 ? quotient - 1 : quotient;
}

Int128 roundedHalfAway(Int128 numerator, Int128 denominator) {
    // roundedQuotient takes halves upwards, which is away from zero for positive numbers.
    return numerator < 0 ? -roundedQuotient(-numerator, denominator)
                         : roundedQuotient(numerator, denominator);
}

std::vector<std::int64_t> largestRemainder(const std::vector<Int128>& amounts,
                                           Int128 numerator,
                                           Int128 denominator,
                                           std::int64_t total) {
    std::vector<std::int64_t> numbers(amounts.size());
    std::vector<Int128> remainders(amounts.size());
    std::int64_t missing = total;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const Int128 product = amounts[i] * numerator;
        const Int128 floor = flooredQuotient(product, denominator);
        numbers[i] = static_cast<std::int64_t>(floor);
        remainders[i] = product - floor * denominator;
        missing -= numbers[i];
    }
    assert(missing >= 0 && missing <= static_cast<std::int64_t>(amounts.size()));
    std::vector<std::size_t> order(amounts.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple(remainders[b], amounts[b], a) < std::tuple(remainders[a], amounts[a], b);
    });
    for (std::size_t i = 0; i < static_cast<std::size_t>(missing); ++i) {
        ++numbers[order[i]];
    }
    return numbers;
}

} // namespace tuban::landuse
