#include "geometry/ellipsoid.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <random>
#include <vector>

namespace tuban::geometry {

namespace {

const Ellipsoid kCgcs2000 = Ellipsoid::cgcs2000();

Angle degrees(double d, double minutes = 0.0, double seconds = 0.0) {
    return Angle::degrees(d + minutes / 60.0 + seconds / 3600.0);
}

/// The formula letter by letter as the rule prints it, with half sums and half differences.
double printedFormula(const Ellipsoid& ellipsoid, double b1, double b2, double dl) {
    const double e2 = ellipsoid.eccentricitySquared();
    const double e4 = e2 * e2;
    const double e6 = e4 * e2;
    const double e8 = e4 * e4;
    const double a = 1 + 3.0 / 6 * e2 + 30.0 / 80 * e4 + 35.0 / 112 * e6 + 630.0 / 2304 * e8;
    const double b = 1.0 / 6 * e2 + 15.0 / 80 * e4 + 21.0 / 112 * e6 + 420.0 / 2304 * e8;
    const double c = 3.0 / 80 * e4 + 7.0 / 112 * e6 + 180.0 / 2304 * e8;
    const double d = 1.0 / 112 * e6 + 45.0 / 2304 * e8;
    const double e = 5.0 / 2304 * e8;
    const double db = b2 - b1;
    const double bm = (b1 + b2) / 2;
    const double axis = ellipsoid.semiMinorAxis().inMetres();
    return 2 * axis * axis * dl *
           (a * std::sin(db / 2) * std::cos(bm) - b * std::sin(3 * db / 2) * std::cos(3 * bm) +
            c * std::sin(5 * db / 2) * std::cos(5 * bm) -
            d * std::sin(7 * db / 2) * std::cos(7 * bm) +
            e * std::sin(9 * db / 2) * std::cos(9 * bm));
}

struct GeographicPoint {
    Angle longitude;
    Angle latitude;
};

double shoelace(const EqualAreaPlane& plane, const std::vector<GeographicPoint>& ring) {
    const PlanePoint origin = plane.project(ring[0].longitude, ring[0].latitude);
    double doubled = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GeographicPoint& from = ring[i];
        const GeographicPoint& to = ring[(i + 1) % ring.size()];
        const PlanePoint a = plane.project(from.longitude, from.latitude);
        const PlanePoint b = plane.project(to.longitude, to.latitude);
        doubled += (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);
    }
    return doubled / 2;
}

/// The survey's own sum: strip between each edge and a reference meridian.
double sumOfStrips(const std::vector<GeographicPoint>& ring, Angle reference) {
    double sum = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GeographicPoint& from = ring[i];
        const GeographicPoint& to = ring[(i + 1) % ring.size()];
        const double mean = (from.longitude.inRadians() + to.longitude.inRadians()) / 2;
        sum += printedFormula(kCgcs2000,
                              from.latitude.inRadians(),
                              to.latitude.inRadians(),
                              mean - reference.inRadians());
    }
    return sum;
}

const std::vector<GeographicPoint> kParcel{{degrees(116.881), degrees(38.851)},
                                           {degrees(116.8835), degrees(38.8507)},
                                           {degrees(116.8841), degrees(38.8532)},
                                           {degrees(116.8822), degrees(38.8529)},
                                           {degrees(116.8808), degrees(38.8536)}};

// Largest of the three 1:10 000 sheets tried: northern, middle, southern China.
constexpr std::array kLatitudes{18.0, 38.0 + 50.0 / 60.0, 53.0};

} // namespace

TEST(Ellipsoid, DerivesTheConstantsOfCgcs2000) {
    EXPECT_NEAR(kCgcs2000.semiMinorAxis().inMetres(), 6356752.31414036, 1e-8);
    EXPECT_NEAR(kCgcs2000.eccentricitySquared(), 0.0066943800229, 5e-14);
}

TEST(TrapezoidArea, GivesTheTheoreticalAreaOfSheetJ50G028047) {
    const Angle south = degrees(38, 50);
    const Angle north = degrees(38, 52, 30);
    const Angle width = degrees(0, 3, 45);
    const double series = trapezoidArea(kCgcs2000, south, north, width).inSquareMetres();
    const double closed = trapezoidAreaClosedForm(kCgcs2000, south, north, width).inSquareMetres();
    EXPECT_NEAR(series, 25094635.83, 0.005);
    // 1.907e-5 m² with 40 digits (mpmath).
    EXPECT_NEAR(closed - series, 1.907e-5, 1e-7);
}

TEST(TrapezoidArea, FollowsTheFormulaAsPrinted) {
    for (const double south : kLatitudes) {
        const Angle b1 = degrees(south);
        const Angle b2 = degrees(south, 2, 30);
        const Angle width = degrees(0, 3, 45);
        const double printed =
            printedFormula(kCgcs2000, b1.inRadians(), b2.inRadians(), width.inRadians());
        EXPECT_NEAR(trapezoidArea(kCgcs2000, b1, b2, width).inSquareMetres(), printed, 2e-5)
            << south;
    }
}

TEST(TrapezoidArea, StaysNearTheClosedFormOnEverySheetOfChina) {
    for (double south = 3.0; south < 54.0; south += 2.5 / 60.0) {
        const Angle b1 = degrees(south);
        const Angle b2 = degrees(south + 2.5 / 60.0);
        const double series = trapezoidArea(kCgcs2000, b1, b2, degrees(0, 3, 45)).inSquareMetres();
        const double closed =
            trapezoidAreaClosedForm(kCgcs2000, b1, b2, degrees(0, 3, 45)).inSquareMetres();
        ASSERT_NEAR(series, closed, south < 45.0 ? 6e-5 : 2e-4) << south;
    }
}

TEST(TrapezoidArea, StaysWithin15SquareDecimetresOnASheetOfTheMillionthMap) {
    const double series =
        trapezoidArea(kCgcs2000, degrees(36), degrees(40), degrees(6)).inSquareMetres();
    const double closed =
        trapezoidAreaClosedForm(kCgcs2000, degrees(36), degrees(40), degrees(6)).inSquareMetres();
    EXPECT_NEAR(closed - series, 0.15085, 1e-4); // mpmath, 40 digits
}

TEST(TrapezoidArea, SumsToTheWholeEarth) {
    // 2πa² + π b²/e · ln((1+e)/(1−e)): the surface of an ellipsoid of revolution.
    const double e = std::sqrt(kCgcs2000.eccentricitySquared());
    const double a = kCgcs2000.semiMajorAxis.inMetres();
    const double b = kCgcs2000.semiMinorAxis().inMetres();
    const double surface = std::numbers::pi * (2 * a * a + b * b / e * std::log((1 + e) / (1 - e)));
    const Area closed = trapezoidAreaClosedForm(kCgcs2000, degrees(-90), degrees(90), degrees(360));
    EXPECT_NEAR(closed.inSquareMetres() / surface, 1.0, 1e-14);
    const Area series = trapezoidArea(kCgcs2000, degrees(-90), degrees(90), degrees(360));
    EXPECT_NEAR(series.inSquareMetres() / surface, 1.0, 1e-10);
}

TEST(TrapezoidArea, IsASphericalZoneOnASphere) {
    const Ellipsoid sphere{Length::metres(6371000.0), HUGE_VAL};
    const double zone = 6371000.0 * 6371000.0 * std::numbers::pi / 180 *
                        (std::sin(std::numbers::pi / 4) - std::sin(std::numbers::pi / 6));
    const Area series = trapezoidArea(sphere, degrees(30), degrees(45), degrees(1));
    const Area closed = trapezoidAreaClosedForm(sphere, degrees(30), degrees(45), degrees(1));
    EXPECT_NEAR(series.inSquareMetres() / zone, 1.0, 1e-14);
    EXPECT_NEAR(closed.inSquareMetres() / zone, 1.0, 1e-14);
}

TEST(TrapezoidArea, WorksForTheOlderEllipsoids) {
    for (const Ellipsoid& ellipsoid :
         {Ellipsoid{Length::metres(6378245.0), 298.3},            // Krassowsky
          Ellipsoid{Length::metres(6378140.0), 298.257},          // IAG 75
          Ellipsoid{Length::metres(6378206.4), 294.978698},       // Clarke
          Ellipsoid{Length::metres(6377397.155), 299.1528128}}) { // Bessel
        const double series =
            trapezoidArea(ellipsoid, degrees(38, 50), degrees(38, 52, 30), degrees(0, 3, 45))
                .inSquareMetres();
        const double closed =
            trapezoidAreaClosedForm(
                ellipsoid, degrees(38, 50), degrees(38, 52, 30), degrees(0, 3, 45))
                .inSquareMetres();
        EXPECT_NEAR(series, closed, 8e-5);
    }
}

TEST(EqualAreaPlane, ShoelaceIsTheSurveysSumOfStrips) {
    const EqualAreaPlane plane(kCgcs2000, degrees(117));
    const double strips = sumOfStrips(kParcel, degrees(117));
    EXPECT_GT(strips, 50000.0);
    EXPECT_NEAR(shoelace(plane, kParcel), strips, 1e-4);
}

TEST(EqualAreaPlane, AreaDoesNotDependOnTheReferenceMeridian) {
    const double here = shoelace(EqualAreaPlane(kCgcs2000, degrees(117)), kParcel);
    for (const double reference : {116.88, 120.0, 105.0, 0.0, -60.0}) {
        const double there = shoelace(EqualAreaPlane(kCgcs2000, degrees(reference)), kParcel);
        EXPECT_NEAR(there, here, 1e-5) << reference;
    }
}

TEST(EqualAreaPlane, TakesLongitudesTheShortWayRound) {
    const EqualAreaPlane plane(kCgcs2000, degrees(173));
    const PlanePoint east = plane.project(degrees(-179), degrees(-40));
    const PlanePoint west = plane.project(degrees(181), degrees(-40));
    EXPECT_NEAR(east.x, west.x, 1e-6);
    EXPECT_NEAR(east.x, 6378137.0 * 8 * std::numbers::pi / 180, 1e-6);
}

} // namespace tuban::geometry
