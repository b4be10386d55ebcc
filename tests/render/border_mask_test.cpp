#include "render/border_mask.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace tuban::render {

namespace {

using geometry::GridPoint;
using Pixels = std::vector<std::uint32_t>;

constexpr PixelFrame kFrame{.pixelsPerCell = 0.01, .left = 0.0, .top = kTileSide};
constexpr Float4 kBlack = fillColour(0, 0, 0);

Pixels white() {
    return Pixels(static_cast<std::size_t>(kTileSide) * kTileSide, 0xffffffffU);
}

/// How much ink is in the picture, in pixels.
double ink(const Pixels& pixels) {
    double sum = 0;
    for (const std::uint32_t pixel : pixels) {
        sum += (255.0 - (pixel & 0xffU)) / 255.0;
    }
    return sum;
}

Pixels
drawn(const std::vector<std::vector<GridPoint>>& lines, double width, Float4 colour = kBlack) {
    BorderMask mask;
    for (const auto& line : lines) {
        mask.addLine(line, false, kFrame, width);
    }
    Pixels pixels = white();
    mask.blend(pixels.data(), colour);
    return pixels;
}

} // namespace

TEST(BorderMask, CoversLengthTimesWidth) {
    // Lines of 100 pixels in 24 directions around the middle of the tile, away from pixel borders.
    for (int direction = 0; direction < 24; ++direction) {
        const double angle = direction * 3.14159265358979 / 24 + 0.01;
        const auto dx = std::llround(5000 * std::cos(angle));
        const auto dy = std::llround(5000 * std::sin(angle));
        for (const double width : {0.5, 1.0, 1.5, 3.0}) {
            const Pixels pixels = drawn({{{6433 - dx, 6471 - dy}, {6433 + dx, 6471 + dy}}}, width);
            EXPECT_NEAR(ink(pixels), 100 * width, 2.0 + 5.0 * width) << direction << ", " << width;
        }
    }
}

TEST(BorderMask, DrawsASharedBorderOnce) {
    const std::vector<GridPoint> border{{1000, 1050}, {7000, 3050}, {9000, 11000}};
    const std::vector<GridPoint> back(border.rbegin(), border.rend());
    const Float4 translucent = fillColour(0, 0, 0, 128);
    EXPECT_EQ(drawn({border, back}, 1.0, translucent), drawn({border}, 1.0, translucent));
}

TEST(BorderMask, ClosesRings) {
    BorderMask mask;
    const std::vector<GridPoint> square{{2050, 2050}, {8050, 2050}, {8050, 8050}, {2050, 8050}};
    mask.addLine(square, true, kFrame, 1.0);
    Pixels pixels = white();
    mask.blend(pixels.data(), kBlack);
    for (int row = 50; row < 100; ++row) { // left and right side
        EXPECT_EQ(pixels[static_cast<std::size_t>(row * kTileSide + 20)], 0xff000000U) << row;
        EXPECT_EQ(pixels[static_cast<std::size_t>(row * kTileSide + 80)], 0xff000000U) << row;
    }
}

TEST(BorderMask, CutsLinesOffAtTheTileWithoutMovingThem) {
    // The same line as one long piece and as pieces that end at the sides of the tile.
    const Pixels whole = drawn({{{-900'000, -300'000 + 6450}, {900'000, 300'000 + 6450}}}, 1.0);
    const Pixels pieces = drawn({{{-9000, -3000 + 6450}, {0, 6450}},
                                 {{0, 6450}, {9000, 3000 + 6450}},
                                 {{9000, 3000 + 6450}, {18000, 6000 + 6450}}},
                                1.0);
    int differing = 0; // but for the columns where pieces meet
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const int difference =
            static_cast<int>(whole[i] & 0xffU) - static_cast<int>(pieces[i] & 0xffU);
        differing += std::abs(difference) > 2 ? 1 : 0;
    }
    EXPECT_LE(differing, 9);
    EXPECT_GT(ink(whole), 100);
}

TEST(BorderMask, TakesAnyLineOfAnyWidthWithoutHarm) {
    std::mt19937_64 random(3);
    std::uniform_int_distribution<std::int64_t> place(-20'000, 32'000);
    BorderMask mask;
    for (int i = 0; i < 20'000; ++i) {
        const std::vector<GridPoint> line{{place(random), place(random)},
                                          {place(random), place(random)}};
        mask.addLine(line, false, kFrame, 0.2 + (BorderMask::kWidest - 0.2) * (i % 100) / 99.0);
    }
    Pixels pixels = white();
    mask.blend(pixels.data(), kBlack);
    EXPECT_EQ(std::ranges::count(pixels, 0xff000000U), std::ssize(pixels));
}

TEST(BorderMask, FadesBordersAsPolygonsShrink) {
    EXPECT_EQ(borderStrength(2.9), 0.0);
    EXPECT_NEAR(borderStrength(5.5), 0.5, 1e-12);
    EXPECT_EQ(borderStrength(8.0), 1.0);
}

} // namespace tuban::render
