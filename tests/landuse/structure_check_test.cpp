#include "landuse/structure_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::landuse {

using ::testing::ElementsAre;
using Verdict = StructureShare::Verdict;

namespace {

Classification classes() {
    return {
        "t",
        {},
        {},
        {
            {.code = "07", .name = {"居住用地", "Residential"}},
            {.code = "0701", .parent = 0, .level = 2, .name = {"城镇住宅用地", "Urban housing"}},
            {.code = "0703", .parent = 0, .level = 2, .name = {"农村宅基地", "Homestead"}},
            {.code = "08", .name = {"公共", "Public"}},
            {.code = "0804", .parent = 3, .level = 2, .name = {"教育", "Education"}},
            {.code = "080404", .parent = 4, .level = 3, .name = {"幼儿园", "Kindergarten"}},
            {.code = "10", .name = {"工矿", "Industry and mining"}},
            {.code = "1001", .parent = 6, .level = 2, .name = {"工业", "Industry"}},
            {.code = "01", .name = {"耕地", "Farmland"}},
        }};
}

StructureRules rules() {
    StructureRules out;
    out.id = "r";
    out.document = "GB 50137-2011";
    out.clause = "4.4.1";
    out.status = "to be confirmed";
    out.groups = {{"R", {"居住", "Residential"}, Ratio::percent(25), Ratio::percent(40)},
                  {"A", {"公共", "Public"}, Ratio::percent(5), Ratio::percent(8)},
                  {"M", {"工业", "Industrial"}, {}, {}}};
    out.tables["t"] = {
        {{"0701", 0}, {"080404", 0}, {"08", 1}, {"1001", 2}}, {"07", "10"}, {"0703"}};
    return out;
}

/// One district with leaf rows of the given hectares, half as much again outside it.
LandBalance balance(const std::vector<std::pair<std::string, double>>& hectares) {
    LandBalance out;
    out.districts.push_back({"D", Area::hectares(1000), {}, {}, {}});
    for (const auto& [code, amount] : hectares) {
        BalanceRow row;
        row.code = code;
        out.rows.push_back(row);
        out.areas.push_back({Area::hectares(amount)});
        out.rowTotals.push_back(Area::hectares(1.5 * amount));
        out.districts[0].covered += Area::hectares(amount);
        out.total += Area::hectares(1.5 * amount);
    }
    return out;
}

} // namespace

TEST(StructureCheck, SharesAreOfUrbanConstructionLandOnly) {
    const auto checks = checkStructure(
        balance({{"0701", 30}, {"0804", 10}, {"1001", 60}, {"01", 5000}, {"0703", 77}}),
        classes(),
        rules());
    ASSERT_EQ(checks.size(), 2U);
    EXPECT_EQ(checks[0].district, 0U);
    EXPECT_EQ(checks[0].urban, Area::hectares(100));
    EXPECT_EQ(checks[0].mixed, Area());
    EXPECT_DOUBLE_EQ(checks[0].shares[0].share.inPercent(), 30.0);
    EXPECT_DOUBLE_EQ(checks[0].shares[1].share.inPercent(), 10.0);
    EXPECT_DOUBLE_EQ(checks[0].shares[2].share.inPercent(), 60.0);
    EXPECT_EQ(checks[0].shares[0].verdict, Verdict::Within);
    EXPECT_EQ(checks[0].shares[1].verdict, Verdict::Above);
    EXPECT_EQ(checks[0].shares[2].verdict, Verdict::NoLimit);
    EXPECT_EQ(checks[1].district, std::nullopt) << "all land of the layer";
    EXPECT_EQ(checks[1].urban, Area::hectares(150));
}

TEST(StructureCheck, TheNearestListedClassDecides) {
    const auto checks = checkStructure(
        balance({{"080404", 40}, {"0804", 5}, {"08", 1}, {"1001", 54}}), classes(), rules());
    EXPECT_EQ(checks[0].shares[0].area, Area::hectares(40)) << "kindergartens count as residential";
    EXPECT_EQ(checks[0].shares[1].area, Area::hectares(6));
}

TEST(StructureCheck, LandCodedTooCoarselyIsLeftOutAndReported) {
    const auto checks =
        checkStructure(balance({{"07", 9}, {"10", 2}, {"0701", 30}}), classes(), rules());
    EXPECT_EQ(checks[0].urban, Area::hectares(30));
    EXPECT_EQ(checks[0].mixed, Area::hectares(11));
}

TEST(StructureCheck, SubtotalsAndUnknownCodesDoNotCount) {
    LandBalance land = balance({{"08", 100}, {"0804", 100}, {"??", 7}, {"", 3}});
    land.rows[0].leaf = false;
    const auto checks = checkStructure(land, classes(), rules());
    EXPECT_EQ(checks[0].urban, Area::hectares(100));
}

TEST(StructureCheck, LimitsAreInclusive) {
    const auto at = [](double residential) {
        const auto land = balance({{"0701", residential}, {"1001", 100 - residential}});
        return checkStructure(land, classes(), rules())[0].shares[0].verdict;
    };
    EXPECT_EQ(at(25), Verdict::Within);
    EXPECT_EQ(at(40), Verdict::Within);
    EXPECT_EQ(at(24.999), Verdict::Below);
    EXPECT_EQ(at(40.001), Verdict::Above);
}

TEST(StructureCheck, OneEntryWhereTheLayerIsTheDistrict) {
    LandBalance land = balance({{"0701", 30}});
    land.rowTotals = {land.areas[0][0]};
    land.total = land.areas[0][0];
    EXPECT_EQ(checkStructure(land, classes(), rules()).size(), 1U);
}

TEST(StructureCheck, NothingForAClassTableThatTheRulesDoNotKnow) {
    StructureRules other = rules();
    other.tables.clear();
    EXPECT_TRUE(checkStructure(balance({{"0701", 30}}), classes(), other).empty());
}

TEST(StructureFindings, AreAdviceWithClauseAndStatus) {
    LandBalance land = balance({{"0701", 45}, {"0804", 6}, {"1001", 49}});
    const StructureRules limits = rules();
    const auto findings = structureFindings(checkStructure(land, classes(), limits), land, limits);
    ASSERT_EQ(findings.size(), 2U) << "the district and all land";
    EXPECT_EQ(findings[0].severity, Severity::Advice);
    EXPECT_EQ(findings[0].code, FindingCode::StructureOutOfRange);
    EXPECT_THAT(findings[0].values,
                ElementsAre("D",
                            "R",
                            "居住",
                            "Residential",
                            "45.00",
                            "25.0",
                            "40.0",
                            "GB 50137-2011",
                            "4.4.1",
                            "to be confirmed"));
    EXPECT_EQ(findings[1].values[0], "");
}

TEST(StructureFindings, ADistrictWithoutUrbanLandGivesNone) {
    const LandBalance land = balance({{"01", 45}, {"07", 3}});
    EXPECT_TRUE(structureFindings(checkStructure(land, classes(), rules()), land, rules()).empty());
}

} // namespace tuban::landuse
