#include "geometry/ellipsoid.h"

#include <cmath>

namespace tuban::geometry {

namespace {

/// Area between the equator and a parallel for one radian of longitude, divided by b².
double closedFormPerRadian(double eccentricitySquared, double latitude) {
    const double s = std::sin(latitude);
    if (eccentricitySquared == 0.0) {
        return s;
    }
    const double e = std::sqrt(eccentricitySquared);
    return 0.5 * (s / (1.0 - eccentricitySquared * s * s) + std::atanh(e * s) / e);
}

} // namespace

Length Ellipsoid::semiMinorAxis() const {
    return Length::metres(semiMajorAxis.inMetres() * (1.0 - 1.0 / inverseFlattening));
}

double Ellipsoid::eccentricitySquared() const {
    const double f = 1.0 / inverseFlattening;
    return f * (2.0 - f);
}

Area trapezoidArea(const Ellipsoid& ellipsoid,
                   Angle south,
                   Angle north,
                   Angle longitudeDifference) {
    const EqualAreaPlane plane(ellipsoid, Angle());
    const Area perRadian = plane.perRadian(north) - plane.perRadian(south);
    return Area::squareMetres(perRadian.inSquareMetres() * longitudeDifference.inRadians());
}

Area trapezoidAreaClosedForm(const Ellipsoid& ellipsoid,
                             Angle south,
                             Angle north,
                             Angle longitudeDifference) {
    const double e2 = ellipsoid.eccentricitySquared();
    const double b = ellipsoid.semiMinorAxis().inMetres();
    const double difference =
        closedFormPerRadian(e2, north.inRadians()) - closedFormPerRadian(e2, south.inRadians());
    return Area::squareMetres(b * b * longitudeDifference.inRadians() * difference);
}

EqualAreaPlane::EqualAreaPlane(const Ellipsoid& ellipsoid, Angle referenceMeridian)
    : m_semiMajor(ellipsoid.semiMajorAxis.inMetres()), m_reference(referenceMeridian.inRadians()) {
    const double e2 = ellipsoid.eccentricitySquared();
    const double e4 = e2 * e2;
    const double e6 = e4 * e2;
    const double e8 = e4 * e4;
    const double b = ellipsoid.semiMinorAxis().inMetres();
    const double b2 = b * b;
    m_a = b2 * (1.0 + 3.0 / 6.0 * e2 + 30.0 / 80.0 * e4 + 35.0 / 112.0 * e6 + 630.0 / 2304.0 * e8);
    m_b = b2 * (1.0 / 6.0 * e2 + 15.0 / 80.0 * e4 + 21.0 / 112.0 * e6 + 420.0 / 2304.0 * e8);
    m_c = b2 * (3.0 / 80.0 * e4 + 7.0 / 112.0 * e6 + 180.0 / 2304.0 * e8);
    m_d = b2 * (1.0 / 112.0 * e6 + 45.0 / 2304.0 * e8);
    m_e = b2 * (5.0 / 2304.0 * e8);
}

Area EqualAreaPlane::perRadian(Angle latitude) const {
    // sin (n+2)B = 2 cos 2B · sin nB − sin (n−2)B: one sine instead of five.
    const double s1 = std::sin(latitude.inRadians());
    const double twoCos2 = 2.0 - 4.0 * s1 * s1;
    const double s3 = (twoCos2 + 1.0) * s1;
    const double s5 = twoCos2 * s3 - s1;
    const double s7 = twoCos2 * s5 - s3;
    const double s9 = twoCos2 * s7 - s5;
    return Area::squareMetres(m_a * s1 - m_b * s3 + m_c * s5 - m_d * s7 + m_e * s9);
}

PlanePoint EqualAreaPlane::project(Angle longitude, Angle latitude) const {
    double east = longitude.inRadians() - m_reference;
    if (std::abs(east) > std::numbers::pi) {
        east = std::remainder(east, 2.0 * std::numbers::pi);
    }
    return {m_semiMajor * east, perRadian(latitude).inSquareMetres() / m_semiMajor};
}

} // namespace tuban::geometry
