// Overlays whose truth can be read off: every coincidence by name. Lengths are in grid cells.

#include "exact_overlay_oracle.h"
#include "overlay_fixtures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::geometry {

namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

/// Parts of the only parcel, in doubled cells without binary places.
std::vector<std::int64_t> partsOf(const Shape& parcel, const Layer& districts) {
    const PartTable parts = overlaid(Layer{parcel}, districts);
    std::vector<std::int64_t> whole;
    for (const FixedArea part : parts.front()) {
        EXPECT_EQ(part & (wholeCells(1) - 1), 0) << "a fraction where there is none";
        whole.push_back(static_cast<std::int64_t>(part >> kFixedAreaBits));
    }
    return whole;
}

Shape ring(const Points& points) {
    return {{points}};
}

Shape withHole(const Shape& outer, const Shape& hole) {
    return {{outer.front().front(), hole.front().front()}};
}

const Shape kSquare = rectangle(0, 0, 100, 100);
constexpr std::int64_t kWhole = 2 * 100 * 100;

} // namespace

TEST(OverlayCases, ParcelInsideOutsideAndAroundADistrict) {
    EXPECT_THAT(partsOf(rectangle(10, 10, 20, 20), {kSquare}), ElementsAre(200));
    EXPECT_THAT(partsOf(rectangle(200, 10, 300, 20), {kSquare}), ElementsAre(0));
    EXPECT_THAT(partsOf(rectangle(-50, -50, 500, 500), {kSquare}), ElementsAre(kWhole));
}

TEST(OverlayCases, ParcelEqualToTheDistrict) {
    EXPECT_THAT(partsOf(kSquare, {kSquare}), ElementsAre(kWhole));
}

TEST(OverlayCases, NeighboursThatOnlyTouchHaveNothingInCommon) {
    EXPECT_THAT(partsOf(rectangle(100, 0, 200, 100), {kSquare}), ElementsAre(0));
    EXPECT_THAT(partsOf(rectangle(-100, 20, 0, 70), {kSquare}), ElementsAre(0));
    EXPECT_THAT(partsOf(rectangle(100, 100, 200, 200), {kSquare}), ElementsAre(0));
    EXPECT_THAT(partsOf(ring({{100, 50}, {150, 20}, {150, 80}}), {kSquare}), ElementsAre(0));
}

TEST(OverlayCases, BordersOneCellApartLeaveASliverOfOneCell) {
    EXPECT_THAT(partsOf(rectangle(99, 0, 200, 100), {kSquare}), ElementsAre(200));
    EXPECT_THAT(partsOf(rectangle(0, 1, 100, 100), {kSquare}), ElementsAre(kWhole - 200));
    EXPECT_THAT(partsOf(ring({{100, 0}, {101, 100}, {99, 100}}), {kSquare}), ElementsAre(100));
}

TEST(OverlayCases, HolesOfEitherLayerAreTakenOff) {
    const Shape frame = withHole(kSquare, rectangle(40, 40, 60, 60));
    EXPECT_THAT(partsOf(frame, {kSquare}), ElementsAre(kWhole - 800));
    EXPECT_THAT(partsOf(kSquare, {frame}), ElementsAre(kWhole - 800));
    EXPECT_THAT(partsOf(frame, {frame}), ElementsAre(kWhole - 800));
    EXPECT_THAT(partsOf(rectangle(40, 40, 60, 60), {frame}), ElementsAre(0));
    EXPECT_THAT(partsOf(rectangle(45, 45, 55, 55), {frame}), ElementsAre(0));
    EXPECT_THAT(partsOf(rectangle(30, 30, 50, 50), {frame}), ElementsAre(800 - 200));
}

TEST(OverlayCases, IslandsInHolesAndPartsApartCount) {
    Shape atoll = withHole(kSquare, rectangle(20, 20, 80, 80));
    atoll.push_back(rectangle(40, 40, 60, 60).front());
    atoll.push_back(rectangle(1000, 0, 1010, 10).front());
    EXPECT_THAT(partsOf(rectangle(-10, -10, 2000, 200), {atoll}),
                ElementsAre(kWhole - 7200 + 800 + 200));
    EXPECT_THAT(partsOf(atoll, {kSquare, rectangle(30, 30, 50, 50), rectangle(1005, 0, 2000, 9)}),
                ElementsAre(kWhole - 7200 + 800, 200, 90));
}

TEST(OverlayCases, DistrictsMayOverlapAndRepeat) {
    const Shape half = rectangle(50, 0, 150, 100);
    EXPECT_THAT(partsOf(rectangle(40, 0, 60, 100), {kSquare, half, kSquare, half}),
                ElementsAre(4000, 2000, 4000, 2000));
}

TEST(OverlayCases, RepeatedParcelsCountEachTime) {
    const PartTable parts =
        overlaid({rectangle(90, 0, 110, 10), rectangle(90, 0, 110, 10)}, Layer{kSquare});
    EXPECT_EQ(parts[0], parts[1]);
    EXPECT_THAT(parts[0], ElementsAre(wholeCells(200)));
}

TEST(OverlayCases, SpikesHaveNoArea) {
    const Shape spiked =
        ring({{0, 0}, {100, 0}, {250, 50}, {100, 0}, {100, 100}, {-30, 100}, {0, 100}});
    EXPECT_THAT(partsOf(spiked, {kSquare}), ElementsAre(kWhole));
    EXPECT_THAT(partsOf(kSquare, {spiked}), ElementsAre(kWhole));
    EXPECT_THAT(partsOf(rectangle(120, 0, 300, 100), {spiked}), ElementsAre(0));
}

TEST(OverlayCases, RepeatedPointsChangeNothing) {
    const Shape stuttering = ring(
        {{0, 0}, {0, 0}, {100, 0}, {100, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 100}, {0, 0}});
    EXPECT_THAT(partsOf(stuttering, {kSquare}), ElementsAre(kWhole));
    EXPECT_THAT(partsOf(rectangle(50, 50, 200, 200), {stuttering}), ElementsAre(5000));
}

TEST(OverlayCases, VerticesOnlyOneSideHasChangeNothing) {
    const Shape withExtra =
        ring({{0, 0}, {37, 0}, {100, 0}, {100, 11}, {100, 63}, {100, 100}, {0, 100}, {0, 50}});
    EXPECT_THAT(partsOf(withExtra, {kSquare}), ElementsAre(kWhole));
    EXPECT_THAT(partsOf(rectangle(100, 0, 200, 100), {withExtra}), ElementsAre(0));
    EXPECT_THAT(partsOf(rectangle(50, 0, 200, 100), {withExtra}), ElementsAre(10000));
}

TEST(OverlayCases, EmptyFeaturesHaveNoParts) {
    EXPECT_THAT(partsOf({}, {kSquare, {}}), ElementsAre(0, 0));
    EXPECT_THAT(partsOf(kSquare, {{}, kSquare}), ElementsAre(0, kWhole));
    EXPECT_TRUE(overlaid(Layer{kSquare}, Layer{}).front().empty());
}

TEST(OverlayCases, FigureOfEightCountsByWindingNumber) {
    const Shape eight = ring({{0, 0}, {100, 100}, {0, 100}, {100, 0}});
    const PartTable parts = overlaid(Layer{eight}, {rectangle(0, 0, 100, 50), kSquare});
    const Layer districts{rectangle(0, 0, 100, 50), kSquare};
    for (std::size_t d = 0; d < districts.size(); ++d) {
        EXPECT_EQ(toRational(parts[0][d]), inFixedCells(exactDoubledOverlap(eight, districts[d])));
    }
}

/// A zone as far east as a zone prefix puts it, and wider than 32-bit cells reach (107 km).
TEST(OverlayCases, CountryWideExtentAtAnEastingWithZonePrefix) {
    constexpr GridPoint kCorner{405'000'000'000, 43'000'000'000}; // 4.05e7 m, 4.3e6 m
    constexpr std::int64_t kSide = 5'000'000'000;                 // 500 km
    const Layer districts =
        placed({rectangle(0, 0, kSide, kSide), rectangle(3, 0, 7, kSide)}, 1, kCorner);
    const Shape triangle = ring({{0, 0}, {kSide, 1}, {0, kSide}});
    const Layer parcels = placed({triangle, rectangle(5, 5, kSide + 9, 8)}, 1, kCorner);
    const PartTable parts = overlaid(parcels, districts);
    EXPECT_EQ(parts[1][0], wholeCells(Int128{2} * (kSide - 5) * 3));
    EXPECT_EQ(parts[1][1], wholeCells(2 * 2 * 3));
    for (std::size_t d = 0; d < districts.size(); ++d) {
        const Rational expected = inFixedCells(exactDoubledOverlap(parcels[0], districts[d]));
        const Rational off = toRational(parts[0][d]) - expected;
        EXPECT_LE(abs(off), 4) << "half a binary place per crossing";
    }
}

TEST(OverlayCases, MovingBothLayersTogetherChangesNoBit) {
    const Layer districts{ring({{0, 0}, {97, 13}, {83, 91}, {-11, 60}}), kSquare};
    const Layer parcels{ring({{20, -30}, {70, 110}, {-40, 77}}), rectangle(50, 50, 151, 77)};
    const PartTable here = overlaid(parcels, districts);
    for (const GridPoint far : {GridPoint{405'000'000'000, 43'000'000'000},
                                GridPoint{-1'000'000'000'003, 7},
                                GridPoint{std::int64_t{1} << 51, -(std::int64_t{1} << 51)}}) {
        EXPECT_THAT(overlaid(placed(parcels, 1, far), placed(districts, 1, far)),
                    ElementsAreArray(here));
    }
}

} // namespace tuban::geometry
