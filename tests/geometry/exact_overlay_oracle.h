#pragma once

#include "overlay_fixtures.h"

#include <boost/multiprecision/cpp_int.hpp>

namespace tuban::geometry::testing {

using Rational = boost::multiprecision::cpp_rational;

/// Twice ∫ w_a·w_b over the plane, w the winding numbers as in a PolygonChunk (outer rings
/// counter-clockwise, holes clockwise). Exact and slow: vertical slabs between all vertices and all
/// crossings of any two edges. Shares nothing with the kernel but the meaning of a shape.
Rational exactDoubledOverlap(const Shape& a, const Shape& b);

/// The same number as a FixedArea would be without any rounding.
Rational inFixedCells(const Rational& doubled);
Rational toRational(Int128 v);

} // namespace tuban::geometry::testing
