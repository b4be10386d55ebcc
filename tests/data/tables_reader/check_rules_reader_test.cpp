#include "data/tables_reader/check_rules_reader.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <string>

namespace tuban::data {

namespace {

Result<CheckRules> rulesOf(const std::string& text) {
    const test::TemporaryFolder folder;
    test::writeBytes(folder.file("rules.toml"),
                     "format = \"tuban-check-rules\"\nversion = 1\nid = \"mine\"\n" + text);
    return loadCheckRules(folder.file("rules.toml"));
}

std::string rule(const std::string& id, const std::string& more) {
    return "[[rule]]\nid = \"" + id +
           "\"\nseverity = \"fault\"\ntitle = { zh = \"甲\", en = \"A\" }\nsource = \"S\"\n" +
           more + "\n";
}

} // namespace

TEST(CheckRulesReader, ReadsTheRulesOfTheProduct) {
    const auto rules = loadCheckRules();
    ASSERT_TRUE(rules) << rules.error().detail << rules.error().where;
    ASSERT_EQ(rules->rules.size(), kCheckKinds);
    for (std::size_t i = 0; i < kCheckKinds; ++i) {
        const CheckRule& one = rules->rules[i];
        EXPECT_EQ(one.kind, static_cast<CheckKind>(i));
        EXPECT_TRUE(one.on) << nameOf(one.kind);
        EXPECT_FALSE(one.title.zh.empty() || one.source.empty()) << nameOf(one.kind);
        EXPECT_EQ(checkKindNamed(nameOf(one.kind)), one.kind);
    }
    EXPECT_EQ(*rules->rule(CheckKind::Gap).maxArea, Area::squareMetres(10000));
    EXPECT_EQ(*rules->rule(CheckKind::MissingVertex).tolerance, Length::metres(0.001));
    EXPECT_EQ(*rules->rule(CheckKind::Spike).angle, Angle::degrees(1));
    EXPECT_EQ(rules->rule(CheckKind::Amount).products.front().result, "land_price_10k");
}

TEST(CheckRulesReader, SwitchesOffWhatTheFileDoesNotName) {
    const auto rules = rulesOf(rule("spike", "angle_deg = 2") +
                               rule("gap", "min_area_m2 = 0\nmax_area_m2 = 5\non = false"));
    ASSERT_TRUE(rules) << rules.error().detail;
    EXPECT_TRUE(rules->on(CheckKind::Spike));
    EXPECT_FALSE(rules->on(CheckKind::Gap));
    EXPECT_FALSE(rules->on(CheckKind::Overlap));
}

TEST(CheckRulesReader, RefusesWhatItCannotUnderstandAndNamesTheLine) {
    for (const std::string& text :
         {std::string(),
          rule("spikes", "angle_deg = 2"),
          rule("spike", ""),
          rule("spike", "angle_deg = -1"),
          rule("spike", "angle_deg = 90"),
          rule("spike", "angle_deg = \"2\""),
          rule("spike", "angle_deg = nan"),
          rule("spike", "angle_deg = 2\ncolour = 1"),
          rule("spike", "angle_deg = 2\non = 1"),
          rule("spike", "angle_deg = 2") + rule("spike", "angle_deg = 2"),
          rule("overlap", "min_area_m2 = 0\npriority = \"nicer\""),
          rule("parcel-number", "pattern = \"[\""),
          rule("date-order", "layer = \"contract\"\norder = [[\"a\"]]"),
          std::string("[[rule]]\nid = \"class-code\"\nseverity = \"bad\"\n"
                      "title = { zh = \"甲\", en = \"A\" }\nsource = \"S\"\n")}) {
        const auto rules = rulesOf(text);
        ASSERT_FALSE(rules) << text;
        EXPECT_EQ(rules.error().code, ErrorCode::TableMalformed) << text;
        EXPECT_FALSE(rules.error().where.empty()) << text;
    }
}

TEST(CheckRulesReader, SaysThatTheFileIsMissing) {
    const test::TemporaryFolder folder;
    EXPECT_EQ(loadCheckRules(folder.file("none.toml")).error().code, ErrorCode::TableNotFound);
}

} // namespace tuban::data
