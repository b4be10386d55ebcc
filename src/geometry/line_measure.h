#pragma once

#include "base/result.h"
#include "base/units.h"
#include "geometry/crs.h"

#include <array>
#include <memory>
#include <optional>
#include <span>

namespace tuban::geometry {

/// A place in a CRS: east, north in its units.
using CrsPlace = std::array<double, 2>;

/// The length of a line on the plane of a projected CRS: Σ √(Δe² + Δn²).
Length planarLength(std::span<const CrsPlace> line, const CrsInfo& crs);

/// The angle at `corner` between the directions to `a` and to `b` on the plane, 0 to 180 degrees;
/// zero where two of them are one place.
tuban::Angle planarAngle(CrsPlace a, CrsPlace corner, CrsPlace b);

/// Places of a CRS on its ellipsoid, many one after the other. One object per thread.
class GroundMeter {
public:
    /// Errors: UnknownCrs (none, or a local one), NoTransformation.
    static Result<GroundMeter> create(const CrsInfo& crs);
    GroundMeter(GroundMeter&&) noexcept;
    GroundMeter& operator=(GroundMeter&&) noexcept;
    ~GroundMeter();

    /// Longitude and latitude in degrees, as longitudeLatitudeOf gives them; nothing where the CRS
    /// has no such place.
    std::optional<std::array<double, 2>> longitudeLatitude(CrsPlace place);
    /// The length of a line whose edges are geodesics. Nothing where a vertex has no place on the
    /// ellipsoid. Exact to 0.1 mm an edge, as far as the places are.
    /// @source Karney, Algorithms for geodesics, Journal of Geodesy 87 (2013), in PROJ.
    std::optional<Length> geodesicLength(std::span<const CrsPlace> line);

private:
    struct State;
    explicit GroundMeter(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace tuban::geometry
