#include "geometry/inscribed_circle.h"
#include "geometry/polygon_samples.h"

#include <cmath>
#include <gtest/gtest.h>

namespace tuban::geometry {

namespace {

using samples::rectangle;

} // namespace

TEST(InscribedCircle, TouchesTheNearestSides) {
    const PolygonChunk chunk = samples::layer({{rectangle(1000, 2000, 1400, 2200)}});
    const auto circle = largestInscribedCircle(chunk, 0, 1.0);
    ASSERT_TRUE(circle);
    EXPECT_NEAR(circle->radius, 100.0, 1.0);
    EXPECT_NEAR(static_cast<double>(circle->centre.y), 2100.0, 1.0);
}

TEST(InscribedCircle, LiesInTheWidePartOfAnOddShape) {
    // A hook: 20 wide along the left and below, with a square of 100 at its end.
    const PolygonChunk chunk = samples::layer(
        {{{{0, 0}, {300, 0}, {300, 100}, {200, 100}, {200, 20}, {20, 20}, {20, 400}, {0, 400}}}});
    const auto circle = largestInscribedCircle(chunk, 0, 0.5);
    ASSERT_TRUE(circle);
    EXPECT_GT(circle->centre.x, 200);
    EXPECT_NEAR(circle->radius, 50.0, 5.0); // a little more, as the square is open to the left
}

TEST(InscribedCircle, KeepsOutOfHoles) {
    const PolygonChunk chunk =
        samples::layer({{rectangle(0, 0, 100, 100), rectangle(30, 30, 100 - 1, 100 - 1)}});
    const auto circle = largestInscribedCircle(chunk, 0, 0.1);
    ASSERT_TRUE(circle);
    // In the corner of an L of width 30 the circle goes through the inner corner: r + r/√2 = 30.
    EXPECT_NEAR(circle->radius, 30.0 / (1.0 + std::sqrt(0.5)), 0.2);
}

TEST(InscribedCircle, IsNoneInARingThatCrossesItself) {
    const PolygonChunk chunk = samples::layer({{{{0, 0}, {100, 100}, {100, 0}, {0, 100}}}});
    EXPECT_FALSE(largestInscribedCircle(chunk, 0, 1.0));
}

} // namespace tuban::geometry
