#include "geometry/polygon_chunk.h"

#include <vector>

#include <gtest/gtest.h>

namespace tuban::geometry {

namespace {

using Points = std::vector<GridPoint>;

PolygonChunk polygon(const std::vector<Points>& rings) {
    PolygonChunkBuilder builder;
    for (const Points& ring : rings) {
        builder.addRing(ring);
    }
    builder.endPart();
    builder.endFeature();
    return builder.take();
}

} // namespace

TEST(PolygonChunk, AreaOfARingIsExactFarFromTheOrigin) {
    const std::int64_t far = 405'000'000'000; // 40 500 km in cells of 0.1 mm
    const Points square{{far, far}, {far + 1, far}, {far + 1, far + 1}, {far, far + 1}};
    EXPECT_EQ(doubledSignedArea(square), 2);
}

TEST(PolygonChunk, TurnsRingsTheRightWayAndTakesHolesOff) {
    const Points clockwise{{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}};
    const Points counterClockwiseHole{{2, 2}, {4, 2}, {4, 4}, {2, 4}};
    const PolygonChunk chunk = polygon({clockwise, counterClockwiseHole});
    EXPECT_EQ(chunk.doubledArea(0), 2 * (100 - 4));
    EXPECT_GT(doubledSignedArea(chunk.ring(0)), 0);
    EXPECT_LT(doubledSignedArea(chunk.ring(1)), 0);
    EXPECT_EQ(chunk.extent(0), (GridBox{{0, 0}, {10, 10}}));
}

TEST(PolygonChunk, MergesRepeatedVerticesAndTheClosingPoint) {
    const PolygonChunk chunk = polygon({{{0, 0}, {0, 0}, {5, 0}, {5, 0}, {5, 5}, {0, 0}, {0, 0}}});
    EXPECT_EQ(chunk.ring(0).size(), 3U);
}

TEST(PolygonChunk, LeavesOutRingsOfLessThanThreeVerticesWithTheirHolesButKeepsTheRow) {
    PolygonChunkBuilder builder;
    EXPECT_FALSE(builder.addRing(Points{{0, 0}, {5, 5}, {0, 0}}));
    EXPECT_FALSE(builder.addRing(Points{{1, 1}, {2, 1}, {2, 2}}));
    builder.endPart();
    builder.endFeature();
    const PolygonChunk chunk = builder.take();
    EXPECT_EQ(chunk.size(), 1U);
    EXPECT_EQ(chunk.parts(0).count(), 0U);
    EXPECT_EQ(chunk.doubledArea(0), 0);
    EXPECT_TRUE(chunk.extent(0).empty());
    EXPECT_EQ(builder.size(), 0U);
}

TEST(PolygonChunk, KeepsAFigureOfEightWithoutArea) {
    const PolygonChunk chunk = polygon({{{0, 0}, {10, 10}, {10, 0}, {0, 10}}});
    EXPECT_EQ(chunk.ringCount(), 1U);
    EXPECT_EQ(chunk.doubledArea(0), 0);
}

TEST(PolygonChunk, CopiesFeaturesBetweenChunks) {
    const PolygonChunk from = polygon({{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {{1, 1}, {1, 2}, {2, 2}}});
    PolygonChunkBuilder builder;
    builder.addFeature(from, 0);
    builder.addFeature(from, 0);
    const PolygonChunk copy = builder.take();
    ASSERT_EQ(copy.size(), 2U);
    EXPECT_EQ(copy.doubledArea(1), from.doubledArea(0));
    EXPECT_EQ(copy.rings(copy.parts(1).first).count(), 2U);
}

} // namespace tuban::geometry
