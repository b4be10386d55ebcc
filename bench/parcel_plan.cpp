#include "parcel_plan.h"

#include "noise.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

namespace tuban::bench {

namespace {

constexpr double kTwinShare = 0.12;  // of the pairs of plots
constexpr double kAnnexShare = 0.06; // of the plots beside a road
constexpr double kHostShare = 0.01;  // of all parcels
constexpr int kMostHolePoints = 9;

// Seeds of independent decisions.
enum Salt : std::uint64_t {
    kTwin = 101,
    kAnnex,
    kHost,
    kManner,
    kPoints,
    kHole,
    kWidth,
    kTerrain = 200,
    kMesh = 300
};

std::int64_t anchorsInRow(const CellRoles& roles, std::int64_t j) {
    std::int64_t anchors = 0;
    for (std::int64_t i = 0; i < roles.columns(); ++i) {
        anchors += roles.isAnchor({i, j}) ? 1 : 0;
    }
    return anchors;
}

// The grid, nearly square, that leaves about `kHostShare` of `count` for parcels in holes.
CellRoles rolesFor(std::uint64_t seed, std::int64_t count) {
    const auto wanted =
        static_cast<std::int64_t>(std::llround(static_cast<double>(count) * (1.0 - kHostShare)));
    // A full block has 80 cells in about 65.3 parcels.
    const auto side = std::llround(std::sqrt(static_cast<double>(wanted) * 80.0 / 65.3));
    CellRoles best(seed, side, side);
    std::int64_t bestMiss = count;
    for (std::int64_t columns = side - 6; columns <= side + 6; ++columns) {
        const CellRoles endless(seed, columns, 2 * side);
        std::int64_t parcels = 0;
        for (std::int64_t j = 0; parcels < wanted && j < endless.rows(); ++j) {
            parcels += anchorsInRow(endless, j);
            if (parcels < count && std::abs(wanted - parcels) < bestMiss) {
                bestMiss = std::abs(wanted - parcels);
                best = CellRoles(seed, columns, j + 1);
            }
        }
    }
    return best;
}

// Grid lines with plots of about 55 m and roads of about 16 m.
std::vector<double> gridLines(std::uint64_t seed, std::int64_t cells, std::int64_t period) {
    std::vector<double> lines{0.0};
    for (std::int64_t k = 0; k < cells; ++k) {
        const double chance = unitFrom(hashOf(seed, k));
        const double width = k % period == period - 1 ? 12.0 + 8.0 * chance : 42.0 + 26.0 * chance;
        lines.push_back(lines.back() + width);
    }
    return lines;
}

Mesh meshFor(std::uint64_t seed, const CellRoles& roles) {
    std::vector<double> us = gridLines(seed + kWidth, roles.columns(), CellRoles::kBlockColumns);
    std::vector<double> vs = gridLines(seed + kWidth + 1, roles.rows(), CellRoles::kBlockRows);
    const Terrain terrain(seed + kTerrain, {us.back(), vs.back()});
    return Mesh(terrain, seed + kMesh, std::move(us), std::move(vs));
}

} // namespace

CellRoles::CellRoles(std::uint64_t seed, std::int64_t columns, std::int64_t rows)
    : m_seed(seed), m_columns(columns), m_rows(rows) {}

bool CellRoles::contains(Cell cell) const {
    return cell.i >= 0 && cell.i < m_columns && cell.j >= 0 && cell.j < m_rows;
}

bool CellRoles::isRoad(Cell cell) {
    return cell.i % kBlockColumns == kBlockColumns - 1 || cell.j % kBlockRows == kBlockRows - 1;
}

Run CellRoles::runOf(Cell cell) const {
    const std::int64_t i = cell.i % kBlockColumns;
    const std::int64_t j = cell.j % kBlockRows;
    const bool streetNorth = i == kBlockColumns - 1;
    const bool streetEast = j == kBlockRows - 1;
    if (streetNorth && !streetEast) { // pieces of 4 and 3 cells between crossings
        const std::int64_t from = cell.j - j % 4;
        return {
            {cell.i, from}, 1, std::min({from + 4, cell.j - j + kBlockRows - 1, m_rows}) - from};
    }
    if (streetEast && !streetNorth) { // three pieces of 3 cells
        const std::int64_t from = cell.i - i % 3;
        return {{from, cell.j}, std::min(from + 3, m_columns) - from, 1};
    }
    const Cell west{cell.i - i % 2, cell.j};
    const Cell east{west.i + 1, west.j};
    const bool pair = !streetEast && i < kBlockColumns - 2 && contains(east);
    if (pair && unitFrom(hashOf(m_seed + kTwin, west.i, west.j)) < kTwinShare) {
        return {west, 2, 1};
    }
    return {cell, 1, 1};
}

bool CellRoles::isSinglePlot(Cell cell) const {
    return !isRoad(cell) && runOf(cell).cells() == 1;
}

std::optional<Cell> CellRoles::annexOf(Cell cell) const {
    const Cell across{cell.i + 2, cell.j};
    const bool besideRoad = cell.i % kBlockColumns == kBlockColumns - 2;
    if (besideRoad && contains(across) && isSinglePlot(cell) && isSinglePlot(across) &&
        unitFrom(hashOf(m_seed + kAnnex, cell.i, cell.j)) < kAnnexShare) {
        return across;
    }
    return std::nullopt;
}

std::optional<Cell> CellRoles::annexedBy(Cell cell) const {
    const Cell across{cell.i - 2, cell.j};
    if (cell.i % kBlockColumns == 0 && contains(across) && annexOf(across)) {
        return across;
    }
    return std::nullopt;
}

bool CellRoles::isAnchor(Cell cell) const {
    return runOf(cell).first == cell && !annexedBy(cell);
}

bool CellRoles::isPlainPlot(Cell cell) const {
    return isSinglePlot(cell) && !annexOf(cell) && !annexedBy(cell);
}

ParcelPlan::ParcelPlan(std::uint64_t seed, std::int64_t count)
    : m_seed(seed),
      m_roles(rolesFor(seed, count)),
      m_mesh(meshFor(seed, m_roles)),
      m_hostThreshold(hostThreshold(count)) {}

// Exactly as many plots have a hole as parcels are still missing.
std::uint64_t ParcelPlan::hostThreshold(std::int64_t count) const {
    std::int64_t missing = count;
    std::vector<std::uint64_t> candidates;
    for (std::int64_t j = 0; j < m_roles.rows(); ++j) {
        missing -= anchorsInRow(m_roles, j);
        for (std::int64_t i = 0; i < m_roles.columns(); ++i) {
            if (m_roles.isPlainPlot({i, j})) {
                candidates.push_back(hashOf(m_seed + kHost, i, j));
            }
        }
    }
    assert(missing > 0 && missing <= static_cast<std::int64_t>(candidates.size()));
    const auto last = candidates.begin() + (missing - 1);
    std::nth_element(candidates.begin(), last, candidates.end());
    return *last;
}

bool ParcelPlan::isHost(Cell cell) const {
    return hashOf(m_seed + kHost, cell.i, cell.j) <= m_hostThreshold && m_roles.isPlainPlot(cell);
}

void ParcelPlan::visitCell(Cell cell, const std::function<void(const Parcel&)>& visit) const {
    if (!m_roles.isAnchor(cell)) {
        return;
    }
    Parcel parcel;
    parcel.kind = CellRoles::isRoad(cell) ? ParcelKind::Road : ParcelKind::Plot;
    parcel.run = m_roles.runOf(cell);
    parcel.annex = m_roles.annexOf(cell);
    parcel.host = isHost(cell);
    visit(parcel);
    if (parcel.host) {
        visit({ParcelKind::Filler, parcel.run, std::nullopt, false});
    }
}

void ParcelPlan::forEach(const std::function<void(const Parcel&)>& visit) const {
    for (std::int64_t j0 = 0; j0 < m_roles.rows(); j0 += CellRoles::kBlockRows) {
        const std::int64_t j1 = std::min(j0 + CellRoles::kBlockRows, m_roles.rows());
        for (std::int64_t i0 = 0; i0 < m_roles.columns(); i0 += CellRoles::kBlockColumns) {
            const std::int64_t i1 = std::min(i0 + CellRoles::kBlockColumns, m_roles.columns());
            for (std::int64_t j = j0; j < j1; ++j) {
                for (std::int64_t i = i0; i < i1; ++i) {
                    visitCell({i, j}, visit);
                }
            }
        }
    }
}

// Points that a border may have so that the parcel of `cell` keeps within kMostVertices.
int ParcelPlan::mostPoints(Cell cell) const {
    if (!m_roles.contains(cell)) {
        return kMostVertices;
    }
    if (m_roles.annexOf(cell) || m_roles.annexedBy(cell)) {
        return (kMostVertices - 2) / 8 - 1;
    }
    if (isHost(cell)) {
        return (kMostVertices - 1 - kMostHolePoints - 1) / 4 - 1;
    }
    const auto borders = static_cast<int>(2 * (m_roles.runOf(cell).cells() + 1));
    return (kMostVertices - 1) / borders - 1;
}

BorderStyle ParcelPlan::styleOf(const MeshEdge& edge) const {
    const Cell after{edge.i, edge.j};
    const Cell before = edge.north ? Cell{edge.i - 1, edge.j} : Cell{edge.i, edge.j - 1};
    // Whole blocks are surveyed alike: with few points, with many, or along natural lines.
    const std::uint64_t block =
        hashOf(m_seed + kManner, edge.i / CellRoles::kBlockColumns, edge.j / CellRoles::kBlockRows);
    const std::uint64_t chance =
        hashOf(m_seed + kPoints, edge.i, 2 * edge.j + (edge.north ? 1 : 0));
    const std::uint64_t manner = indexFrom(block, 10);
    BorderStyle style;
    if (manner < 3) {
        style = {static_cast<int>(indexFrom(chance, 4)), 0.04, 0};
    } else if (manner < 7) {
        style = {1 + static_cast<int>(indexFrom(chance, 7)), 0.6, 0};
    } else {
        style = {5 + static_cast<int>(indexFrom(chance, 8)), 1.0, 0};
    }
    style.points = std::min({style.points, mostPoints(before), mostPoints(after)});
    return style;
}

Ring ParcelPlan::outline(const Run& run) const {
    Ring ring;
    ring.reserve(kMostVertices);
    const auto walk = [&](MeshEdge edge, bool forward) {
        m_mesh.append(edge, forward, styleOf(edge), ring);
    };
    const std::int64_t west = run.first.i;
    const std::int64_t south = run.first.j;
    const std::int64_t east = west + run.columns;
    const std::int64_t north = south + run.rows;
    for (std::int64_t i = west; i < east; ++i) {
        walk({i, south, false}, true);
    }
    for (std::int64_t j = south; j < north; ++j) {
        walk({east, j, true}, true);
    }
    for (std::int64_t i = east; i-- > west;) {
        walk({i, north, false}, false);
    }
    for (std::int64_t j = north; j-- > south;) {
        walk({west, j, true}, false);
    }
    ring.push_back(ring.front());
    return ring;
}

// Points on the way round the four nodes of the cell, drawn towards the middle.
Ring ParcelPlan::holeIn(Cell cell) const {
    const std::array<PlanePoint, 4> nodes{m_mesh.node(cell.i, cell.j),
                                          m_mesh.node(cell.i + 1, cell.j),
                                          m_mesh.node(cell.i + 1, cell.j + 1),
                                          m_mesh.node(cell.i, cell.j + 1)};
    const PlanePoint centre{(nodes[0].u + nodes[1].u + nodes[2].u + nodes[3].u) / 4.0,
                            (nodes[0].v + nodes[1].v + nodes[2].v + nodes[3].v) / 4.0};
    const std::uint64_t seed = hashOf(m_seed + kHole, cell.i, cell.j);
    const int points = 4 + static_cast<int>(indexFrom(seed, kMostHolePoints - 3));
    Ring ring;
    for (int k = 0; k < points; ++k) {
        const double way = 4.0 * (k + 0.3 * signedFrom(hashOf(seed, k, 1)) + 0.4) / points;
        const auto side = static_cast<std::size_t>(way);
        const double t = way - static_cast<double>(side);
        const PlanePoint a = nodes[side];
        const PlanePoint b = nodes[(side + 1) % 4];
        const double scale = 0.25 + 0.05 * signedFrom(hashOf(seed, k, 2));
        ring.push_back(
            m_mesh.terrain().at({centre.u + scale * (a.u + t * (b.u - a.u) - centre.u),
                                 centre.v + scale * (a.v + t * (b.v - a.v) - centre.v)}));
    }
    ring.push_back(ring.front());
    return ring;
}

ParcelShape ParcelPlan::shapeOf(const Parcel& parcel) const {
    ParcelShape shape;
    if (parcel.kind == ParcelKind::Filler) {
        shape.outers.push_back(holeIn(parcel.run.first));
        return shape;
    }
    shape.outers.push_back(outline(parcel.run));
    if (parcel.annex) {
        shape.outers.push_back(outline({*parcel.annex, 1, 1}));
    }
    if (parcel.host) {
        shape.hole = holeIn(parcel.run.first);
        std::reverse(shape.hole.begin(), shape.hole.end());
    }
    return shape;
}

} // namespace tuban::bench
