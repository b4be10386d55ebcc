#include "landuse/classification_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::landuse {

using ::testing::ElementsAre;
using Reason = ClassificationChoice::Reason;

namespace {

LandUseClass top(const std::string& code, const std::string& name) {
    return {.code = code, .name = {name, name}};
}

LandUseClass under(std::size_t parent, const std::string& code, const std::string& name) {
    return {.code = code, .parent = parent, .level = 2, .name = {name, name}};
}

/// Excerpts of the real tables, enough to be mistaken for each other.
std::vector<Classification> tables() {
    std::vector<Classification> out;
    out.emplace_back(
        ClassTableInfo{
            .id = "2023", .title = {}, .document = {}, .fields = {"YDYHFLDM"}, .preferred = true},
        std::vector<LandUseClass>{top("01", "耕地"),
                                  under(0, "0101", "水田"),
                                  under(0, "0103", "旱地"),
                                  top("06", "农业设施建设用地"),
                                  under(3, "0601", "农村道路"),
                                  under(3, "0602", "设施农用地"),
                                  top("07", "居住用地"),
                                  under(6, "0701", "城镇住宅用地"),
                                  under(6, "0703", "农村宅基地")});
    out.emplace_back(
        ClassTableInfo{.id = "2020", .title = {}, .document = {}, .fields = {"YDYHFLDM"}},
        std::vector<LandUseClass>{top("01", "耕地"),
                                  under(0, "0101", "水田"),
                                  under(0, "0103", "旱地"),
                                  top("06", "农业设施建设用地"),
                                  under(3, "0602", "种植设施建设用地"),
                                  under(3, "0603", "畜禽养殖设施建设用地"),
                                  under(3, "0604", "水产养殖设施建设用地"),
                                  top("07", "居住用地"),
                                  under(7, "0701", "城镇住宅用地"),
                                  under(7, "0703", "农村宅基地")});
    out.emplace_back(
        ClassTableInfo{.id = "sandiao", .title = {}, .document = {}, .fields = {"DLBM"}},
        std::vector<LandUseClass>{top("01", "耕地"),
                                  under(0, "0101", "水田"),
                                  under(0, "0103", "旱地"),
                                  top("06", "工矿用地"),
                                  under(3, "0601", "工业用地"),
                                  top("07", "住宅用地"),
                                  under(5, "0702", "农村宅基地")});
    out.emplace_back(
        ClassTableInfo{.id = "gb50137-2011", .title = {}, .document = {}},
        std::vector<LandUseClass>{top("R", "居住用地"), under(0, "R2", "二类"), top("B", "商业")});
    return out;
}

Result<ClassificationChoice> choose(const std::vector<CodeCount>& codes,
                                    const std::string& field = "code") {
    return chooseClassification(codes, field, tables());
}

std::string chosen(const Result<ClassificationChoice>& choice) {
    if (!choice) {
        return "ambiguous";
    }
    return choice->table ? tables()[*choice->table].id() : "none";
}

} // namespace

TEST(ClassificationChoice, CodesThatOneTableKnowsChooseIt) {
    const auto letters = choose({{"R2", 10}, {"B", 5}});
    EXPECT_EQ(chosen(letters), "gb50137-2011");
    EXPECT_EQ(letters->reason, Reason::OnlyFit);
    EXPECT_EQ(letters->codes, 2U);
    EXPECT_EQ(letters->parcels, 15U);
    EXPECT_EQ(chosen(choose({{"0702", 10}, {"0101", 5}, {"0601", 9}})), "sandiao");
    EXPECT_EQ(chosen(choose({{"0603", 10}, {"0604", 5}, {"0602", 9}})), "2020");
}

TEST(ClassificationChoice, WithoutDifferenceInMeaningThePreferredTableIsTaken) {
    const auto choice = choose({{"0701", 10}, {"0703", 5}});
    EXPECT_EQ(chosen(choice), "2023");
    EXPECT_EQ(choice->reason, Reason::SameMeaning);
    EXPECT_EQ(chosen(choose({{"0101", 10}, {"0103", 5}})), "2023")
        << "three tables agree on farmland";
}

TEST(ClassificationChoice, CodesOfTheTrialAndOf2023ThatDifferInMeaningAreAskedFor) {
    const auto choice = choose({{"0701", 100}, {"0602", 5}});
    ASSERT_FALSE(choice);
    EXPECT_EQ(choice.error().code, ErrorCode::ClassificationAmbiguous);
    EXPECT_EQ(choice.error().subject, "2023, 2020");
    EXPECT_EQ(choice.error().detail, "0602");
    EXPECT_EQ(chosen(choose({{"0701", 100}, {"0602", 5}}, "YDYHFLDM")), "ambiguous")
        << "both tables list the field";
}

TEST(ClassificationChoice, ASingleStrayCodeDoesNotDecideBetweenMeanings) {
    EXPECT_EQ(chosen(choose({{"0701", 1000}, {"0602", 50}, {"0603", 1}})), "ambiguous");
    EXPECT_EQ(chosen(choose({{"0701", 1000}, {"0602", 50}, {"0603", 40}})), "2020");
    EXPECT_EQ(chosen(choose({{"0701", 1000}, {"0602", 50}, {"0603", 1}, {"0604", 1}})), "2020");
}

TEST(ClassificationChoice, OfTablesThatAgreeTheOneThatKnowsMoreIsTaken) {
    EXPECT_EQ(chosen(choose({{"0701", 1000}, {"0603", 1}})), "2020");
    EXPECT_EQ(chosen(choose({{"0101", 1000}, {"0702", 1}})), "sandiao");
}

TEST(ClassificationChoice, TheFieldNameDecidesBetweenTablesThatFit) {
    EXPECT_EQ(chosen(choose({{"0101", 10}, {"0601", 5}})), "ambiguous") << "农村道路 or 工业用地";
    const auto survey = choose({{"0101", 10}, {"0601", 5}}, "dlbm");
    EXPECT_EQ(chosen(survey), "sandiao");
    EXPECT_EQ(survey->reason, Reason::FieldName);
    EXPECT_EQ(chosen(choose({{"0101", 10}, {"0601", 5}}, "YDYHFLDM")), "2023");
}

TEST(ClassificationChoice, TheFieldNameDoesNotBeatTheCodes) {
    EXPECT_EQ(chosen(choose({{"R2", 10}, {"B", 5}}, "DLBM")), "gb50137-2011");
    EXPECT_EQ(chosen(choose({{"0703", 10}, {"0701", 5}, {"0602", 7}, {"0603", 7}}, "DLBM")),
              "2020");
}

TEST(ClassificationChoice, ForeignCodesArePlainValues) {
    // Zoning codes of a town abroad, among them one letter that GB 50137 uses too.
    const auto zoning = choose({{"C-1", 40}, {"OS", 20}, {"B", 4}, {"BA-3", 9}});
    EXPECT_EQ(chosen(zoning), "none");
    EXPECT_EQ(zoning->reason, Reason::NoTableFits);
    EXPECT_EQ(chosen(choose({{"residential", 5}, {"forest", 9}})), "none");
    EXPECT_EQ(chosen(choose({{"B", 900}, {"C-1", 1}, {"OS", 1}})), "none") << "one of three codes";
    EXPECT_EQ(chosen(choose({{"R2", 1}, {"B", 1}, {"C-1", 100}})), "none") << "2 of 102 parcels";
}

TEST(ClassificationChoice, EmptyCodesDoNotCount) {
    EXPECT_EQ(chosen(choose({{"", 1'000'000}, {"R2", 10}})), "gb50137-2011");
    EXPECT_EQ(chosen(choose({{"", 7}})), "none");
    EXPECT_EQ(chosen(choose({})), "none");
}

TEST(ClassificationChoice, UnknownCodesAreAllowedUpToAHalf) {
    EXPECT_EQ(chosen(choose({{"R2", 10}, {"B", 5}, {"R2/B", 3}})), "gb50137-2011");
}

TEST(ClassificationChoice, AFindingCarriesTheEvidence) {
    const Finding some = choiceFinding(*choose({{"R2", 10}, {"B", 5}, {"X", 3}, {"", 4}}));
    EXPECT_EQ(some.code, FindingCode::ClassificationChosen);
    EXPECT_EQ(some.severity, Severity::Note);
    EXPECT_THAT(some.values, ElementsAre("gb50137-2011", "15", "18", "2", "3", "fit"));
    const Finding none = choiceFinding(*choose({{"forest", 9}}));
    EXPECT_EQ(none.severity, Severity::Advice);
    EXPECT_THAT(none.values, ElementsAre("", "0", "9", "0", "1", "none"));
}

} // namespace tuban::landuse
