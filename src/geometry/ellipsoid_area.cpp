#include "geometry/ellipsoid_area.h"

#include "geometry/placement.h"

#include <utility>
#include <vector>

namespace tuban::geometry {

namespace {

// The finest grid that holds the whole plane: half the equator is 2.0e15 cells of 10^-8 m.
const Grid kPlaneGrid = Grid::withDecimals(8);

} // namespace

Area areaOf(FixedArea area, const Grid& grid, const CrsInfo& crs) {
    const double squareUnits = grid.toSquareUnits(area);
    return Area::squareMetres(squareUnits * (crs.metresPerUnit * crs.metresPerUnit));
}

Area planarArea(const PolygonChunk& chunk,
                std::size_t feature,
                const Grid& grid,
                const CrsInfo& crs) {
    return areaOf(chunk.doubledArea(feature) << kFixedAreaBits, grid, crs);
}

struct EllipsoidalAreaMeter::State {
    Grid grid;
    Placer placer;
    std::vector<double> vertices = {};
    std::vector<GridPoint> placed = {};

    /// Doubled signed area of a ring in cells of the plane.
    std::optional<DoubledArea> ringArea(Ring ring);
};

std::optional<DoubledArea> EllipsoidalAreaMeter::State::ringArea(Ring ring) {
    vertices.clear();
    for (const GridPoint& p : ring) {
        vertices.push_back(grid.toUnits(p.x));
        vertices.push_back(grid.toUnits(p.y));
    }
    placed.clear();
    if (!placer.place(vertices, placed)) {
        return std::nullopt;
    }
    return doubledSignedArea(placed);
}

Result<EllipsoidalAreaMeter> EllipsoidalAreaMeter::create(const std::string& projectedCrs,
                                                          const Grid& grid) {
    Result<Placer> placer = Placer::create({kPlaneGrid, projectedCrs, projectedCrs, true});
    if (!placer) {
        return placer.error();
    }
    return EllipsoidalAreaMeter(std::make_unique<State>(State{grid, std::move(*placer)}));
}

EllipsoidalAreaMeter::EllipsoidalAreaMeter(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}
EllipsoidalAreaMeter::EllipsoidalAreaMeter(EllipsoidalAreaMeter&&) noexcept = default;
EllipsoidalAreaMeter& EllipsoidalAreaMeter::operator=(EllipsoidalAreaMeter&&) noexcept = default;
EllipsoidalAreaMeter::~EllipsoidalAreaMeter() = default;

std::optional<Area> EllipsoidalAreaMeter::ellipsoidalArea(const PolygonChunk& chunk,
                                                          std::size_t feature) {
    DoubledArea sum = 0; // outer rings run counter-clockwise, holes clockwise
    const PolygonChunk::Range rings = chunk.featureRings(feature);
    for (std::uint32_t ring = rings.first; ring < rings.last; ++ring) {
        const std::optional<DoubledArea> area = m_state->ringArea(chunk.ring(ring));
        if (!area) {
            return std::nullopt;
        }
        sum += *area;
    }
    const double cells = static_cast<double>(sum) * 0.5;
    return Area::squareMetres(cells / (kPlaneGrid.cellsPerUnit() * kPlaneGrid.cellsPerUnit()));
}

} // namespace tuban::geometry
