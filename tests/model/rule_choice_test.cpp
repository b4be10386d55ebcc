#include "model/rule_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban {

namespace {

using ::testing::ElementsAre;
using Values = std::vector<FieldValue>;
using Kind = Condition::Kind;

LayerSchema schema() {
    LayerSchema made{.name = "road", .title = {"道路", "Roads"}};
    made.fields = {{.name = "class", .kind = ValueKind::Text, .title = {"等级", "Class"}},
                   {.name = "width", .kind = ValueKind::Real, .title = {"宽度", "Width"}}};
    return made;
}

Condition classIs(const std::string& value) {
    return {Kind::Equal, {}, {{true, "class"}, {false, value}}};
}

RuleChoice choiceOf(const Style& style) {
    auto choice = RuleChoice::of(style, schema());
    EXPECT_TRUE(choice);
    return choice ? std::move(*choice) : RuleChoice();
}

} // namespace

TEST(FilterText, IsReadAsTheSameCondition) {
    const Condition condition{
        Kind::And,
        {{Kind::Or, {classIs("it's"), {Kind::IsNull, {}, {{true, "class"}}}}, {}},
         {Kind::Not, {{Kind::Between, {}, {{true, "width"}, {false, "3"}, {false, "10"}}}}, {}},
         {Kind::Like, {}, {{true, "class"}, {false, "i%"}}}},
        {}};
    EXPECT_EQ(filterText(condition),
              R"((("class" = 'it''s' or "class" is null) and )"
              R"(not ("width" between '3' and '10') and "class" like 'i%'))");
    const auto filter = Filter::parse(filterText(condition), schema());
    ASSERT_TRUE(filter);
    EXPECT_TRUE(filter->matches({std::string("it's"), 12.0}));
    EXPECT_FALSE(filter->matches({std::string("it's"), 5.0}));
}

TEST(RuleChoice, TakesEveryRuleWhoseConditionHolds) {
    const Style style{
        .rules = {{.condition = classIs("main")},
                  {.condition = classIs("side")},
                  {.condition = Condition{Kind::Greater, {}, {{true, "width"}, {false, "20"}}}},
                  {}}};
    RuleChoice choice = choiceOf(style);
    EXPECT_EQ(choice.setOf({std::string("main"), 30.0}), 0);
    EXPECT_EQ(choice.setOf({std::string("main"), 3.0}), 1);
    EXPECT_EQ(choice.setOf({std::string("main"), 2.0}), 1);
    EXPECT_EQ(choice.setOf({FieldValue(), FieldValue()}), 2);
    EXPECT_THAT(choice.sets(), ElementsAre(RuleSet{0, 2, 3}, RuleSet{0, 3}, RuleSet{3}));
    EXPECT_THAT(choice.fields(), ElementsAre(0, 1));
}

TEST(RuleChoice, TakesTheRestWhereNoOtherRuleOfThePassDraws) {
    const Style style{.rules = {{.condition = classIs("main"), .maxScaleDenominator = 5000.0},
                                {.otherwise = true},
                                {.otherwise = true, .pass = 1}}};
    RuleChoice choice = choiceOf(style);
    const std::uint16_t place = choice.setOf({std::string("main"), 1.0});
    const RuleSet& main = choice.sets().at(place);
    EXPECT_THAT(main, ElementsAre(0));
    EXPECT_THAT(rulesDrawn(style, main, 1000.0), ElementsAre(0, 2));
    EXPECT_THAT(rulesDrawn(style, main, 9000.0), ElementsAre(1, 2));
    EXPECT_THAT(rulesDrawn(style, {}, 1000.0), ElementsAre(1, 2));
}

TEST(RuleChoice, TakesTheFirstRuleAloneWhereThePassSaysSo) {
    const Style style{.rules = {{.maxScaleDenominator = 5000.0, .onlyFirst = true},
                                {.onlyFirst = true},
                                {.otherwise = true, .onlyFirst = true},
                                {.pass = 1}}};
    EXPECT_THAT(rulesDrawn(style, {0, 1, 3}, 1000.0), ElementsAre(0, 3));
    EXPECT_THAT(rulesDrawn(style, {0, 1, 3}, 9000.0), ElementsAre(1, 3));
    EXPECT_THAT(rulesDrawn(style, {3}, 9000.0), ElementsAre(2, 3));
}

TEST(RuleChoice, NamesTheRuleOfAFieldThatIsMissing) {
    const Style style{
        .rules = {{.name = "by height",
                   .condition = Condition{Kind::Equal, {}, {{true, "height"}, {false, "1"}}}}}};
    const auto choice = RuleChoice::of(style, schema());
    ASSERT_FALSE(choice);
    EXPECT_EQ(choice.error().code, ErrorCode::FilterMalformed);
    EXPECT_EQ(choice.error().subject, "by height");
}

} // namespace tuban
