#include "landuse/control_area.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

namespace tuban::landuse {

namespace {

std::int64_t hundredths(Area area) {
    return std::llround(area.inSquareMetres() * 100.0);
}

std::int64_t sumOf(const std::vector<Area>& areas) {
    std::int64_t sum = 0;
    for (const Area area : areas) {
        sum += hundredths(area);
    }
    return sum;
}

} // namespace

TEST(ControlArea, SharesTheClosureInProportionToTheAreas) {
    // f = 1000.00 − 999.00 = 1.00: v = 0.10, 0.30, 0.60.
    const auto adjusted = adjustToControlArea(
        {Area::squareMetres(99.9), Area::squareMetres(299.7), Area::squareMetres(599.4)},
        Area::squareMetres(1000),
        Area::squareMetres(1));
    ASSERT_TRUE(adjusted);
    EXPECT_EQ(adjusted->closure, Area::squareMetres(1));
    EXPECT_THAT(adjusted->areas,
                ::testing::ElementsAre(
                    Area::squareMetres(100), Area::squareMetres(300), Area::squareMetres(600)));
}

TEST(ControlArea, TheResidualOfRoundingGoesToTheLargestRemainder) {
    const std::vector<Area> thirds(3, Area::squareMetres(33.3));
    const auto adjusted =
        adjustToControlArea(thirds, Area::squareMetres(100), Area::squareMetres(1));
    ASSERT_TRUE(adjusted);
    EXPECT_THAT(adjusted->areas,
                ::testing::ElementsAre(Area::squareMetres(33.34),
                                       Area::squareMetres(33.33),
                                       Area::squareMetres(33.33)));
}

TEST(ControlArea, PartsThatCloseStayAsTheyAre) {
    const std::vector<Area> parts{Area::squareMetres(0.1), Area::squareMetres(0.2)};
    const auto adjusted = adjustToControlArea(parts, Area::squareMetres(0.3), Area());
    ASSERT_TRUE(adjusted) << "0.1 + 0.2 is 0.3 here";
    EXPECT_EQ(adjusted->areas, parts);
    EXPECT_EQ(adjusted->closure, Area());
}

TEST(ControlArea, RefusesAClosureOverTheAllowedLimit) {
    const std::vector<Area> parts{Area::squareMetres(500), Area::squareMetres(499)};
    const Area control = Area::squareMetres(1000);
    EXPECT_TRUE(adjustToControlArea(parts, control, Area::squareMetres(1)));
    const auto refused = adjustToControlArea(parts, control, Area::squareMetres(0.99));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::ControlAreaMismatch);
    const auto negative =
        adjustToControlArea(parts, Area::squareMetres(997), Area::squareMetres(1.5));
    EXPECT_FALSE(negative) << "a closure of −2 is refused as well";
}

TEST(ControlArea, RefusesPartsThatCannotBeAdjusted) {
    const Area large = Area::squareKilometres(1);
    EXPECT_FALSE(adjustToControlArea({}, Area::squareMetres(1), large));
    EXPECT_FALSE(adjustToControlArea({Area()}, Area::squareMetres(1), large));
    EXPECT_FALSE(adjustToControlArea(
        {Area::squareMetres(5), Area::squareMetres(-1)}, Area::squareMetres(5), large));
    EXPECT_FALSE(adjustToControlArea({Area::squareMetres(5)}, Area::squareMetres(-5), large));
}

TEST(ControlArea, AnyListSumsToTheControlAreaExactly) {
    std::mt19937_64 random(53);
    std::uniform_real_distribution<double> amount(1e-3, 1e5);
    std::uniform_real_distribution<double> error(-1e-3, 1e-3);
    for (int round = 0; round < 10'000; ++round) {
        std::vector<Area> parts;
        double sum = 0.0;
        for (std::size_t i = 1 + random() % 40; i > 0; --i) {
            parts.push_back(Area::squareMetres(amount(random)));
            sum += parts.back().inSquareMetres();
        }
        const double control = std::round(sum * (1.0 + error(random)) * 100.0) / 100.0;
        const auto adjusted = adjustToControlArea(
            parts, Area::squareMetres(control), Area::squareMetres(0.002 * sum + 1));
        ASSERT_TRUE(adjusted);
        ASSERT_EQ(sumOf(adjusted->areas), std::llround(control * 100.0));
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const double exact = parts[i].inSquareMetres() / sum * control;
            ASSERT_LT(std::abs(adjusted->areas[i].inSquareMetres() - exact), 0.01 + 1e-9);
        }
    }
}

} // namespace tuban::landuse
