#include "model/valid_polygons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace tuban;
using geometry::GridPoint;
using geometry::PolygonChunk;
using geometry::PolygonChunkBuilder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

constexpr std::int64_t kMetre = 10000;

PolygonChunk chunkOf(const std::vector<std::vector<GridPoint>>& rings) {
    PolygonChunkBuilder builder;
    for (const std::vector<GridPoint>& ring : rings) {
        builder.addRing(ring);
        builder.endPart();
        builder.endFeature();
    }
    return builder.take();
}

const std::vector<GridPoint> kSquare{{0, 0}, {kMetre, 0}, {kMetre, kMetre}, {0, kMetre}};
const std::vector<GridPoint> kBowTie{{0, 0}, {kMetre, kMetre}, {kMetre, 0}, {0, kMetre}};
const std::vector<GridPoint> kFlat{{0, 0}, {kMetre, 0}, {kMetre / 2, 0}};

PolygonValidator validator() {
    return {"layer", geometry::CrsInfo{}, geometry::Grid::tenthMillimetre()};
}

} // namespace

TEST(PolygonValidator, LeavesValidPolygonsAlone) {
    PolygonValidator check = validator();
    const PolygonChunk out = check.validated(chunkOf({kSquare, kSquare}), {1, 2});
    EXPECT_EQ(out.size(), 2U);
    EXPECT_EQ(out.doubledArea(1), 2 * geometry::DoubledArea(kMetre) * kMetre);
    EXPECT_THAT(check.findings(), IsEmpty());
}

TEST(PolygonValidator, RepairsInvalidOnesInTheirRowsAndKeepsTheOthers) {
    PolygonValidator check = validator();
    const PolygonChunk out = check.validated(chunkOf({kSquare, kBowTie, kSquare}), {7, 8, 9});
    ASSERT_EQ(out.size(), 3U);
    EXPECT_EQ(out.doubledArea(0), out.doubledArea(2));
    EXPECT_EQ(out.doubledArea(1), geometry::DoubledArea(kMetre) * kMetre);
    ASSERT_THAT(check.findings(), SizeIs(1));
    const Finding& finding = check.findings()[0];
    EXPECT_EQ(finding.code, FindingCode::PolygonRepaired);
    EXPECT_EQ(finding.feature, 8);
    EXPECT_THAT(finding.values, ElementsAre("Self-intersection", "0.00", "0.50"));
    ASSERT_TRUE(finding.place);
    EXPECT_THAT(*finding.place, ElementsAre(0.5, 0.5));
}

TEST(PolygonValidator, EmptiesWhatCannotBeRepairedButKeepsTheRow) {
    PolygonValidator check = validator();
    const PolygonChunk out = check.validated(chunkOf({kFlat, kSquare}), {1, 2});
    ASSERT_EQ(out.size(), 2U);
    EXPECT_EQ(out.parts(0).count(), 0U);
    EXPECT_GT(out.doubledArea(1), 0);
    ASSERT_THAT(check.findings(), SizeIs(1));
    EXPECT_EQ(check.findings()[0].code, FindingCode::PolygonSetAside);
    EXPECT_EQ(check.findings()[0].severity, Severity::Fault);
}
