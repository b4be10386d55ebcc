#pragma once

#include "geometry/predicates.h"

namespace tuban::geometry {

/// A place on an edge a→b, as exact fraction of its length: 0 ≤ num ≤ den, den > 0.
struct EdgeRatio {
    Int128 num;
    Int128 den;
};

/// Where edge a→b meets the line through c and d; both ends must not lie on that line. Within
/// [0, 1] if the ends lie on different sides.
inline EdgeRatio ratioAlong(GridPoint a, GridPoint b, GridPoint c, GridPoint d) {
    const Int128 atA = orientation(c, d, a);
    const Int128 atB = orientation(c, d, b);
    return atA > atB ? EdgeRatio{atA, atA - atB} : EdgeRatio{-atA, atB - atA};
}

/// Exact for any operands: −1, 0 or 1 as p lies before, at or after q.
inline int compare(EdgeRatio p, EdgeRatio q) {
    constexpr Int128 kSafe = static_cast<Int128>(1) << 63;
    if (p.den < kSafe && q.den < kSafe) {
        return signOf(p.num * q.den - q.num * p.den);
    }
    // Euclid: compare whole parts, then the reciprocals of what is left.
    for (int sign = 1;; sign = -sign) {
        const Int128 wholeP = p.num / p.den;
        const Int128 wholeQ = q.num / q.den;
        if (wholeP != wholeQ) {
            return wholeP < wholeQ ? -sign : sign;
        }
        const EdgeRatio restP{p.den, p.num - wholeP * p.den};
        const EdgeRatio restQ{q.den, q.num - wholeQ * q.den};
        if (restP.den == 0 || restQ.den == 0) {
            return restP.den == restQ.den ? 0 : (restP.den == 0 ? -sign : sign);
        }
        p = restP;
        q = restQ;
    }
}

/// The same place with a denominator below 2^63; rounded only if it was not below before.
inline EdgeRatio shortened(EdgeRatio at) {
    while (at.den >> 63 != 0) {
        at.num >>= 1;
        at.den >>= 1;
    }
    return at;
}

/// The grid point nearest to a place on a→b.
inline GridPoint roundedPoint(GridPoint a, GridPoint b, EdgeRatio at) {
    at = shortened(at);
    const auto along = [&at](std::int64_t length) {
        return static_cast<std::int64_t>(roundedQuotient(length * at.num, at.den));
    };
    return {a.x + along(b.x - a.x), a.y + along(b.y - a.y)};
}

/// Twice the area swept from `origin` by the edge a→b up to `at`, with kFixedAreaBits binary
/// places: rounded to nearest where the denominator is below 2^63, else good to 2^-60 of the whole.
inline FixedArea sweptArea(GridPoint origin, GridPoint a, GridPoint b, EdgeRatio at) {
    at = shortened(at);
    const Int128 whole = orientation(origin, a, b);
    const Int128 quotient = whole / at.den;
    const Int128 product = (whole - quotient * at.den) * at.num;
    const Int128 units = quotient * at.num + product / at.den;
    const Int128 rest = product % at.den;
    return units * (static_cast<Int128>(1) << kFixedAreaBits) +
           roundedQuotient(rest * (static_cast<Int128>(1) << kFixedAreaBits), at.den);
}

} // namespace tuban::geometry
