#include "geometry/polygon_samples.h"
#include "render/coverage_filler.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace tuban::render {

namespace {

using geometry::GridPoint;
using geometry::PolygonChunk;
using geometry::samples::Points;
using geometry::samples::Random;

using Pixels = std::vector<std::uint32_t>;
constexpr std::size_t kPixels = static_cast<std::size_t>(kTileSide) * kTileSide;
constexpr std::uint32_t kGround = 0xff204060U;

/// 1000 cells are a pixel, and the map begins in the lower left corner of the tile.
constexpr PixelFrame kFrame{.pixelsPerCell = 0.001, .left = 0.0, .top = kTileSide};

void addFeature(CoverageFiller& filler,
                const PolygonChunk& chunk,
                std::size_t feature,
                const PixelFrame& frame,
                Float4 colour) {
    const auto rings = chunk.featureRings(feature);
    for (std::uint32_t ring = rings.first; ring < rings.last; ++ring) {
        filler.addRing(chunk.ring(ring), frame, colour);
    }
}

Pixels filled(const PolygonChunk& chunk, const PixelFrame& frame, Float4 colour) {
    CoverageFiller filler;
    for (std::size_t feature = 0; feature < chunk.size(); ++feature) {
        addFeature(filler, chunk, feature, frame, colour);
    }
    Pixels pixels(kPixels, kGround);
    filler.composite(pixels.data());
    return pixels;
}

struct Point {
    double x;
    double y;
};

/// What is left of a polygon on one side of a line parallel to an axis.
/// @source Sutherland, I. and Hodgman, G. (1974) "Reentrant polygon clipping", CACM 17.
std::vector<Point>
cut(const std::vector<Point>& polygon, double Point::*axis, double limit, double sign) {
    std::vector<Point> kept;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point& a = polygon[i];
        const Point& b = polygon[(i + 1) % polygon.size()];
        const double fromA = sign * (a.*axis - limit);
        const double fromB = sign * (b.*axis - limit);
        if (fromA >= 0) {
            kept.push_back(a);
        }
        if ((fromA >= 0) != (fromB >= 0)) {
            const double at = fromA / (fromA - fromB);
            kept.push_back({a.x + at * (b.x - a.x), a.y + at * (b.y - a.y)});
        }
    }
    return kept;
}

/// The share of a pixel that a polygon, given in pixels, covers.
double exactShare(std::vector<Point> polygon, int column, int row) {
    polygon = cut(polygon, &Point::x, column, 1);
    polygon = cut(polygon, &Point::x, column + 1, -1);
    polygon = cut(polygon, &Point::y, row, 1);
    polygon = cut(polygon, &Point::y, row + 1, -1);
    double doubled = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point& a = polygon[i];
        const Point& b = polygon[(i + 1) % polygon.size()];
        doubled += a.x * b.y - b.x * a.y;
    }
    return std::abs(doubled) / 2;
}

std::size_t pixelsOtherThan(const Pixels& pixels, std::uint32_t wanted) {
    return kPixels - static_cast<std::size_t>(std::ranges::count(pixels, wanted));
}

} // namespace

TEST(CoverageFiller, GivesEachPixelTheShareThatATriangleCovers) {
    Random random(7);
    for (int round = 0; round < 60; ++round) {
        // Small, large, and reaching beyond the tile on all sides.
        const std::array<std::int64_t, 3> sizes{2'000, 100'000, 900'000};
        const std::int64_t size = sizes[static_cast<std::size_t>(round) % 3];
        Points triangle = geometry::samples::scribble(random, size, 3);
        for (GridPoint& p : triangle) {
            p = {p.x + 64'000 - size / 2, p.y + 64'000 - size / 2};
        }
        const PolygonChunk chunk = geometry::samples::layer({{triangle}});
        if (chunk.ringCount() == 0) {
            continue;
        }
        std::vector<Point> polygon;
        for (const GridPoint& p : triangle) {
            polygon.push_back({kFrame.x(p.x), kFrame.y(p.y)});
        }
        CoverageFiller filler;
        addFeature(filler, chunk, 0, kFrame, fillColour(255, 255, 255));
        Pixels pixels(kPixels, 0);
        filler.composite(pixels.data());
        for (int row = 0; row < kTileSide; ++row) {
            for (int column = 0; column < kTileSide; ++column) {
                const double share = exactShare(polygon, column, row);
                const std::uint32_t alpha =
                    pixels[static_cast<std::size_t>(row * kTileSide + column)] >> 24U;
                ASSERT_NEAR(alpha / 255.0, share, 0.6 / 255.0)
                    << "round " << round << ", pixel " << column << ", " << row;
            }
        }
    }
}

TEST(CoverageFiller, ShowsNoSeamBetweenNeighbours) {
    Random random(11);
    // Parcels of half a pixel to 60 pixels, at places where tiles begin and end anywhere.
    for (const double pixelsPerCell : {0.0005, 0.004, 0.03, 0.0603}) {
        constexpr std::int64_t kParcel = 1000;
        const int count = std::min(300, static_cast<int>(0.4 / pixelsPerCell) + 2);
        const PolygonChunk chunk = geometry::samples::layer(
            geometry::samples::Lattice(random, count, count, kParcel, 3).parcels());
        const double middle = 0.5 * count * kParcel * pixelsPerCell;
        const PixelFrame frame{
            pixelsPerCell, middle - kTileSide / 2.0 + 0.3, middle + kTileSide / 2.0 + 0.7};
        const Pixels pixels = filled(chunk, frame, fillColour(200, 90, 30));
        EXPECT_EQ(pixelsOtherThan(pixels, 0xffc85a1eU), 0U) << pixelsPerCell;
    }
}

TEST(CoverageFiller, ShowsNoSeamBetweenTranslucentNeighbours) {
    Random random(12);
    const PolygonChunk chunk =
        geometry::samples::layer(geometry::samples::Lattice(random, 40, 40, 5000, 2).parcels());
    const PixelFrame frame{0.001, 30.0, 160.0};
    // Half of 200, 90, 30 over half of 32, 64, 96.
    const Pixels pixels = filled(chunk, frame, fillColour(200, 90, 30, 128));
    EXPECT_EQ(pixelsOtherThan(pixels, pixels.front()), 0U);
    EXPECT_NEAR(pixels.front() & 0xffU, 30 * 128.0 / 255 + 0x60 * 127.0 / 255, 0.6);
    EXPECT_EQ(pixels.front() >> 24U, 0xffU);
}

TEST(CoverageFiller, MixesTheColoursOfAPixelByArea) {
    // Two halves of a pixel, left white and right black.
    const PolygonChunk chunk =
        geometry::samples::layer({{geometry::samples::rectangle(3000, 0, 3250, 128'000)},
                                  {geometry::samples::rectangle(3250, 0, 4000, 128'000)}});
    CoverageFiller filler;
    addFeature(filler, chunk, 0, kFrame, fillColour(255, 255, 255));
    addFeature(filler, chunk, 1, kFrame, fillColour(0, 0, 0));
    Pixels pixels(kPixels, kGround);
    filler.composite(pixels.data());
    EXPECT_EQ(pixels[2], kGround);
    EXPECT_EQ(pixels[3], 0xff404040U); // a quarter of 255
    EXPECT_EQ(pixels[4], kGround);
}

TEST(CoverageFiller, LeavesHolesOut) {
    const PolygonChunk chunk =
        geometry::samples::layer({{geometry::samples::rectangle(0, 0, 128'000, 128'000),
                                   geometry::samples::rectangle(10'000, 10'000, 20'000, 20'000)}});
    const Pixels pixels = filled(chunk, kFrame, fillColour(255, 0, 0));
    EXPECT_EQ(pixelsOtherThan(pixels, 0xffff0000U), 100U);
}

TEST(CoverageFiller, MixesColoursWherePolygonsOverlap) {
    const PolygonChunk chunk =
        geometry::samples::layer({{geometry::samples::rectangle(0, 0, 64'000, 128'000)},
                                  {geometry::samples::rectangle(32'000, 0, 128'000, 128'000)}});
    CoverageFiller filler;
    addFeature(filler, chunk, 0, kFrame, fillColour(255, 0, 0));
    addFeature(filler, chunk, 1, kFrame, fillColour(0, 0, 255));
    Pixels pixels(kPixels, kGround);
    filler.composite(pixels.data());
    EXPECT_EQ(pixels[10], 0xffff0000U);
    EXPECT_EQ(pixels[40], 0xff800080U);
    EXPECT_EQ(pixels[100], 0xff0000ffU);
}

TEST(CoverageFiller, HoldsAtPlacesFarFromTheOrigin) {
    // A zone 40 000 km from the origin at one pixel per millimetre: 4·10^10 pixels away.
    constexpr std::int64_t kFar = 400'000'000'000;
    const PolygonChunk chunk = geometry::samples::layer(
        {{geometry::samples::rectangle(kFar, kFar, kFar + 640, kFar + 1280)},
         {geometry::samples::rectangle(kFar + 640, kFar, kFar + 1280, kFar + 1280)}});
    const PixelFrame frame{
        0.1, static_cast<double>(kFar) * 0.1, static_cast<double>(kFar) * 0.1 + 128};
    const Pixels pixels = filled(chunk, frame, fillColour(1, 2, 3));
    EXPECT_EQ(pixelsOtherThan(pixels, 0xff010203U), 0U);
}

TEST(CoverageFiller, IsEmptyAgainAfterCompositing) {
    const PolygonChunk chunk =
        geometry::samples::layer({{geometry::samples::rectangle(0, 0, 90'000, 90'000)}});
    CoverageFiller filler;
    addFeature(filler, chunk, 0, kFrame, fillColour(255, 0, 0));
    Pixels pixels(kPixels, 0);
    filler.composite(pixels.data());
    Pixels again(kPixels, 0);
    filler.composite(again.data());
    EXPECT_EQ(pixelsOtherThan(again, 0), 0U);
}

} // namespace tuban::render
