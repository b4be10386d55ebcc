#include "landuse/balance_assembly.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::landuse {

using geometry::FixedArea;
using geometry::Grid;
using ::testing::ElementsAre;

namespace {

/// `squareMetres` as the kernel holds it on the 0.1 mm grid: doubled cells with binary places.
FixedArea fixed(double squareMetres) {
    return (static_cast<FixedArea>(squareMetres * 1e8) * 2) << geometry::kFixedAreaBits;
}

Classification classes() {
    return {
        "t",
        {},
        {},
        {
            {.code = "07", .name = {"居住用地", "Residential"}, .colour = Rgb{255, 255, 45}},
            {.code = "0701", .parent = 0, .level = 2, .name = {"城镇住宅用地", "Urban housing"}},
            {.code = "070101", .parent = 1, .level = 3, .name = {"一类", "Class 1"}},
            {.code = "070102", .parent = 1, .level = 3, .name = {"二类", "Class 2"}},
            {.code = "0703", .parent = 0, .level = 2, .name = {"农村宅基地", "Homestead"}},
            {.code = "14", .name = {"绿地", "Green"}, .group = "城镇用地"},
            {.code = "1401", .parent = 5, .level = 2, .name = {"公园绿地", "Park"}},
            {.code = "16", .name = {"留白用地", "Reserved"}},
        }};
}

/// One district; each code has `inside` m² in it and 1 m² outside.
BalanceSums oneDistrict(const std::vector<std::pair<std::string, double>>& inside) {
    BalanceSums sums(1);
    for (const auto& [code, area] : inside) {
        const auto index = sums.codeIndex(code);
        sums.add(index, 0, fixed(area));
        sums.addWhole(index, fixed(area + 1.0));
    }
    return sums;
}

BalanceInput input(const Classification* table, int level, double districtArea) {
    BalanceInput in;
    in.districts = {{"D", fixed(districtArea), {}}};
    in.classification = table;
    in.level = level;
    return in;
}

std::vector<std::string> outline(const LandBalance& balance) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < balance.rows.size(); ++i) {
        const BalanceRow& row = balance.rows[i];
        lines.push_back((row.leaf ? "" : "+") + std::string(row.undivided ? "=" : "") + row.code +
                        " " +
                        std::to_string(std::lround(balance.areas[i].front().inSquareMetres())));
    }
    return lines;
}

} // namespace

TEST(LandBalance, RollsDeeperCodesUpToTheLevelAndAddsSubtotals) {
    const Classification table = classes();
    const BalanceSums sums = oneDistrict({{"070102", 4}, {"070101", 3}, {"0703", 2}, {"16", 1}});
    EXPECT_THAT(outline(assembleBalance(sums, input(&table, 3, 10))),
                ElementsAre("+07 9", "+0701 7", "070101 3", "070102 4", "0703 2", "16 1"));
    EXPECT_THAT(outline(assembleBalance(sums, input(&table, 2, 10))),
                ElementsAre("+07 9", "0701 7", "0703 2", "16 1"));
    EXPECT_THAT(outline(assembleBalance(sums, input(&table, 1, 10))), ElementsAre("07 9", "16 1"));
}

TEST(LandBalance, ACodeAboveTheLevelStaysALeafBesideItsChildren) {
    const Classification table = classes();
    const BalanceSums sums = oneDistrict({{"07", 5}, {"0701", 3}, {"070101", 2}, {"14", 7}});
    const LandBalance balance = assembleBalance(sums, input(&table, 3, 17));
    EXPECT_THAT(outline(balance),
                ElementsAre("+07 10", "=07 5", "+0701 5", "=0701 3", "070101 2", "14 7"));
    EXPECT_EQ(balance.rows[1].parent, 0U);
    EXPECT_EQ(balance.rows[3].parent, 2U);
    EXPECT_EQ(balance.rows[4].parent, 2U);
    EXPECT_EQ(balance.rows[5].parent, std::nullopt);
    EXPECT_EQ(balance.rows[0].colour, (Rgb{255, 255, 45}));
    EXPECT_EQ(balance.rows[5].group, "城镇用地");
}

TEST(LandBalance, UnknownCodesKeepTheirRowsSortedAndTheEmptyOneLast) {
    const Classification table = classes();
    const BalanceSums sums = oneDistrict({{"", 1}, {"Z9", 2}, {"16", 3}, {"A/B", 4}});
    const LandBalance balance = assembleBalance(sums, input(&table, 2, 10));
    EXPECT_THAT(outline(balance), ElementsAre("16 3", "A/B 4", "Z9 2", " 1"));
    EXPECT_TRUE(balance.rows[0].known);
    EXPECT_FALSE(balance.rows[1].known);
    EXPECT_FALSE(balance.rows[3].known);
}

TEST(LandBalance, WithoutAClassTableCodesArePlainValues) {
    const BalanceSums sums = oneDistrict({{"residential", 1}, {"C-1", 2}, {"0701", 3}});
    const LandBalance balance = assembleBalance(sums, input(nullptr, 3, 6));
    EXPECT_THAT(outline(balance), ElementsAre("0701 3", "C-1 2", "residential 1"));
    EXPECT_TRUE(balance.rows[1].known);
}

TEST(LandBalance, DoesNotDependOnTheOrderOfParcels) {
    const Classification table = classes();
    const auto first = assembleBalance(
        oneDistrict({{"070102", 4}, {"X", 3}, {"0703", 2}, {"A", 1}}), input(&table, 3, 10));
    const auto second = assembleBalance(
        oneDistrict({{"A", 1}, {"0703", 2}, {"X", 3}, {"070102", 4}}), input(&table, 3, 10));
    EXPECT_EQ(outline(first), outline(second));
}

TEST(LandBalance, TellsInsideFromOutsideAndClosesOnTheDistrict) {
    BalanceSums sums(2);
    const auto code = sums.codeIndex("16");
    sums.add(code, 0, fixed(30));
    sums.add(code, 1, fixed(20));
    sums.addWhole(code, fixed(100));
    BalanceInput in;
    in.districts = {{"北区", fixed(35), {fixed(6), fixed(1)}}, {"南区", fixed(20), {}}};
    in.inSeveralDistricts = fixed(8);
    const LandBalance balance = assembleBalance(sums, in);
    EXPECT_EQ(balance.total, Area::squareMetres(100));
    EXPECT_EQ(balance.outside, Area::squareMetres(100 - (50 - 8)));
    EXPECT_EQ(balance.parcels, 1U);
    const DistrictTotals& north = balance.districts[0];
    EXPECT_EQ(north.name, "北区");
    EXPECT_EQ(north.covered + north.uncovered - north.overlap, north.area);
    EXPECT_EQ(balance.rowTotals[0], Area::squareMetres(100));
    EXPECT_EQ(shareOfDistrict(balance, 0, 1), Ratio::percent(100));
    EXPECT_DOUBLE_EQ(shareOfDistrict(balance, 0, 0).inPercent(), 100.0 * 30 / 35);
}

TEST(LandBalance, TheWholeLayerIsOneDistrictWhereNoneAreGiven) {
    BalanceSums sums(0);
    sums.addWhole(sums.codeIndex("b"), fixed(30));
    sums.addWhole(sums.codeIndex("a"), fixed(12));
    BalanceInput in;
    in.layerOverlap = fixed(2);
    const LandBalance balance = assembleBalance(sums, in);
    ASSERT_EQ(balance.districts.size(), 1U);
    EXPECT_EQ(balance.districts[0].covered, Area::squareMetres(42));
    EXPECT_EQ(balance.districts[0].area, Area::squareMetres(40));
    EXPECT_EQ(balance.districts[0].overlap, Area::squareMetres(2));
    EXPECT_EQ(balance.outside, Area());
    EXPECT_THAT(outline(balance), ElementsAre("a 12", "b 30"));
}

TEST(LandBalance, TurnsGridAndUnitOfTheCrsIntoSquareMetres) {
    BalanceSums sums(0);
    sums.addWhole(sums.codeIndex("a"), (FixedArea(2) << geometry::kFixedAreaBits) * 1'000'000);
    BalanceInput in;
    in.grid = Grid::withDecimals(3);
    in.metresPerUnit = 0.3048;
    const LandBalance balance = assembleBalance(sums, in);
    EXPECT_DOUBLE_EQ(balance.total.inSquareMetres(), 0.3048 * 0.3048) << "one square foot";
}

TEST(LandBalance, SubtotalsAreSummedAsIntegers) {
    // 10^5 parts of a third of a square metre: doubles would drift.
    const Classification table = classes();
    BalanceSums sums(1);
    const FixedArea third = fixed(1) / 3;
    for (const char* text : {"070101", "070102", "0703"}) {
        const auto code = sums.codeIndex(text);
        for (int i = 0; i < 100'000; ++i) {
            sums.add(code, 0, third);
        }
    }
    const LandBalance balance = assembleBalance(sums, input(&table, 3, 1));
    EXPECT_EQ(balance.areas[0][0].inSquareMetres(),
              Grid::tenthMillimetre().toSquareUnits(third * 300'000));
}

TEST(CodeFindings, NameEachUnknownCodeAndCountParcelsWithoutCode) {
    const Classification table = classes();
    BalanceSums sums(0);
    for (const char* text : {"Z", "07", "", "Z", "", "A"}) {
        sums.addWhole(sums.codeIndex(text), 1);
    }
    const auto findings = codeFindings(sums, &table);
    ASSERT_EQ(findings.size(), 3U);
    EXPECT_EQ(findings[0].code, FindingCode::UnknownCode);
    EXPECT_THAT(findings[0].values, ElementsAre("A", "1"));
    EXPECT_THAT(findings[1].values, ElementsAre("Z", "2"));
    EXPECT_EQ(findings[2].code, FindingCode::EmptyCode);
    EXPECT_THAT(findings[2].values, ElementsAre("2"));
    ASSERT_EQ(codeFindings(sums, nullptr).size(), 1U);
}

} // namespace tuban::landuse
