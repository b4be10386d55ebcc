#include "render/label_place.h"

#include <QPolygonF>

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::render {

namespace {

using ::testing::IsEmpty;

const QRectF kEverywhere(-1e4, -1e4, 2e4, 2e4);

PixelRing rectangle(double x0, double y0, double x1, double y1) {
    return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}

/// A wide foot with a narrow tower at its left.
PixelRing boot() {
    return {{0, 0}, {20, 0}, {20, 160}, {200, 160}, {200, 200}, {0, 200}};
}

} // namespace

TEST(PlacesInside, BeginInTheMiddleOfASimpleArea) {
    const std::vector<PixelRing> rings{rectangle(10, 20, 110, 60)};
    const auto places = placesInside(rings, {40, 10}, kEverywhere);
    ASSERT_FALSE(places.empty());
    EXPECT_EQ(places.front(), (LabelPlace{{60, 40}, 0.0}));
}

TEST(PlacesInside, AreNoneWhereTheBoxIsLargerThanTheArea) {
    const std::vector<PixelRing> rings{rectangle(0, 0, 50, 50)};
    EXPECT_THAT(placesInside(rings, {51, 10}, kEverywhere), IsEmpty());
    EXPECT_THAT(placesInside(rings, {10, 51}, kEverywhere), IsEmpty());
    EXPECT_THAT(placesInside({}, {10, 10}, kEverywhere), IsEmpty());
}

TEST(PlacesInside, LieWhereTheAreaIsWideEnough) {
    const std::vector<PixelRing> rings{boot()};
    const auto places = placesInside(rings, {120, 20}, kEverywhere);
    ASSERT_FALSE(places.empty());
    for (const LabelPlace& place : places) {
        EXPECT_GT(place.middle.y() - 10, 160.0) << "in the foot only";
        EXPECT_TRUE(isInside(rings, {120, 20}, place.middle));
    }
}

TEST(PlacesInside, KeepOutOfHoles) {
    PixelRing hole = rectangle(30, 30, 70, 70);
    const std::vector<PixelRing> rings{rectangle(0, 0, 100, 100), hole};
    const QPolygonF inner{QList<QPointF>(hole.begin(), hole.end())};
    for (const LabelPlace& place : placesInside(rings, {24, 20}, kEverywhere)) {
        const QRectF box(place.middle - QPointF(12, 10), QSizeF(24, 20));
        EXPECT_FALSE(inner.boundingRect().intersects(box)) << place.middle.x();
    }
    EXPECT_FALSE(isInside(rings, {24, 20}, {50, 50}));
    EXPECT_TRUE(isInside(rings, {24, 20}, {15, 50}));
}

TEST(PlacesInside, StayInTheWindow) {
    const std::vector<PixelRing> rings{rectangle(-1000, -1000, 1000, 1000)};
    const auto places = placesInside(rings, {40, 10}, {0, 0, 200, 100});
    ASSERT_FALSE(places.empty());
    EXPECT_EQ(places.front().middle, QPointF(100, 50));
}

TEST(PlacesAlong, BeginInTheMiddleOfAStraightLine) {
    const PixelRing line{{0, 0}, {300, 0}};
    const auto places = placesAlong(line, {60, 10}, 0.0, kEverywhere);
    ASSERT_FALSE(places.empty());
    EXPECT_NEAR(places.front().middle.x(), 150.0, 16.0); // a stretch of half a box is a step
    EXPECT_DOUBLE_EQ(places.front().degrees, 0.0);
}

TEST(PlacesAlong, AreNeverUpsideDown) {
    for (int degrees = 0; degrees < 360; degrees += 15) {
        const double radians = degrees * 3.14159265358979 / 180.0;
        const PixelRing line{{0, 0}, {300 * std::cos(radians), 300 * std::sin(radians)}};
        const auto places = placesAlong(line, {60, 10}, 0.0, kEverywhere);
        ASSERT_FALSE(places.empty());
        EXPECT_LE(std::abs(places.front().degrees), 90.0 + 1e-9);
        const double turned = std::remainder(places.front().degrees - degrees, 180.0);
        EXPECT_NEAR(turned, 0.0, 1e-6) << degrees;
    }
}

TEST(PlacesAlong, PreferTheStraightStretch) {
    PixelRing line{{0, 0}};
    for (int i = 1; i <= 10; ++i) { // a zigzag, and then straight on
        line.emplace_back(10 * i, i % 2 * 20);
    }
    line.emplace_back(260, 0);
    const auto places = placesAlong(line, {60, 12}, 0.0, kEverywhere);
    ASSERT_FALSE(places.empty());
    EXPECT_GT(places.front().middle.x(), 130.0);
}

TEST(PlacesAlong, AreNoneOnShortOrWindingLines) {
    EXPECT_THAT(placesAlong(PixelRing{{0, 0}, {50, 0}}, {60, 10}, 0.0, kEverywhere), IsEmpty());
    EXPECT_THAT(placesAlong(PixelRing{{0, 0}, {40, 0}, {40, 4}, {0, 4}}, {60, 10}, 0.0, kEverywhere),
                IsEmpty());
    EXPECT_THAT(placesAlong(PixelRing{{7, 7}}, {60, 10}, 0.0, kEverywhere), IsEmpty());
    EXPECT_THAT(placesAlong(PixelRing{}, {60, 10}, 0.0, kEverywhere), IsEmpty());
}

TEST(PlacesAlong, AreMovedToTheLeftOfTheLine) {
    const auto places = placesAlong(PixelRing{{0, 0}, {300, 0}}, {60, 10}, 8.0, kEverywhere);
    ASSERT_FALSE(places.empty());
    EXPECT_DOUBLE_EQ(places.front().middle.y(), -8.0); // y goes down
}

TEST(CoveredBy, CoversEveryCornerOfATurnedBox) {
    const LabelPlace place{{50, 50}, 30.0};
    const auto squares = coveredBy(place, {60, 12});
    const double c = std::cos(3.14159265358979 / 6.0);
    const double s = 0.5;
    for (const auto& [u, v] : {std::pair(-30, -6), std::pair(30, -6), std::pair(30, 6), std::pair(0, 6)}) {
        const QPointF corner(50 + u * c - v * s, 50 + u * s + v * c);
        EXPECT_TRUE(std::any_of(squares.begin(), squares.end(), [&](const QRectF& square) {
            return square.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(corner);
        })) << u << " " << v;
    }
    double area = 0.0;
    for (const QRectF& square : squares) {
        area += square.width() * square.height();
    }
    EXPECT_LT(area, 3.0 * 60 * 12); // and not much more
}

} // namespace tuban::render
