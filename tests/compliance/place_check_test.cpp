#include "check_fixtures.h"
#include "compliance/place_check.h"

#include <gtest/gtest.h>

using namespace tuban;
using namespace tuban::compliance;
using namespace tuban::compliance::test;

namespace {

Ground groundOf(const std::vector<Points>& features,
                std::vector<std::string> names,
                std::vector<std::optional<Area>> control = {}) {
    geometry::PolygonChunkBuilder builder;
    for (const Points& ring : features) {
        builder.addRing(ring);
        builder.endPart();
        builder.endFeature();
    }
    auto index = geometry::OverlayIndex::build(builder.take(), 1, Progress());
    EXPECT_TRUE(index);
    return {std::move(*index), std::move(names), std::move(control)};
}

std::vector<CheckFinding> check(const CheckedLayer& layer, const Grounds& grounds) {
    auto found = checkPlaces(productRules(), layer, grounds, 2, Progress());
    EXPECT_TRUE(found);
    return std::move(*found);
}

// Three parcels of 10 m × 10 m side by side.
CheckedLayer row() {
    std::vector<Rings> parcels;
    for (std::int64_t x = 0; x < 30; x += 10) {
        parcels.push_back({rectangle(x * kMetre, 0, (x + 10) * kMetre, 10 * kMetre)});
    }
    return layerOf(parcels, 2);
}

} // namespace

TEST(PlaceCheck, FindsWhatLiesOutsideThePlanningArea) {
    Grounds grounds;
    grounds.planArea = groundOf({rectangle(0, 0, 25 * kMetre, 10 * kMetre)}, {"zone"});
    const auto found = check(row(), grounds);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, CheckKind::OutsidePlanArea);
    EXPECT_EQ(found[0].rows, std::vector<std::uint32_t>{2});
    EXPECT_DOUBLE_EQ(found[0].area->inSquareMetres(), 50.0);
}

TEST(PlaceCheck, FindsParcelsAcrossDistrictsAndSumsThatMissTheControlArea) {
    Grounds grounds;
    grounds.districts = groundOf({rectangle(0, 0, 14 * kMetre, 10 * kMetre),
                                  rectangle(14 * kMetre, 0, 30 * kMetre, 10 * kMetre)},
                                 {"west", "east"},
                                 {Area::squareMetres(140), Area::squareMetres(170)});
    const auto found = check(row(), grounds);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].kind, CheckKind::AcrossDistricts);
    EXPECT_EQ(found[0].values, (std::vector<std::string>{"west", "40.00", "60.00"}));
    EXPECT_EQ(found[1].values, (std::vector<std::string>{"east", "60.00", "40.00"}));
    EXPECT_EQ(found[2].kind, CheckKind::ControlArea);
    EXPECT_EQ(found[2].values, (std::vector<std::string>{"east", "160.00", "170.00", "-10.00"}));
}

TEST(PlaceCheck, FindsOnlyConstructionLandInsideControlLines) {
    Grounds grounds;
    grounds.controlLines =
        groundOf({rectangle(5 * kMetre, 0, 15 * kMetre, 10 * kMetre)}, {"farmland"});
    grounds.construction = {true, false, true};
    const auto found = check(row(), grounds);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, CheckKind::ControlLine);
    EXPECT_EQ(found[0].rows, std::vector<std::uint32_t>{0});
    EXPECT_EQ(found[0].values, (std::vector<std::string>{"farmland", "50.00"}));
}
