#include "render/viewport.h"

#include <gtest/gtest.h>

namespace tuban::render {

namespace {

constexpr Viewport kView{
    .centre = {500'000.0, 4'000'000.0}, .unitsPerPixel = 2.0, .width = 800, .height = 600};

} // namespace

TEST(Viewport, FitsAnExtentIntoThePicture) {
    const Viewport view = Viewport::fitting({100.0, 200.0, 500.0, 300.0}, 220, 200, 10.0);
    EXPECT_EQ(view.unitsPerPixel, 2.0);
    EXPECT_EQ(view.centre, (MapPoint{300.0, 250.0}));
    EXPECT_EQ(view.extent().minX, 80.0);
    EXPECT_EQ(view.extent().maxX, 520.0);
}

TEST(Viewport, FindsTheWayBackFromPixelsToTheMap) {
    const PixelPoint pixel = kView.toPixel({500'100.0, 4'000'050.0});
    EXPECT_EQ(pixel, (PixelPoint{450.0, 275.0}));
    EXPECT_EQ(kView.toMap(pixel), (MapPoint{500'100.0, 4'000'050.0}));
}

TEST(Viewport, MovesByWholePixels) {
    const Viewport moved = kView.moved(37, -12);
    EXPECT_EQ(moved.leftPixel(), kView.leftPixel() + 37);
    EXPECT_EQ(moved.topPixel(), kView.topPixel() - 12);
}

TEST(Viewport, KeepsThePlaceUnderThePointerWhenZooming) {
    const PixelPoint pointer{123.0, 456.0};
    const MapPoint under = kView.toMap(pointer);
    const Viewport closer = kView.zoomed(4.0, pointer);
    EXPECT_EQ(closer.unitsPerPixel, 0.5);
    EXPECT_NEAR(closer.toMap(pointer).x, under.x, 0.5 * closer.unitsPerPixel);
    EXPECT_NEAR(closer.toMap(pointer).y, under.y, 0.5 * closer.unitsPerPixel);
}

TEST(Viewport, TellsTheScaleByPixelsOfTheStandard) {
    // 0.28 mm stand for 2.8 m: 1 : 10 000. OGC 05-077r4, 10.2.
    Viewport view{.unitsPerPixel = 2.8};
    EXPECT_DOUBLE_EQ(view.scaleDenominator(), 10'000.0);
    view.devicePixelRatio = 2.0;
    view.setScaleDenominator(5000.0);
    EXPECT_DOUBLE_EQ(view.unitsPerPixel, 0.7);
}

TEST(Viewport, AgreesWithItsFrame) {
    const PixelFrame frame = kView.frame(geometry::Grid::tenthMillimetre());
    const PixelPoint pixel = kView.toPixel({500'100.0, 4'000'050.0});
    EXPECT_NEAR(frame.x(5'001'000'000), pixel.x, 1e-6);
    EXPECT_NEAR(frame.y(40'000'500'000), pixel.y, 1e-6);
}

} // namespace tuban::render
