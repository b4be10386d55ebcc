#pragma once

#include "base/units.h"

#include <numbers>

namespace tuban::geometry {

/// A plane angle, a latitude or a longitude.
class Angle {
public:
    constexpr Angle() = default;
    static constexpr Angle radians(double v) { return Angle(v); }
    static constexpr Angle degrees(double v) { return Angle(v * std::numbers::pi / 180.0); }
    constexpr double inRadians() const { return m_radians; }
    constexpr double inDegrees() const { return m_radians * 180.0 / std::numbers::pi; }
    constexpr auto operator<=>(const Angle&) const = default;
    friend constexpr Angle operator-(Angle a, Angle b) { return Angle(a.m_radians - b.m_radians); }

private:
    explicit constexpr Angle(double radians) : m_radians(radians) {}
    double m_radians = 0.0;
};

/// An ellipsoid of revolution by its semi-major axis and inverse flattening (infinite: a sphere).
struct Ellipsoid {
    Length semiMajorAxis;
    double inverseFlattening = 0.0;

    /// @source GB 22021-2008, CGCS2000: a = 6378137 m, f = 1/298.257222101.
    static constexpr Ellipsoid cgcs2000() { return {Length::metres(6378137.0), 298.257222101}; }

    Length semiMinorAxis() const;
    /// Square of the first eccentricity.
    double eccentricitySquared() const;
};

/// Area of the ellipsoid between two parallels over a difference of longitude, by the formula of
/// the national land survey: a series in e² cut after e⁸. Signed: positive if both differences are.
/// Differs from the closed form by at most 6e-5 m² on a 1:10 000 map sheet (3'45" × 2'30").
/// @source TD/T 1055-2019, annex on ellipsoidal area; 国土调查办发〔2008〕32号.
Area trapezoidArea(const Ellipsoid& ellipsoid, Angle south, Angle north, Angle longitudeDifference);

/// The same area in closed form; for checks, and for ellipsoids far from the Earth's.
/// @source Snyder, Map Projections: A Working Manual (USGS PP 1395), equation 3-12.
Area trapezoidAreaClosedForm(const Ellipsoid& ellipsoid,
                             Angle south,
                             Angle north,
                             Angle longitudeDifference);

/// A point of a plane whose planar area is area on the ellipsoid; metres, east and north.
struct PlanePoint {
    double x = 0.0;
    double y = 0.0;
};

/// The cylindrical equal-area plane of an ellipsoid, true to scale on the equator:
/// x = a·(L − L0), y = q(B)/a, where b²·{A sin B − B sin 3B + C sin 5B − D sin 7B + E sin 9B} =
/// q(B) is the trapezoid series summed from the equator for one radian of longitude.
///
/// The survey formula takes for an edge (B1, L1)-(B2, L2) the strip of q(B2) − q(B1) times the mean
/// longitude: exactly the trapezoid under the edge of this plane. So the shoelace area of a polygon
/// here is its ellipsoidal area by that formula, for any L0.
/// @source as trapezoidArea.
class EqualAreaPlane {
public:
    EqualAreaPlane(const Ellipsoid& ellipsoid, Angle referenceMeridian);

    /// Longitudes are taken within half a turn of the reference meridian.
    PlanePoint project(Angle longitude, Angle latitude) const;
    /// Area between the equator and a parallel for one radian of longitude.
    Area perRadian(Angle latitude) const;

private:
    double m_semiMajor; // metres
    double m_reference; // radians
    double m_a;         // coefficients of the series, times b²
    double m_b;
    double m_c;
    double m_d;
    double m_e;
};

} // namespace tuban::geometry
