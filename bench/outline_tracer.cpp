#include "outline_tracer.h"

#include <array>
#include <utility>

namespace tuban::bench {

namespace {

Cell neighbour(Cell cell, int side) {
    static constexpr std::array<Cell, 4> kStep{{{0, -1}, {1, 0}, {0, 1}, {-1, 0}}};
    const Cell step = kStep[static_cast<std::size_t>(side)];
    return {cell.i + step.i, cell.j + step.j};
}

// Node at which a side begins when the cell is walked round anticlockwise.
Cell startNode(Cell cell, int side) {
    static constexpr std::array<Cell, 4> kCorner{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
    const Cell corner = kCorner[static_cast<std::size_t>(side)];
    return {cell.i + corner.i, cell.j + corner.j};
}

} // namespace

OutlineTracer::OutlineTracer(const ParcelPlan& plan, GroupOf groupOf)
    : m_plan(plan), m_groupOf(std::move(groupOf)) {}

std::size_t OutlineTracer::indexOf(Cell cell) const {
    return static_cast<std::size_t>(cell.j * m_plan.roles().columns() + cell.i);
}

std::size_t OutlineTracer::slotOf(const Arc& arc) const {
    return 4 * indexOf(arc.cell) + static_cast<std::size_t>(arc.side);
}

std::size_t OutlineTracer::polygonOf(Cell cell) const {
    return static_cast<std::size_t>(m_label[indexOf(cell)]);
}

bool OutlineTracer::isBorder(const Arc& arc) const {
    return m_groupOf(arc.cell) != m_groupOf(neighbour(arc.cell, arc.side));
}

// The sharpest turn to the left that is a border: it keeps to the same polygon where two touch.
OutlineTracer::Arc OutlineTracer::next(const Arc& arc) const {
    const Arc left{arc.cell, (arc.side + 1) % 4};
    if (isBorder(left)) {
        return left;
    }
    const Arc ahead{neighbour(arc.cell, left.side), arc.side};
    if (isBorder(ahead)) {
        return ahead;
    }
    return {neighbour(ahead.cell, ahead.side), (arc.side + 3) % 4};
}

void OutlineTracer::spread(Cell start, int label) {
    const int group = m_groupOf(start);
    std::vector<Cell> open{start};
    m_label[indexOf(start)] = label;
    while (!open.empty()) {
        const Cell cell = open.back();
        open.pop_back();
        for (int side = 0; side < 4; ++side) {
            const Cell other = neighbour(cell, side);
            if (m_groupOf(other) == group && m_label[indexOf(other)] < 0) {
                m_label[indexOf(other)] = label;
                open.push_back(other);
            }
        }
    }
}

void OutlineTracer::labelCells() {
    const CellRoles& roles = m_plan.roles();
    m_label.assign(static_cast<std::size_t>(roles.columns() * roles.rows()), -1);
    for (std::int64_t j = 0; j < roles.rows(); ++j) {
        for (std::int64_t i = 0; i < roles.columns(); ++i) {
            const Cell cell{i, j};
            if (m_groupOf(cell) >= 0 && m_label[indexOf(cell)] < 0) {
                spread(cell, static_cast<int>(m_groups.size()));
                m_groups.push_back(m_groupOf(cell));
            }
        }
    }
    m_polygons.resize(m_groups.size());
}

void OutlineTracer::addRing(const std::vector<Arc>& arcs) {
    Ring ring;
    std::int64_t doubledArea = 0;
    for (const auto& [cell, side] : arcs) {
        const bool north = side % 2 == 1;
        const MeshEdge edge{cell.i + (side == 1 ? 1 : 0), cell.j + (side == 2 ? 1 : 0), north};
        m_plan.mesh().append(edge, side < 2, m_plan.styleOf(edge), ring);
        const Cell a = startNode(cell, side);
        const Cell b = startNode(cell, (side + 1) % 4);
        doubledArea += a.i * b.j - a.j * b.i;
    }
    ring.push_back(ring.front());
    PolygonRings& polygon = m_polygons[polygonOf(arcs.front().cell)];
    if (doubledArea > 0) {
        polygon.outer = std::move(ring);
    } else {
        polygon.holes.push_back(std::move(ring));
    }
}

// A walk that comes back to a node it has left is cut there into simple rings.
void OutlineTracer::traceFrom(const Arc& start) {
    std::vector<Arc> path;
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> visited;
    const auto cutAt = [&](std::size_t from) {
        const std::vector<Arc> ring(path.begin() + static_cast<std::ptrdiff_t>(from), path.end());
        for (const Arc& arc : ring) {
            const Cell node = startNode(arc.cell, arc.side);
            visited.erase({node.i, node.j});
        }
        path.resize(from);
        addRing(ring);
    };
    Arc arc = start;
    do {
        m_seen[slotOf(arc)] = true;
        const Cell node = startNode(arc.cell, arc.side);
        if (const auto found = visited.find({node.i, node.j}); found != visited.end()) {
            cutAt(found->second);
        }
        visited[{node.i, node.j}] = path.size();
        path.push_back(arc);
        arc = next(arc);
    } while (arc.cell != start.cell || arc.side != start.side);
    cutAt(0);
}

void OutlineTracer::trace() {
    labelCells();
    m_seen.assign(4 * m_label.size(), false);
    for (std::int64_t j = 0; j < m_plan.roles().rows(); ++j) {
        for (std::int64_t i = 0; i < m_plan.roles().columns(); ++i) {
            const Cell cell{i, j};
            for (int side = 0; side < 4 && m_groupOf(cell) >= 0; ++side) {
                const Arc arc{cell, side};
                if (!m_seen[slotOf(arc)] && isBorder(arc)) {
                    traceFrom(arc);
                }
            }
        }
    }
}

} // namespace tuban::bench
