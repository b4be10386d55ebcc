#include "geometry/line_measure.h"

#include <array>
#include <gtest/gtest.h>

namespace tuban::geometry {

namespace {

CrsInfo crsNamed(const char* name) {
    const auto crs = describeCrs(name);
    EXPECT_TRUE(crs);
    return *crs;
}

} // namespace

TEST(PlanarLength, IsTakenInMetres) {
    const std::array line{
        CrsPlace{500000, 4300000}, CrsPlace{500003, 4300004}, CrsPlace{500003, 4300014}};
    EXPECT_DOUBLE_EQ(planarLength(line, crsNamed("EPSG:4548")).inMetres(), 15.0);
    // @source EPSG:2249 counts in US survey feet, 1200/3937 m.
    EXPECT_NEAR(planarLength(line, crsNamed("EPSG:2249")).inMetres(), 15.0 * 1200 / 3937, 1e-9);
    EXPECT_DOUBLE_EQ(planarLength(std::span(line).first(1), crsNamed("EPSG:4548")).inMetres(), 0.0);
}

TEST(PlanarAngle, IsTheSmallerOneOfTheTwo) {
    EXPECT_NEAR(planarAngle({1, 0}, {0, 0}, {0, 1}).inDegrees(), 90.0, 1e-12);
    EXPECT_NEAR(planarAngle({1, 0}, {0, 0}, {-1, 0}).inDegrees(), 180.0, 1e-12);
    EXPECT_NEAR(planarAngle({0, -1}, {0, 0}, {1, 0}).inDegrees(), 90.0, 1e-12);
    EXPECT_EQ(planarAngle({5, 5}, {5, 5}, {1, 0}).inDegrees(), 0.0);
}

TEST(GroundMeter, MeasuresGeodesics) {
    auto meter = GroundMeter::create(crsNamed("EPSG:4326"));
    ASSERT_TRUE(meter);
    // @source Karney, Algorithms for geodesics (2013), table 2 example in GeographicLib's manual:
    // JFK (40.6, -73.8) to LHR (51.6, -0.5) is 5551759.400 m on WGS 84.
    const std::array line{CrsPlace{-73.8, 40.6}, CrsPlace{-0.5, 51.6}};
    EXPECT_NEAR(meter->geodesicLength(line)->inMetres(), 5551759.400, 0.001);
}

TEST(GroundMeter, AgreesWithTheSlowWayToTheGlobe) {
    const CrsInfo crs = crsNamed("EPSG:4548");
    auto meter = GroundMeter::create(crs);
    ASSERT_TRUE(meter);
    const CrsPlace place{489000.0, 4302000.0};
    const auto quick = meter->longitudeLatitude(place);
    const auto slow = longitudeLatitudeOf(crs, place);
    ASSERT_TRUE(quick && slow);
    EXPECT_EQ(*quick, *slow);
}

TEST(GroundMeter, NeedsASystem) {
    const auto none = GroundMeter::create(CrsInfo());
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::UnknownCrs);
}

} // namespace tuban::geometry
