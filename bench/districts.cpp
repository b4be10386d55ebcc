#include "districts.h"

#include "noise.h"
#include "outline_tracer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace tuban::bench {

namespace {

enum Salt : std::uint64_t { kNodes = 501, kPoints = 601, kWobble = 701, kStray, kFiller };

// Points on one of the four borders of a natural district: 5 nodes with the closing one plus four
// times 156 … 4992 give 629 … 19 973 vertices.
constexpr int kFewestPoints = 156;
constexpr std::uint64_t kDoublings = 5;

constexpr double kLostShare = 0.004;  // parcels in no aligned district
constexpr double kStrayShare = 0.004; // parcels in the district of a neighbour

BorderStyle naturalStyle(std::uint64_t seed, const MeshEdge& edge) {
    const std::uint64_t chance = hashOf(seed + kPoints, edge.i, 2 * edge.j + (edge.north ? 1 : 0));
    const int base = kFewestPoints << indexFrom(chance, kDoublings);
    const int points = base + static_cast<int>(base * unitFrom(mixed(chance)));
    int octaves = 1;
    while ((4 << octaves) < points / 3) {
        ++octaves;
    }
    return {points, 1.0, octaves};
}

// Grid lines that leave enough room for crooked borders to stay inside the zone.
std::vector<double> insetLines(double size, std::int64_t cells) {
    constexpr double kInset = 0.3; // of a cell
    std::vector<double> lines;
    for (std::int64_t k = 0; k <= cells; ++k) {
        lines.push_back(size * (static_cast<double>(k) + kInset) /
                        (static_cast<double>(cells) + 2 * kInset));
    }
    return lines;
}

std::string numbered(char letter, std::int64_t index) {
    char text[16];
    std::snprintf(text, sizeof text, "%c%03d", letter, static_cast<int>(index + 1));
    return text;
}

Ring reversed(Ring ring) {
    std::reverse(ring.begin(), ring.end());
    return ring;
}

} // namespace

DistrictGrid DistrictGrid::forParcels(std::int64_t parcels) {
    const double wanted = 200.0 * std::sqrt(static_cast<double>(parcels) / 1e6);
    const auto count = std::max<std::int64_t>(1, std::llround(wanted));
    const auto columns = static_cast<std::int64_t>(std::sqrt(static_cast<double>(count)));
    return {columns, count / columns};
}

std::vector<District>
naturalDistricts(std::uint64_t seed, const ParcelPlan& plan, DistrictGrid grid) {
    const PlanePoint size = plan.mesh().size();
    const Mesh mesh(plan.mesh().terrain(),
                    seed + kNodes,
                    insetLines(size.u, grid.columns),
                    insetLines(size.v, grid.rows));
    std::vector<District> districts;
    for (std::int64_t j = 0; j < grid.rows; ++j) {
        for (std::int64_t i = 0; i < grid.columns; ++i) {
            Ring ring;
            const auto walk = [&](MeshEdge edge, bool forward) {
                mesh.append(edge, forward, naturalStyle(seed, edge), ring);
            };
            walk({i, j, false}, true);
            walk({i + 1, j, true}, true);
            walk({i, j + 1, false}, false);
            walk({i, j, true}, false);
            ring.push_back(ring.front());
            const auto index = static_cast<std::int64_t>(districts.size());
            districts.push_back({numbered('D', index), {{std::move(ring), {}}}});
        }
    }
    return districts;
}

AlignedDistricts::AlignedDistricts(std::uint64_t seed, const ParcelPlan& plan, DistrictGrid grid)
    : m_seed(seed),
      m_plan(plan),
      m_grid(grid),
      m_districtOfCell(static_cast<std::size_t>(plan.roles().columns() * plan.roles().rows()),
                       kNone) {
    plan.forEach([this](const Parcel& parcel) {
        if (parcel.kind == ParcelKind::Filler) {
            return;
        }
        const int district = choose(parcel.run.first);
        for (std::int64_t j = 0; j < parcel.run.rows; ++j) {
            for (std::int64_t i = 0; i < parcel.run.columns; ++i) {
                slot({parcel.run.first.i + i, parcel.run.first.j + j}) = district;
            }
        }
        if (parcel.annex) {
            slot(*parcel.annex) = district;
        }
    });
}

int& AlignedDistricts::slot(Cell cell) {
    return m_districtOfCell[static_cast<std::size_t>(cell.j * m_plan.roles().columns() + cell.i)];
}

int AlignedDistricts::districtAt(Cell cell) const {
    if (!m_plan.roles().contains(cell)) {
        return kNone;
    }
    return m_districtOfCell[static_cast<std::size_t>(cell.j * m_plan.roles().columns() + cell.i)];
}

int AlignedDistricts::choose(Cell anchor) const {
    const auto place = [this](std::int64_t at,
                              std::int64_t across,
                              std::int64_t cells,
                              std::int64_t parts) {
        const double wobble =
            4.0 * smoothNoise(m_seed + kWobble, static_cast<double>(across) / 6.0);
        const double part = (static_cast<double>(at) + wobble) * static_cast<double>(parts) /
                            static_cast<double>(cells);
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(part)), 0, parts - 1);
    };
    const std::int64_t column = place(anchor.i, anchor.j, m_plan.roles().columns(), m_grid.columns);
    const std::int64_t row = place(anchor.j, anchor.i, m_plan.roles().rows(), m_grid.rows);
    const std::int64_t home = row * m_grid.columns + column;
    const double chance = unitFrom(hashOf(m_seed + kStray, anchor.i, anchor.j));
    if (chance < kLostShare) {
        return kNone;
    }
    return static_cast<int>(chance < kLostShare + kStrayShare ? (home + 1) % m_grid.count() : home);
}

int AlignedDistricts::districtOf(const Parcel& parcel) const {
    const Cell cell = parcel.run.first;
    const int district = districtAt(cell);
    if (parcel.kind != ParcelKind::Filler || district == kNone) {
        return district;
    }
    const std::uint64_t chance = indexFrom(hashOf(m_seed + kFiller, cell.i, cell.j), 10);
    if (chance < 7) {
        return district;
    }
    return chance < 8 ? kNone : static_cast<int>((district + 1) % m_grid.count());
}

std::string AlignedDistricts::nameOf(int district) const {
    return numbered('A', district);
}

std::vector<District> AlignedDistricts::shapes() const {
    OutlineTracer tracer(m_plan, [this](Cell cell) { return districtAt(cell); });
    tracer.trace();
    std::vector<District> districts(static_cast<std::size_t>(m_grid.count()));
    for (std::size_t k = 0; k < districts.size(); ++k) {
        districts[k].name = nameOf(static_cast<int>(k));
    }
    m_plan.forEach([&](const Parcel& parcel) {
        if (parcel.kind != ParcelKind::Filler) {
            return;
        }
        const Cell cell = parcel.run.first;
        const int own = districtOf(parcel);
        if (own == districtAt(cell)) {
            return;
        }
        const Ring border = m_plan.holeIn(cell);
        if (districtAt(cell) != kNone) {
            tracer.polygons()[tracer.polygonOf(cell)].holes.push_back(reversed(border));
        }
        if (own != kNone) {
            districts[static_cast<std::size_t>(own)].polygons.push_back({border, {}});
        }
    });
    for (std::size_t k = 0; k < tracer.groups().size(); ++k) {
        const auto district = static_cast<std::size_t>(tracer.groups()[k]);
        districts[district].polygons.push_back(std::move(tracer.polygons()[k]));
    }
    return districts;
}

} // namespace tuban::bench
