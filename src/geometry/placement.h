#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "geometry/grid.h"

namespace tuban::geometry {

/// How coordinates of a source come to lie on a grid: as they are, or in another CRS, or in the
/// equal-area plane in which planar area is ellipsoidal area.
struct Placement {
    Grid grid = Grid::tenthMillimetre();
    /// Source and target CRS as WKT or "EPSG:n"; both empty: coordinates stay as they are.
    std::string sourceCrs = {};
    std::string targetCrs = {};
    /// Afterwards densify edges to at most 70 m in the target CRS and go on to the cylindrical
    /// equal-area projection of its ellipsoid; see ellipsoid_area.h.
    bool equalArea = false;

    /// The source has north before east: each pair is turned around first.
    bool northFirst = false;

    bool transforms() const { return sourceCrs != targetCrs || equalArea || northFirst; }
};

/// Places rings; one object per thread (it owns the PROJ context and operation of that thread).
class Placer {
public:
    /// Errors: UnknownCrs, NoTransformation, BallparkTransformation (a change of datum for which
    /// PROJ has no parameters is refused, never done with a null shift).
    static Result<Placer> create(const Placement& placement);
    Placer(Placer&&) noexcept;
    Placer& operator=(Placer&&) noexcept;
    ~Placer();

    /// Appends the placed ring to `out`. `xy` holds x0 y0 x1 y1 … in the source CRS, east before
    /// north (longitude before latitude). Returns false, with nothing appended, if a coordinate is
    /// not finite, cannot be transformed, or would exceed 2^52 cells.
    bool place(std::span<const double> xy, std::vector<GridPoint>& out);
    /// Vertices so far that were not on the grid already (only counted where nothing transforms).
    std::uint64_t offGridVertices() const;

private:
    struct State;
    explicit Placer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace tuban::geometry
