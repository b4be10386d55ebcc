#pragma once

#include "geometry/overlay_predicates.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace tuban::geometry {

/// Internal to the overlay kernel: square cells of a power-of-two width over a window of the
/// plane. Cells are half open (west and south sides belong to them); those at the rim extend to
/// infinity, so every point of the plane lies in exactly one cell.
class CellGrid {
public:
    CellGrid() = default;
    /// Cells of 2^widthBits units over `window` and one rim of cells around it.
    CellGrid(const GridBox& window, int widthBits)
        : m_widthBits(widthBits),
          m_origin{window.min.x - (std::int64_t{1} << widthBits),
                   window.min.y - (std::int64_t{1} << widthBits)},
          m_columns(cellsAcross(window.min.x, window.max.x, widthBits)),
          m_rows(cellsAcross(window.min.y, window.max.y, widthBits)) {}

    static std::int64_t cellsAcross(std::int64_t min, std::int64_t max, int widthBits) {
        return ((max - min) >> widthBits) + 3;
    }

    std::int64_t columns() const { return m_columns; }
    std::int64_t rows() const { return m_rows; }
    std::size_t cellCount() const { return static_cast<std::size_t>(m_columns * m_rows); }

    /// Column of x; without `clamped` columns go on beyond the rim.
    std::int64_t openColumn(std::int64_t x) const { return (x - m_origin.x) >> m_widthBits; }
    std::int64_t openRow(std::int64_t y) const { return (y - m_origin.y) >> m_widthBits; }
    std::int64_t column(std::int64_t x) const {
        return std::clamp<std::int64_t>(openColumn(x), 0, m_columns - 1);
    }
    std::int64_t row(std::int64_t y) const {
        return std::clamp<std::int64_t>(openRow(y), 0, m_rows - 1);
    }
    /// The south side of a row; of row 0 too, although that row goes on below it.
    std::int64_t rowLine(std::int64_t row) const { return m_origin.y + (row << m_widthBits); }
    /// The lower left corner of a cell; a point of the cell, for cells at the rim too.
    GridPoint corner(std::int64_t column, std::int64_t row) const {
        return {m_origin.x + (column << m_widthBits), rowLine(row)};
    }
    std::size_t index(std::int64_t column, std::int64_t row) const {
        return static_cast<std::size_t>(row * m_columns + column);
    }
    std::size_t indexAt(GridPoint p) const { return index(column(p.x), row(p.y)); }

    /// Calls visit(cell index) for every cell that contains a point of the closed segment ab, once
    /// each; perhaps also for cells that only touch it.
    template <typename Visit> void visitCells(GridPoint a, GridPoint b, const Visit& visit) const {
        const bool upward = a.y <= b.y;
        const GridPoint low = upward ? a : b;
        const GridPoint high = upward ? b : a;
        const std::int64_t last = row(high.y);
        std::int64_t from = low.x;
        for (std::int64_t r = row(low.y); r <= last; ++r) {
            const std::int64_t to = r == last ? high.x : xAtHeight(low, high, rowLine(r + 1));
            const std::int64_t end = column(std::max(from, to));
            for (std::int64_t c = column(std::min(from, to)); c <= end; ++c) {
                visit(index(c, r));
            }
            from = to;
        }
    }

    /// ⌊x⌋ where the line through low and high, low.y < high.y, has height y between theirs.
    static std::int64_t xAtHeight(GridPoint low, GridPoint high, std::int64_t y) {
        const GridPoint delta = high - low;
        if (isShort(delta)) {
            return low.x + floorQuotient((y - low.y) * delta.x, delta.y);
        }
        const Int128 product = static_cast<Int128>(y - low.y) * delta.x;
        return low.x + static_cast<std::int64_t>(floorQuotient<Int128>(product, delta.y));
    }

private:
    template <typename Int> static Int floorQuotient(Int numerator, Int denominator) {
        const Int quotient = numerator / denominator;
        return numerator % denominator < 0 ? quotient - 1 : quotient;
    }

    int m_widthBits = 0;
    GridPoint m_origin;
    std::int64_t m_columns = 1;
    std::int64_t m_rows = 1;
};

} // namespace tuban::geometry
