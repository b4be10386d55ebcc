#include "model/classification.h"

#include <gtest/gtest.h>

namespace tuban {

namespace {

Classification table(const std::string& id, const std::string& orchards) {
    return {id,
            {"表", "table"},
            "document",
            {
                {.code = "02", .name = {"园地", "Garden plots"}},
                {.code = "0203", .parent = 0, .level = 2, .name = {orchards, "Rubber"}},
                {.code = "020301", .parent = 1, .level = 3, .name = {"幼林", "Young"}},
                {.code = "R", .name = {"居住用地", "Housing"}},
            }};
}

} // namespace

TEST(Classification, FindsClassesByTheirWholeCode) {
    const Classification classes = table("t", "橡胶园");
    EXPECT_EQ(classes.find("0203"), 1U);
    EXPECT_EQ(classes.find("020"), std::nullopt);
    EXPECT_EQ(classes.find(""), std::nullopt);
    EXPECT_EQ(classes.levels(), 3);
    EXPECT_EQ(classes.id(), "t");
    EXPECT_EQ(classes.source(), "document");
}

TEST(Classification, RollsUpToALevelAndNeverDown) {
    const Classification classes = table("t", "橡胶园");
    EXPECT_EQ(classes.atLevel(2, 3), 2U);
    EXPECT_EQ(classes.atLevel(2, 2), 1U);
    EXPECT_EQ(classes.atLevel(2, 1), 0U);
    EXPECT_EQ(classes.atLevel(0, 3), 0U);
}

TEST(Classification, AnotherNameMeansOtherLandUnlessItIsListed) {
    const Classification old = table("old", "橡胶园");
    EXPECT_TRUE(old.meansTheSame(table("new", "橡胶园"), "0203"));
    EXPECT_FALSE(old.meansTheSame(table("new", "油料园地"), "0203"));
    EXPECT_TRUE(old.meansTheSame(table("new", "油料园地"), "02"));

    const Classification renamed(ClassTableInfo{.id = "new", .title = {}, .document = {}},
                                 {{.code = "02", .name = {"园地", ""}},
                                  {.code = "0203",
                                   .parent = 0,
                                   .level = 2,
                                   .name = {"橡胶园地", ""},
                                   .otherNames = {"橡胶园"}}});
    EXPECT_TRUE(old.meansTheSame(renamed, "0203"));
    EXPECT_TRUE(renamed.meansTheSame(old, "0203"));
}

TEST(Classification, TheSameNameUnderAnotherParentIsOtherLand) {
    const Classification wetland("survey",
                                 {},
                                 {},
                                 {{.code = "00", .name = {"湿地", ""}},
                                  {.code = "0203", .parent = 0, .level = 2, .name = {"橡胶园", ""}},
                                  {.code = "R", .name = {"居住用地", ""}}});
    EXPECT_FALSE(table("t", "橡胶园").meansTheSame(wetland, "0203"));
    EXPECT_TRUE(table("t", "橡胶园").meansTheSame(wetland, "R"));
}

} // namespace tuban
