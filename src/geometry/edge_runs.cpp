#include "geometry/edge_runs.h"

namespace tuban::geometry {

Bands Bands::of(const CellGrid& grid) {
    constexpr std::int64_t fewestRows = 32;
    constexpr std::int64_t mostBands = 256;
    Bands bands;
    bands.rowsPerBand = std::max(fewestRows, (grid.rows() + mostBands - 1) / mostBands);
    bands.count = static_cast<std::size_t>((grid.rows() - 1) / bands.rowsPerBand + 1);
    return bands;
}

EdgeRunCutter::EdgeRunCutter(const DistrictIndex& state, const Bands& bands)
    : m_state(state), m_rowsPerBand(bands.rowsPerBand), m_bands(bands.count) {}

DoubledArea EdgeRunCutter::cut(std::uint32_t ring, std::uint32_t first, std::uint32_t end) {
    const DistrictRing& whole = m_state.rings[ring];
    const CellGrid& grid = m_state.grid;
    const GridPoint* points = m_state.points();
    const GridPoint origin = points[whole.first];
    DoubledArea swept = 0;
    GridPoint c = points[first];
    m_run.ring = ring;
    openRun(cellAt(c), first, swept);
    for (std::uint32_t edge = first; edge < end; ++edge) {
        const GridPoint d = points[edge + 1 < whole.end ? edge + 1 : whole.first];
        if (grid.openRow(c.y) != grid.openRow(d.y)) {
            addWindingSteps(c, d, whole.district);
        }
        const std::uint32_t cell = cellAt(d);
        if (cell != m_run.cell) {
            closeRun(edge + 1);
            addPassages(c, d, edge, swept);
            openRun(cell, edge, swept);
        }
        swept += cross(c - origin, d - origin);
        c = d;
    }
    closeRun(end);
    return swept;
}

std::uint32_t EdgeRunCutter::cellAt(GridPoint p) const {
    return static_cast<std::uint32_t>(m_state.grid.indexAt(p));
}

void EdgeRunCutter::openRun(std::uint32_t cell, std::uint32_t first, DoubledArea swept) {
    m_run.cell = cell;
    m_run.first = first;
    m_run.swept = swept;
}

void EdgeRunCutter::closeRun(std::uint32_t end) {
    m_run.end = end;
    emit(m_run);
}

void EdgeRunCutter::addPassages(GridPoint c, GridPoint d, std::uint32_t edge, DoubledArea swept) {
    const std::uint32_t cellOfC = cellAt(c);
    const std::uint32_t cellOfD = cellAt(d);
    m_state.grid.visitCells(c, d, [&](std::size_t index) {
        const auto cell = static_cast<std::uint32_t>(index);
        if (cell != cellOfC && cell != cellOfD) {
            emit({cell, edge, edge + 1, m_run.ring, swept});
        }
    });
}

void EdgeRunCutter::addWindingSteps(GridPoint c, GridPoint d, std::uint32_t district) {
    const CellGrid& grid = m_state.grid;
    const bool upward = c.y < d.y;
    const GridPoint low = upward ? c : d;
    const GridPoint high = upward ? d : c;
    // The lines between both ends; a vertex of D on a line lies above it.
    const std::int64_t firstRow = std::max<std::int64_t>(0, grid.openRow(low.y) + 1);
    const std::int64_t lastRow = std::min(grid.rows() - 1, grid.openRow(high.y));
    for (std::int64_t row = firstRow; row <= lastRow; ++row) {
        const std::int64_t y = grid.rowLine(row);
        // A corner on the edge itself lies west of it, as the edge is shifted to the east.
        const std::int64_t column = grid.openColumn(CellGrid::xAtHeight(low, high, y)) + 1;
        if (column < grid.columns()) {
            m_bands[static_cast<std::size_t>(row / m_rowsPerBand)].steps.push_back(
                {static_cast<std::uint32_t>(row),
                 static_cast<std::uint32_t>(std::max<std::int64_t>(0, column)),
                 {district, upward ? -1 : 1}});
        }
    }
}

void EdgeRunCutter::emit(const EdgeRun& run) {
    const std::int64_t row = run.cell / m_state.grid.columns();
    m_bands[static_cast<std::size_t>(row / m_rowsPerBand)].runs.push_back(run);
}

} // namespace tuban::geometry
