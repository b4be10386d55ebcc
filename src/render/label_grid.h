#pragma once

#include <QRectF>

#include <cmath>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace tuban::render {

/// Boxes of labels that are placed already, in squares of a grid.
class LabelGrid {
public:
    bool isFree(std::span<const QRectF> boxes) const {
        for (const QRectF& box : boxes) {
            if (!isFree(box)) {
                return false;
            }
        }
        return true;
    }

    void add(std::span<const QRectF> boxes) {
        for (const QRectF& box : boxes) {
            visitCells(box, [&](std::uint64_t cell) {
                m_cells[cell].push_back(box);
                return true;
            });
        }
    }

private:
    bool isFree(const QRectF& box) const {
        return visitCells(box, [&](std::uint64_t cell) {
            const auto found = m_cells.find(cell);
            if (found == m_cells.end()) {
                return true;
            }
            for (const QRectF& other : found->second) {
                if (other.intersects(box)) {
                    return false;
                }
            }
            return true;
        });
    }

    /// The cells that a box touches, until `visit` says no.
    template <typename Visit> static bool visitCells(const QRectF& box, const Visit& visit) {
        constexpr double kCell = 64.0; // pixels; about as wide as labels
        const auto cellAt = [](double x) { return static_cast<std::int32_t>(std::floor(x / kCell)); };
        for (std::int32_t y = cellAt(box.top()); y <= cellAt(box.bottom()); ++y) {
            for (std::int32_t x = cellAt(box.left()); x <= cellAt(box.right()); ++x) {
                const auto high = static_cast<std::uint64_t>(static_cast<std::uint32_t>(y)) << 32U;
                if (!visit(high | static_cast<std::uint32_t>(x))) {
                    return false;
                }
            }
        }
        return true;
    }

    std::unordered_map<std::uint64_t, std::vector<QRectF>> m_cells;
};

} // namespace tuban::render
