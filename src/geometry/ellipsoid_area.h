#pragma once

#include "base/result.h"
#include "base/units.h"
#include "geometry/crs.h"
#include "geometry/polygon_chunk.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace tuban::geometry {

/// An area of the kernels on the ground: `area` in doubled cells² of `grid`, whose units are those
/// of `crs` (feet, metres). Correctly rounded to within 2 ulp of double.
Area areaOf(FixedArea area, const Grid& grid, const CrsInfo& crs);

/// The planar area of a feature in its projected CRS, holes taken off. Exact up to the rounding of
/// the result to a double.
Area planarArea(const PolygonChunk& chunk,
                std::size_t feature,
                const Grid& grid,
                const CrsInfo& crs);

/// Ellipsoidal areas of features given in a projected CRS; one object per thread.
///
/// Edges over 70 m are divided into ⌊length/70 m⌋ + 1 equal parts of the planar edge, each vertex
/// is inverted to latitude and longitude, and the trapezoids under the edges are summed; see
/// EqualAreaPlane. For many parcels and districts at once let Placement::equalArea do the same.
/// @source TD/T 1055-2019, annex on ellipsoidal area; 国土调查办发〔2008〕32号.
class EllipsoidalAreaMeter {
public:
    /// Errors: UnknownCrs; NoTransformation if the system is not projected.
    static Result<EllipsoidalAreaMeter> create(const std::string& projectedCrs, const Grid& grid);
    EllipsoidalAreaMeter(EllipsoidalAreaMeter&&) noexcept;
    EllipsoidalAreaMeter& operator=(EllipsoidalAreaMeter&&) noexcept;
    ~EllipsoidalAreaMeter();

    /// The area of a feature, holes taken off; nothing if a vertex has no place on the ellipsoid.
    /// Rounding stays below 2e-8 m² per metre of border.
    std::optional<Area> ellipsoidalArea(const PolygonChunk& chunk, std::size_t feature);

private:
    struct State;
    explicit EllipsoidalAreaMeter(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace tuban::geometry
