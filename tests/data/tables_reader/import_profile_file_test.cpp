#include "data/tables_reader/import_profile_file.h"

#include <gtest/gtest.h>

namespace tuban::data {

namespace {

const std::string kHead = "format = \"tuban-import-profile\"\nversion = 1\n";

Error refusal(const std::string& text) {
    const auto profile = parseImportProfile(kHead + text, "p.toml");
    EXPECT_FALSE(profile) << text;
    return profile ? Error{ErrorCode::Cancelled, {}} : profile.error();
}

} // namespace

TEST(ImportProfile, ComesBackAsItWasWritten) {
    ImportProfile profile{.layer = "parcel",
                          .crs = "EPSG:4527",
                          .encoding = "GB18030",
                          .classification = "2023",
                          .shareVertices = false};
    profile.fields = {{"parcel_no", "地块 \"编号\""}, {"remark", ""}};
    profile.drawing.asDrawn = true;
    profile.drawing.unit = "mm";
    profile.drawing.gap = Length::metres(0.015);
    profile.drawing.layers = {"YD-工业", "a\\b"};
    profile.drawing.classes = {{"YD-工业", "100102"}};
    profile.drawing.colours = {{"#ff0000", "0701"}};
    profile.drawing.texts = {{"parcel_no", "^([0-9]+)$", {}},
                             {"registered_area_m2", "^(.*)亩$", 666.0}};
    profile.join = "parcel_no";
    profile.table = {.headingRow = 3, .headingRows = 2, .firstRow = 6, .lastRow = 40, .geometry = "areas"};
    const std::string text = importProfileText(profile);
    const auto back = parseImportProfile(text, "p.toml");
    ASSERT_TRUE(back) << back.error().detail << back.error().where << "\n" << text;
    EXPECT_EQ(*back, profile) << text;
    EXPECT_EQ(importProfileText(*back), text);
    const auto plain = parseImportProfile(importProfileText({}), "p.toml");
    ASSERT_TRUE(plain);
    EXPECT_EQ(*plain, ImportProfile());
}

TEST(ImportProfile, RefusesWhatItDoesNotKnowWithItsPlace) {
    EXPECT_EQ(refusal("layr = \"parcel\"\n").where, "line 3");
    EXPECT_EQ(refusal("[drawing]\ngap = 1\n").where, "line 4");
    EXPECT_EQ(refusal("layer = 5\n").detail, "layer is not a text");
    EXPECT_EQ(refusal("[drawing]\nunit = \"feet\"\n").detail, "unit is not mm, cm, m or km");
    EXPECT_EQ(refusal("[drawing]\ngap_m = -1\n").detail, "gap_m is not from 0 to 1");
    EXPECT_EQ(refusal("[drawing]\ngap_m = nan\n").detail, "gap_m is not a number");
    EXPECT_EQ(refusal("[[drawing.text]]\nfield = \"far\"\n").code, ErrorCode::TableMalformed);
    EXPECT_EQ(refusal("[table]\nheading = 1\n").where, "line 4");
    EXPECT_EQ(refusal("[table]\nheading_row = -1\n").detail, "heading_row is not a whole number from 0");
    EXPECT_EQ(refusal("[table]\nlast_row = \"5\"\n").detail, "last_row is not a whole number from 1");
    EXPECT_EQ(refusal("[table]\ngeometry = \"lines\"\n").detail, "geometry is not wkt, points, areas or none");
    EXPECT_EQ(refusal("fields = 3\n").detail, "fields is not a table");
    EXPECT_EQ(refusal("share_vertices = \"yes\"\n").detail, "share_vertices is not true or false");
    EXPECT_EQ(parseImportProfile("version = 1\n", "p").error().code, ErrorCode::TableMalformed);
    EXPECT_EQ(
        parseImportProfile("format = \"tuban-import-profile\"\nversion = 2\n", "p").error().code,
        ErrorCode::TableMalformed);
    EXPECT_EQ(readImportProfile("/none/p.toml").error().code, ErrorCode::FileNotFound);
}

TEST(DrawingRules, OfTheProductAreComplete) {
    const auto rules = readDrawingRules();
    ASSERT_TRUE(rules) << rules.error().detail << rules.error().where;
    EXPECT_DOUBLE_EQ(rules->gap->inMetres(), 0.01);
    EXPECT_GE(rules->texts.size(), 5U);
}

} // namespace tuban::data
