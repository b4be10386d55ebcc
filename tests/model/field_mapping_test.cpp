#include "model/field_mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const LayerSchema kParcel{
    .name = "parcel",
    .title = {"宗地", "Parcels"},
    .geometry = GeometryKind::Polygon,
    .fields = {{.name = "parcel_no", .title = {"宗地号", "Parcel number"}},
               {.name = "class_code", .title = {"规划用地代码", "Planned land-use class"}},
               {.name = "registered_area_m2", .kind = ValueKind::Real, .title = {"登记面积", "Registered area"}}}};

const LayerAliases kAliases{{"ZD", "地块"},
                            {{"class_code", {"YDYHFLDM", "DLDM"}}, {"parcel_no", {"DKBH"}}}};

} // namespace

TEST(FieldMapping, FindsFieldsByNameTitleAndAlias) {
    EXPECT_THAT(matchFields(kParcel, {"FID_1", "dldm", "登记面积", "Parcel_No"}, kAliases),
                ElementsAre(FieldMatch{0, 3, MatchReason::Name},
                            FieldMatch{1, 1, MatchReason::Alias},
                            FieldMatch{2, 2, MatchReason::Title}));
}

TEST(FieldMapping, PrefersTheStrongerReasonThenTheEarlierAlias) {
    EXPECT_THAT(matchFields(kParcel, {"DLDM", "YDYHFLDM", "DKBH", "parcel_no"}, kAliases),
                ElementsAre(FieldMatch{0, 3, MatchReason::Name}, FieldMatch{1, 1, MatchReason::Alias}));
}

TEST(FieldMapping, KnowsNamesThatAShapefileCut) {
    EXPECT_THAT(matchFields(kParcel, {"REGISTERED"}, kAliases),
                ElementsAre(FieldMatch{2, 0, MatchReason::CutName}));
}

TEST(FieldMapping, UsesEachFieldOnce) {
    EXPECT_THAT(matchFields(kParcel, {"parcel_no", "PARCEL_NO"}, kAliases),
                ElementsAre(FieldMatch{0, 0, MatchReason::Name}));
}

TEST(FieldMapping, FollowsWhatWasChosen) {
    EXPECT_THAT(matchFields(kParcel, {"DLDM", "X", "DKBH"}, kAliases, {{"class_code", "x"}, {"parcel_no", ""}}),
                ElementsAre(FieldMatch{1, 1, MatchReason::Chosen}));
}

TEST(FieldMapping, ComparesNamesWithoutWidthCaseAndBlanks) {
    EXPECT_EQ(comparableName("ＤＬＢＭ"), "dlbm");
    EXPECT_EQ(comparableName(" Land-Use_Code "), "landusecode");
    EXPECT_EQ(comparableName("地类（编码）"), "地类(编码)");
    EXPECT_EQ(comparableName("\xEF"), "\xEF") << "bytes that are no character stay";
}

TEST(FieldMapping, FindsTheLayerByItsNames) {
    const std::vector<LayerSchema> catalog{kParcel};
    const FieldAliases aliases{{"parcel", kAliases}};
    EXPECT_EQ(layerByName(catalog, aliases, "PARCEL"), &catalog[0]);
    EXPECT_EQ(layerByName(catalog, aliases, "宗地"), &catalog[0]);
    EXPECT_EQ(layerByName(catalog, aliases, "zd"), &catalog[0]);
    EXPECT_EQ(layerByName(catalog, aliases, "buildings"), nullptr);
}

} // namespace tuban
