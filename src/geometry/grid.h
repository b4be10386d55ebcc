#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "base/int128.h"

namespace tuban::geometry {

/// A point on a coordinate grid, in whole cells. 53 bits are enough for every projected CRS at
/// 0.1 mm; the arithmetic of the kernels asks for |x|, |y| < 2^52.
struct GridPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
    auto operator<=>(const GridPoint&) const = default;
};

struct GridBox {
    GridPoint min{INT64_MAX, INT64_MAX};
    GridPoint max{INT64_MIN, INT64_MIN};

    bool empty() const { return min.x > max.x; }
    void add(GridPoint p) {
        min = {std::min(min.x, p.x), std::min(min.y, p.y)};
        max = {std::max(max.x, p.x), std::max(max.y, p.y)};
    }
    bool meets(const GridBox& o) const {
        return min.x <= o.max.x && o.min.x <= max.x && min.y <= o.max.y && o.min.y <= max.y;
    }
    bool operator==(const GridBox&) const = default;
};

/// Twice an area in square cells: the integer that the shoelace formula gives, exactly.
using DoubledArea = Int128;

/// A doubled area with 32 binary places: parts cut at the crossing of two edges are not integral.
/// Sums of parts are integer sums, so neither their order nor the number of threads matters.
using FixedArea = Int128;
inline constexpr int kFixedAreaBits = 32;

/// A square decimal grid: cells of 10^-decimals CRS units. The workspace lies on four decimals
/// (0.1 mm), where the planar area of a polygon is exact; foreign data off that grid is read on a
/// finer one, so that snapping it changes no printed digit.
class Grid {
public:
    static constexpr int kMaxDecimals = 9;
    static constexpr Grid tenthMillimetre() { return Grid(4); }
    static constexpr Grid withDecimals(int decimals) { return Grid(decimals); }

    constexpr int decimals() const { return m_decimals; }
    constexpr double cellsPerUnit() const { return kPowers[static_cast<std::size_t>(m_decimals)]; }

    std::int64_t snap(double units) const { return std::llround(units * cellsPerUnit()); }
    GridPoint snap(double x, double y) const { return {snap(x), snap(y)}; }
    double toUnits(std::int64_t cells) const { return static_cast<double>(cells) / cellsPerUnit(); }
    /// Whether `units` is the double nearest to a whole number of cells (within 1/1000 cell,
    /// which covers the spacing of doubles at 4·10^7 m on the 0.1 mm grid).
    bool holds(double units) const {
        const double cells = units * cellsPerUnit();
        return std::abs(cells - std::nearbyint(cells)) <= 1e-3;
    }
    /// Area in square CRS units; correctly rounded to within 1 ulp of double.
    double toSquareUnits(FixedArea area) const {
        const double cells = std::ldexp(static_cast<double>(area), -kFixedAreaBits - 1);
        return cells / (cellsPerUnit() * cellsPerUnit());
    }

    bool operator==(const Grid&) const = default;

private:
    explicit constexpr Grid(int decimals)
        : m_decimals(decimals) {}
    static constexpr std::array<double, kMaxDecimals + 1> kPowers{
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    int m_decimals;
};

} // namespace tuban::geometry
