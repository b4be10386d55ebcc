#include "geometry/ellipsoid.h"

#include <cmath>

namespace tuban::geometry {

namespace {

/// Factors of sin B, −sin 3B, sin 5B, −sin 7B, sin 9B in the area of a zone, by e².
struct Series {
    double a;
    double b;
    double c;
    double d;
    double e;
};

Series seriesOf(double e2) {
    const double e4 = e2 * e2;
    const double e6 = e4 * e2;
    const double e8 = e4 * e4;
    return {1.0 + 3.0 / 6.0 * e2 + 30.0 / 80.0 * e4 + 35.0 / 112.0 * e6 + 630.0 / 2304.0 * e8,
            1.0 / 6.0 * e2 + 15.0 / 80.0 * e4 + 21.0 / 112.0 * e6 + 420.0 / 2304.0 * e8,
            3.0 / 80.0 * e4 + 7.0 / 112.0 * e6 + 180.0 / 2304.0 * e8,
            1.0 / 112.0 * e6 + 45.0 / 2304.0 * e8,
            5.0 / 2304.0 * e8};
}

/// sin north − sin south, without cancellation.
double differenceOfSines(double south, double north) {
    return 2.0 * std::sin((north - south) / 2.0) * std::cos((south + north) / 2.0);
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
    const Series k = seriesOf(ellipsoid.eccentricitySquared());
    const double b = ellipsoid.semiMinorAxis().inMetres();
    const double b1 = south.inRadians();
    const double b2 = north.inRadians();
    const double zone = k.a * differenceOfSines(b1, b2) - k.b * differenceOfSines(3 * b1, 3 * b2) +
                        k.c * differenceOfSines(5 * b1, 5 * b2) -
                        k.d * differenceOfSines(7 * b1, 7 * b2) +
                        k.e * differenceOfSines(9 * b1, 9 * b2);
    return Area::squareMetres(b * b * longitudeDifference.inRadians() * zone);
}

Area trapezoidAreaClosedForm(const Ellipsoid& ellipsoid,
                             Angle south,
                             Angle north,
                             Angle longitudeDifference) {
    // The difference of the bracket at both parallels, arranged so that nothing cancels.
    const double e2 = ellipsoid.eccentricitySquared();
    const double e = std::sqrt(e2);
    const double b = ellipsoid.semiMinorAxis().inMetres();
    const double s1 = std::sin(south.inRadians());
    const double s2 = std::sin(north.inRadians());
    const double ds = differenceOfSines(south.inRadians(), north.inRadians());
    const double rational =
        ds * (1.0 + e2 * s1 * s2) / ((1.0 - e2 * s1 * s1) * (1.0 - e2 * s2 * s2));
    const double logarithm = e == 0.0 ? ds : std::atanh(e * ds / (1.0 - e2 * s1 * s2)) / e;
    return Area::squareMetres(b * b * longitudeDifference.inRadians() * (rational + logarithm) /
                              2.0);
}

EqualAreaPlane::EqualAreaPlane(const Ellipsoid& ellipsoid, Angle referenceMeridian)
    : m_semiMajor(ellipsoid.semiMajorAxis.inMetres()), m_reference(referenceMeridian.inRadians()) {
    const Series k = seriesOf(ellipsoid.eccentricitySquared());
    const double b = ellipsoid.semiMinorAxis().inMetres();
    m_a = b * b * k.a;
    m_b = b * b * k.b;
    m_c = b * b * k.c;
    m_d = b * b * k.d;
    m_e = b * b * k.e;
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
