#include "geometry/edge_owners.h"
#include "geometry/extent_tree.h"
#include "geometry/polygon_boolean.h"
#include "polygon_samples.h"

#include <array>
#include <gtest/gtest.h>

namespace tuban::geometry {

namespace {

using namespace samples;

EdgeOwners ownersOf(const PolygonChunk& chunk) {
    EdgeResidual residual;
    for (std::size_t f = 0; f < chunk.size(); ++f) {
        residual.add(chunk, f);
    }
    const std::array<const PolygonChunk*, 1> chunks{&chunk};
    return {residual.edges(), chunks, 2};
}

using Rows = std::vector<std::uint32_t>;

} // namespace

TEST(EdgeOwners, TellsOnWhichSideOfAnEdgeAFeatureLies) {
    // The second is there twice, so its border stays though neighbours share a part of it.
    const PolygonChunk chunk =
        layer({{rectangle(0, 0, 10, 10)}, {rectangle(10, 0, 20, 10)}, {rectangle(10, 0, 20, 10)}});
    const EdgeOwners owners = ownersOf(chunk);
    const EdgeOwners::Sides up = owners.sidesOf({10, 0}, {10, 10});
    EXPECT_EQ(up.left, Rows{0});
    EXPECT_EQ(up.right, (Rows{1, 2}));
    const EdgeOwners::Sides down = owners.sidesOf({10, 10}, {10, 0});
    EXPECT_EQ(down.left, (Rows{1, 2}));
    EXPECT_EQ(down.right, Rows{0});
}

TEST(EdgeOwners, FindsTheOwnersOfPartsOfAnEdge) {
    const PolygonChunk chunk = layer({{rectangle(0, 0, 10, 20)}, {rectangle(10, 0, 20, 10)}});
    const EdgeOwners owners = ownersOf(chunk);
    EXPECT_EQ(owners.sidesOf({10, 0}, {10, 10}).left, Rows{0});
    EXPECT_EQ(owners.sidesOf({10, 0}, {10, 10}).right, Rows{1});
    EXPECT_TRUE(owners.sidesOf({10, 10}, {10, 20}).right.empty());
    EXPECT_EQ(owners.edgesAt({10, 10}).size(), 2U); // those of the second; the first passes by
}

TEST(EdgeOwners, HasNothingToSayOfALayerWithoutResidual) {
    const EdgeOwners owners = ownersOf(layer({}));
    EXPECT_TRUE(owners.sidesOf({0, 0}, {1, 1}).left.empty());
    EXPECT_TRUE(owners.edgesAt({0, 0}).empty());
}

TEST(ExtentTree, FindsWhatComparingAllExtentsFinds) {
    Random random(3);
    std::vector<Rings> features;
    for (int i = 0; i < 700; ++i) {
        const std::int64_t x = between(random, -5000, 5000);
        const std::int64_t y = between(random, -5000, 5000);
        features.push_back(
            {rectangle(x, y, x + between(random, 1, 300), y + between(random, 1, 300))});
    }
    const PolygonChunk chunk = layer(features);
    const std::array<const PolygonChunk*, 1> chunks{&chunk};
    const ExtentTree tree(chunks);
    for (int i = 0; i < 300; ++i) {
        GridBox box;
        box.add({between(random, -6000, 6000), between(random, -6000, 6000)});
        box.add({between(random, -6000, 6000), between(random, -6000, 6000)});
        Rows expected;
        for (std::uint32_t f = 0; f < chunk.size(); ++f) {
            if (chunk.extent(f).meets(box)) {
                expected.push_back(f);
            }
        }
        EXPECT_EQ(tree.meeting(box), expected);
    }
}

TEST(PolygonBoolean, UnitesAndReducesOnTheGrid) {
    const PolygonChunk chunk = layer({{rectangle(0, 0, 10, 10)}, {rectangle(5, 0, 15, 10)}, {}});
    const auto whole = united(chunk, 0, chunk, 1);
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->doubledArea(0), 300);
    const auto rest = reduced(chunk, 0, chunk, 1);
    ASSERT_TRUE(rest);
    EXPECT_EQ(rest->doubledArea(0), 100);
    const auto nothing = reduced(chunk, 0, chunk, 0);
    ASSERT_TRUE(nothing);
    EXPECT_EQ(nothing->parts(0).count(), 0U);
    EXPECT_EQ(reduced(chunk, 0, chunk, 2)->doubledArea(0), 200);
}

TEST(CoverageBorder, CountsRingsCrossingsAndSharedVertices) {
    const auto borderOf = [](const PolygonChunk& chunk) {
        EdgeResidual residual;
        for (std::size_t f = 0; f < chunk.size(); ++f) {
            residual.add(chunk, f);
        }
        return CoverageMap::build(residual, Progress())->border();
    };
    CoverageBorder border =
        borderOf(layer({{rectangle(0, 0, 10, 10)}, {rectangle(10, 0, 20, 10)}}));
    EXPECT_TRUE(border.simple);
    EXPECT_EQ(border.rings, 1U);
    EXPECT_EQ(border.edges, 6U);
    EXPECT_EQ(border.covered, static_cast<Int128>(400) << kFixedAreaBits);
    border = borderOf(layer({{rectangle(0, 0, 10, 10)}, {rectangle(5, 5, 15, 15)}}));
    EXPECT_FALSE(border.simple);
    EXPECT_EQ(border.crossings, 2U);
    EXPECT_EQ(border.covered, static_cast<Int128>(350) << kFixedAreaBits);
    border = borderOf(layer({{rectangle(0, 0, 10, 10)}, {rectangle(10, 10, 20, 20)}}));
    EXPECT_FALSE(border.simple);
    EXPECT_EQ(border.sharedVertices, 1U);
}

} // namespace tuban::geometry
