#include "geometry/line_faces.h"
#include "geometry/polygon_chunk.h"
#include "geometry/ring_nesting.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

namespace tuban::geometry {

namespace {

using Line = std::vector<GridPoint>;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

DoubledArea areaOf(const LineFaces::Rings& rings) {
    DoubledArea area = 0;
    for (std::size_t i = 0; i < rings.size(); ++i) {
        const DoubledArea one = doubledSignedArea(rings[i]);
        area += (i == 0 ? 1 : -1) * (one < 0 ? -one : one);
    }
    return area;
}

DoubledArea areaOf(const LineFaces& found) {
    DoubledArea area = 0;
    for (const auto& face : found.faces) {
        area += areaOf(face);
    }
    return area;
}

Line square(std::int64_t west, std::int64_t south, std::int64_t side) {
    return {{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}};
}

Line closed(Line ring) {
    ring.push_back(ring.front());
    return ring;
}

} // namespace

TEST(LineFaces, FindsTheFieldsOfACrossedSquare) {
    const auto found = facesOfLines(
        {closed(square(0, 0, 100)), {{-10, 50}, {110, 50}}, {{50, -10}, {50, 100}}}, 0);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->faces.size(), 4U);
    EXPECT_TRUE(areaOf(*found) == 20'000);
    EXPECT_THAT(found->dangling,
                ElementsAre(GridPoint{-10, 50}, GridPoint{50, -10}, GridPoint{110, 50}));
    EXPECT_THAT(found->used, ElementsAre(true, true, true));
}

TEST(LineFaces, ClosesGapsUpToTheLimitAndNoFurther) {
    const std::vector<Line> open{{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 7}}};
    const auto bridged = facesOfLines(open, 7);
    ASSERT_TRUE(bridged);
    EXPECT_TRUE(areaOf(*bridged) == 20'000);
    ASSERT_EQ(bridged->closed.size(), 1U);
    const auto kept = facesOfLines(open, 6);
    ASSERT_TRUE(kept);
    EXPECT_THAT(kept->faces, IsEmpty());
    EXPECT_THAT(kept->dangling, ElementsAre(GridPoint{0, 0}, GridPoint{0, 7}));
    EXPECT_THAT(kept->used, ElementsAre(false));
}

TEST(LineFaces, JoinsALineThatStopsShortOfAnother) {
    const auto found = facesOfLines({closed(square(0, 0, 100)), {{50, 3}, {50, 98}}}, 5);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->faces.size(), 2U);
    EXPECT_TRUE(areaOf(*found) == 20'000);
    EXPECT_EQ(found->closed.size(), 2U);
}

TEST(LineFaces, NamesCutEdgesAndWhatBoundsNothing) {
    const auto found = facesOfLines({closed(square(0, 0, 100)),
                                     closed(square(200, 0, 100)),
                                     {{100, 50}, {200, 50}},
                                     {{500, 500}, {600, 600}}},
                                    0);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->faces.size(), 2U);
    EXPECT_EQ(found->cuts.size(), 1U);
    EXPECT_THAT(found->used, ElementsAre(true, true, false, false));
}

TEST(LineFaces, PutsHolesIntoFacesAndFillsThem) {
    const auto found = facesOfLines({closed(square(0, 0, 100)), closed(square(20, 20, 10))}, 0);
    ASSERT_TRUE(found);
    ASSERT_EQ(found->faces.size(), 2U);
    EXPECT_EQ(found->faces[0].size(), 2U);
    EXPECT_TRUE(areaOf(*found) == 20'000) << "ring and hole tile the outer square";
}

/// A lattice drawn as n + n lines in any order has n² − 2n + 1 fields.
TEST(LineFaces, SubdividesALatticeWithoutLoss) {
    constexpr int kLines = 120;
    std::vector<Line> lines;
    for (std::int64_t i = 0; i < kLines; ++i) {
        lines.push_back({{i * 1000, -37}, {i * 1000, 1000 * (kLines - 1) + 11}});
        lines.push_back({{-5, i * 1000}, {1000 * (kLines - 1) + 400, i * 1000}});
    }
    std::shuffle(lines.begin(), lines.end(), std::mt19937(7)); // NOLINT: the same in each run
    const auto found = facesOfLines(lines, 0);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->faces.size(), std::size_t{(kLines - 1) * (kLines - 1)});
    EXPECT_TRUE(areaOf(*found) == DoubledArea{2} * (kLines - 1) * (kLines - 1) * 1'000'000);
    EXPECT_EQ(std::count(found->used.begin(), found->used.end(), true), 2 * kLines);
}

TEST(RingLocator, KnowsInsideBorderAndOutside) {
    const Line notched{{0, 0}, {100, 0}, {100, 100}, {50, 10}, {0, 100}};
    const RingLocator locator(notched);
    EXPECT_EQ(locator.locate({10, 50}), Where::Inside);
    EXPECT_EQ(locator.locate({50, 50}), Where::Outside);
    EXPECT_EQ(locator.locate({50, 10}), Where::Boundary);
    EXPECT_EQ(locator.locate({0, 0}), Where::Boundary);
    EXPECT_EQ(locator.locate({-1, 0}), Where::Outside);
    EXPECT_EQ(locator.locateMiddle({0, 0}, {1, 0}), Where::Boundary);
    EXPECT_EQ(locator.locateMiddle({0, 0}, {0, -1}), Where::Outside);
}

TEST(DirectParents, NestAndLeaveCrossingAndEqualRingsApart) {
    const auto parents = directParents({square(0, 0, 100),
                                        square(0, 0, 50), // shares a corner and two sides
                                        square(10, 10, 10),
                                        square(90, 90, 30), // crosses the first
                                        square(0, 0, 100)});
    EXPECT_THAT(parents, ElementsAre(kNoRing, parents[1], 1U, kNoRing, kNoRing));
    EXPECT_TRUE(parents[1] == 0U || parents[1] == 4U);
}

} // namespace tuban::geometry
