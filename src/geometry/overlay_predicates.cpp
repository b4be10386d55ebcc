#include "geometry/overlay_predicates.h"

#include <boost/multiprecision/cpp_int.hpp>

namespace tuban::geometry {

namespace {

using Int256 = boost::multiprecision::int256_t;

Int256 widen(Int128 v) {
    const bool negative = v < 0;
    const Uint128 size = negative ? -static_cast<Uint128>(v) : static_cast<Uint128>(v);
    Int256 wide = static_cast<std::uint64_t>(size >> 64);
    wide <<= 64;
    wide += static_cast<std::uint64_t>(size);
    return negative ? Int256(-wide) : wide;
}

/// The low 128 bits in two's complement.
Uint128 lowBits(const Int256& v) {
    const Int256 size = abs(v);
    const Int256 mask = UINT64_MAX;
    const auto low = static_cast<std::uint64_t>(Int256(size & mask));
    const auto high = static_cast<std::uint64_t>(Int256((size >> 64) & mask));
    const Uint128 bits = (static_cast<Uint128>(high) << 64) | low;
    return v < 0 ? -bits : bits;
}

/// floor(numerator / denominator + ½), denominator > 0.
Int256 roundedWideQuotient(const Int256& numerator, const Int256& denominator) {
    const Int256 doubled = 2 * numerator + denominator;
    const Int256 divisor = 2 * denominator;
    const Int256 quotient = doubled / divisor;
    return doubled % divisor < 0 ? Int256(quotient - 1) : quotient;
}

} // namespace

Uint128 crossingFraction(std::int64_t oa, std::int64_t ob, std::int64_t oc) {
    if (oa == 0 || oc == 0) {
        return 0;
    }
    const Int128 turn = static_cast<Int128>(oa) - ob;
    const Int128 numerator = static_cast<Int128>(turn > 0 ? oa : -oa) * oc;
    const Int128 denominator = turn > 0 ? turn : -turn;
    Int128 whole = numerator / denominator;
    Int128 rest = numerator % denominator;
    if (rest < 0) {
        whole -= 1;
        rest += denominator;
    }
    const Int128 scaled = rest << kFixedAreaBits; // below 2^93
    return (static_cast<Uint128>(whole) << kFixedAreaBits) +
           static_cast<Uint128>(roundedQuotient(scaled, denominator));
}

EdgeCrossing crossLongEdges(GridPoint a, GridPoint b, GridPoint c, GridPoint d) {
    const Int128 oa = cross(d - c, a - c);
    const Int128 ob = cross(d - c, b - c);
    const bool tieD = parcelPointOnDistrictEdgeIsLeft(d - c);
    const bool leftA = oa != 0 ? oa > 0 : tieD;
    const bool leftB = ob != 0 ? ob > 0 : tieD;
    if (leftA == leftB) {
        return {};
    }
    const Int128 oc = cross(b - a, c - a);
    const Int128 od = cross(b - a, d - a);
    const bool tieP = districtPointOnParcelEdgeIsLeft(b - a);
    const bool leftC = oc != 0 ? oc > 0 : tieP;
    const bool leftD = od != 0 ? od > 0 : tieP;
    if (leftC == leftD) {
        return {};
    }
    const Int128 turn = oa - ob;
    // Below 2^107 · 2^107 · 2^32, so 256 bits hold it and its double.
    const Int256 numerator = (widen(turn > 0 ? oa : -oa) * widen(oc)) << kFixedAreaBits;
    const Int256 fraction = roundedWideQuotient(numerator, widen(turn > 0 ? turn : -turn));
    return {leftB ? 1 : -1, lowBits(fraction)};
}

} // namespace tuban::geometry
