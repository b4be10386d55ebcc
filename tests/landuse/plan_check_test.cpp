#include "landuse/plan_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::landuse {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

PlanAreaClaim area(double squareKilometres) {
    return {"d1",
            "district",
            {{"id", {"d1"}}},
            {"一区", "District 1"},
            Area::squareKilometres(squareKilometres),
            Area::squareMetres(1),
            "二"};
}

PlanSumClaim sum(double stated, const std::vector<double>& parts) {
    PlanSumClaim claim{
        "s", {"合计", "Total"}, Area::squareKilometres(stated), Area::hectares(1), {}, "一"};
    for (const double part : parts) {
        claim.parts.push_back({{"分", "Part"}, Area::squareKilometres(part)});
    }
    return claim;
}

PlanCheck checkOne(PlanAreaClaim claim, std::optional<Area> found) {
    Plan plan;
    plan.areas = {std::move(claim)};
    return checkPlan(plan, {{found}, {}});
}

PlanCheck checkOne(PlanSumClaim claim) {
    Plan plan;
    plan.sums = {std::move(claim)};
    return checkPlan(plan, {});
}

PlanCheck checkRate(double percent, Area numerator, Area denominator) {
    Plan plan;
    plan.rates = {{"r",
                   {"率", "Rate"},
                   Ratio::percent(percent),
                   Ratio::percent(0.005),
                   "parcel",
                   {},
                   {},
                   {},
                   "四"}};
    return checkPlan(plan, {{}, {{numerator, denominator}}});
}

} // namespace

TEST(PlanCheck, AreaAgreesUpToItsTolerance) {
    for (const double found : {4420000.0, 4420001.0, 4419999.0}) {
        const PlanCheck check = checkOne(area(4.42), Area::squareMetres(found));
        EXPECT_TRUE(check.areas[0].agrees) << found;
        EXPECT_THAT(check.findings, IsEmpty());
    }
}

TEST(PlanCheck, AreaBeyondItsToleranceIsAFinding) {
    const PlanCheck check = checkOne(area(4.42), Area::squareMetres(4420001.01));
    EXPECT_FALSE(check.areas[0].agrees);
    ASSERT_EQ(check.findings.size(), 1U);
    EXPECT_EQ(check.findings[0].code, FindingCode::PlanAreaMismatch);
    EXPECT_EQ(check.findings[0].layer, "district");
    EXPECT_THAT(check.findings[0].values,
                ElementsAre("一区", "District 1", "4.420000", "4.420001", "1.01", "二"));
}

TEST(PlanCheck, AMissingFeatureIsAFindingNotAnAreaOfNought) {
    const PlanCheck check = checkOne(area(0), std::nullopt);
    EXPECT_FALSE(check.areas[0].found);
    EXPECT_FALSE(check.areas[0].agrees);
    ASSERT_EQ(check.findings.size(), 1U);
    EXPECT_EQ(check.findings[0].code, FindingCode::PlanFeatureMissing);
    EXPECT_THAT(check.findings[0].values,
                ElementsAre("一区", "District 1", "district", "d1", "二"));
}

// The two contradictions of the published plan.
TEST(PlanCheck, StatedTotalsThatTheirPartsDoNotGiveAreFindings) {
    const PlanCheck future = checkOne(sum(22, {2.08, 10.87, 15.63}));
    ASSERT_EQ(future.findings.size(), 1U);
    EXPECT_EQ(future.findings[0].code, FindingCode::PlanSumMismatch);
    EXPECT_EQ(future.findings[0].severity, Severity::Warning);
    EXPECT_THAT(future.findings[0].values,
                ElementsAre("合计", "Total", "22.00", "28.58", "6.58", "一"));
    const PlanCheck planned = checkOne(sum(132, {5.79, 20, 4.42, 6.64, 6.45, 2.35, 3.54}));
    ASSERT_EQ(planned.findings.size(), 1U);
    EXPECT_THAT(planned.findings[0].values,
                ElementsAre("合计", "Total", "132.00", "49.19", "-82.81", "一"));
}

TEST(PlanCheck, SumsAgreeAsFarAsRoundingExplainsThem) {
    EXPECT_TRUE(checkOne(sum(3.00, {1.00, 2.00})).sums[0].agrees);
    // Three parts and a total, each rounded to 0.01: up to 0.02 apart.
    EXPECT_TRUE(checkOne(sum(1.00, {0.33, 0.33, 0.33})).sums[0].agrees);
    EXPECT_TRUE(checkOne(sum(1.00, {0.34, 0.34, 0.34})).sums[0].agrees);
    EXPECT_FALSE(checkOne(sum(1.00, {0.35, 0.34, 0.34})).sums[0].agrees);
    EXPECT_FALSE(checkOne(sum(1.00, {1.02})).sums[0].agrees);
}

TEST(PlanCheck, RateAgreesUpToItsTolerance) {
    const Area all = Area::squareKilometres(10);
    EXPECT_TRUE(checkRate(91.87, Area::squareKilometres(9.187), all).rates[0].agrees);
    EXPECT_TRUE(checkRate(91.87, Area::squareKilometres(9.1874), all).rates[0].agrees);
    EXPECT_TRUE(checkRate(0, Area(), all).rates[0].agrees);
    const PlanCheck failed = checkRate(91.87, Area::squareKilometres(9.1877), all);
    EXPECT_FALSE(failed.rates[0].agrees);
    ASSERT_EQ(failed.findings.size(), 1U);
    EXPECT_EQ(failed.findings[0].code, FindingCode::PlanRateMismatch);
    EXPECT_THAT(failed.findings[0].values, ElementsAre("率", "Rate", "91.87", "91.88", "四"));
}

TEST(PlanCheck, ARateOfNothingIsUndefinedNotNought) {
    const PlanCheck check = checkRate(0, Area(), Area());
    EXPECT_FALSE(check.rates[0].found);
    EXPECT_FALSE(check.rates[0].agrees);
    ASSERT_EQ(check.findings.size(), 1U);
    EXPECT_EQ(check.findings[0].code, FindingCode::PlanRateUndefined);
}

} // namespace tuban::landuse
