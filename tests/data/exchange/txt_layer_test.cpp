#include "data/exchange/txt_layer.h"
#include "data/import/wkb_lists.h"
#include "txt_samples.h"

#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

namespace {

using namespace samples;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const TxtFormats& formats() {
    static const auto read = readTxtFormats();
    EXPECT_TRUE(read);
    return *read;
}

TxtLayer layerOf(const std::string& text) {
    const auto parsed = parseParcelTxt(text, {.encoding = {}, .layer = "zd.txt"});
    EXPECT_TRUE(parsed);
    return foreignFromTxt(parsed ? *parsed : ParsedTxt(), formats(), "/data/zd.txt");
}

std::vector<FindingCode> codesOf(const TxtLayer& layer) {
    std::vector<FindingCode> codes;
    for (const Finding& finding : layer.findings) {
        if (finding.code != FindingCode::EncodingDetected) {
            codes.push_back(finding.code);
        }
    }
    return codes;
}

std::vector<std::vector<double>> listsOf(const ForeignFeature& feature) {
    const auto lists = wkbLists(std::as_bytes(std::span(feature.wkb)));
    EXPECT_TRUE(lists);
    return lists.value_or(std::vector<std::vector<double>>());
}

WkbShape shapeOf(const ForeignFeature& feature) {
    return wkbShape(std::as_bytes(std::span(feature.wkb)));
}

/// A square with its north-west corner at (north, east), open or closed.
std::string square(int ring, double north, double east, double size, bool closed) {
    const std::vector<std::pair<double, double>> corners{
        {north, east}, {north, east + size}, {north - size, east + size}, {north - size, east}};
    std::string text;
    for (std::size_t i = 0; i < (closed ? 5U : 4U); ++i) {
        text += "J," + std::to_string(ring) + "," + std::to_string(corners[i % 4].first) + "," +
                std::to_string(corners[i % 4].second) + "\n";
    }
    return text;
}

constexpr double kNorth = 4'301'958.0;
constexpr double kEast = 39'489'582.0;

} // namespace

TEST(TxtLayer, HeaderFieldsAndRingsBecomeAFeature) {
    const TxtLayer made = layerOf(coordinateFile());
    EXPECT_EQ(made.layer.name, "zd");
    EXPECT_EQ(made.layer.format, "Parcel TXT");
    EXPECT_EQ(made.layer.crs, "EPSG:4527");
    EXPECT_EQ(made.layer.features, 2U);
    ASSERT_EQ(made.layer.fields.size(), 8U);
    EXPECT_EQ(made.layer.fields[2].name, "地块编号");
    EXPECT_THAT(
        made.layer.notes,
        ::testing::Contains(std::pair<std::string, std::string>("坐标系", "2000国家大地坐标系")));
    ASSERT_EQ(made.features.size(), 2U);
    const ForeignFeature& first = made.features[0];
    EXPECT_EQ(first.number, 9);
    EXPECT_EQ(first.values[0], FieldValue(std::int64_t{10}));
    EXPECT_DOUBLE_EQ(std::get<double>(first.values[1]), 9600.0);
    EXPECT_EQ(first.values[2], FieldValue(std::string("DK-01")));
    EXPECT_EQ(made.features[1].values[3], FieldValue());
    const auto rings = listsOf(first);
    ASSERT_EQ(rings.size(), 2U);
    EXPECT_THAT(std::vector<double>(rings[0].begin(), rings[0].begin() + 4),
                ElementsAre(39489582.917, 4301958.72, 39489682.917, 4301958.72));
    EXPECT_EQ(rings[0].size(), 10U) << "closed once";
    EXPECT_EQ(rings[1].size(), 10U);
    EXPECT_THAT(codesOf(made), ElementsAre(FindingCode::UnitTaken));
    EXPECT_EQ(made.findings.back().values, (std::vector<std::string>{"地块面积", "ha"}));
}

TEST(TxtLayer, OpenAndClosedRingsAreTheSame) {
    const auto file = [](bool closed) {
        return "4,1,DK,,面,@\n" + square(1, kNorth, kEast, 100, closed) +
               square(2, kNorth - 10, kEast + 10, 20, closed);
    };
    EXPECT_EQ(layerOf(file(true)).features[0].wkb, layerOf(file(false)).features[0].wkb);
}

TEST(TxtLayer, FurtherPartsAreToldFromHolesByContainment) {
    const std::string text = "0,1,DK,,面,@\n" + square(1, kNorth - 10, kEast + 10, 20, true) +
                             square(2, kNorth, kEast, 100, true) +
                             square(3, kNorth - 12, kEast + 12, 10, true) +
                             square(4, kNorth, kEast + 200, 50, true);
    const TxtLayer made = layerOf(text);
    const std::string& wkb = made.features[0].wkb;
    std::uint32_t type = 0;
    std::uint32_t parts = 0;
    std::memcpy(&type, wkb.data() + 1, 4);
    std::memcpy(&parts, wkb.data() + 5, 4);
    EXPECT_EQ(type, 6U);
    EXPECT_EQ(parts, 3U);
    EXPECT_EQ(listsOf(made.features[0]).size(), 4U);
}

TEST(TxtLayer, RingsOfOneNumberAreTakenApartWhereTheyClose) {
    const TxtLayer made = layerOf("0,1,DK,,面,@\n" + square(1, kNorth, kEast, 100, true) +
                                  square(1, kNorth, kEast + 200, 50, true));
    EXPECT_EQ(listsOf(made.features[0]).size(), 2U);
}

TEST(TxtLayer, UnitOfAreasIsToldFromTheComputedOnes) {
    const auto unit = [](const std::string& area) {
        const TxtLayer made =
            layerOf("5," + area + ",DK,,面,@\n" + square(1, kNorth, kEast, 100, true));
        return std::pair(std::get<double>(made.features[0].values[1]), codesOf(made));
    };
    EXPECT_DOUBLE_EQ(unit("1.0000").first, 10'000.0);
    EXPECT_DOUBLE_EQ(unit("10000.0").first, 10'000.0);
    EXPECT_DOUBLE_EQ(unit("15").first, 10'000.0);
    EXPECT_DOUBLE_EQ(unit("1.0000公顷").first, 10'000.0);
    EXPECT_DOUBLE_EQ(unit("10000平方米").first, 10'000.0);
    EXPECT_DOUBLE_EQ(unit("１．００００公顷").first, 10'000.0);
    EXPECT_DOUBLE_EQ(unit("15亩").first, 10'000.0);
    EXPECT_THAT(unit("1.0000").second, ElementsAre(FindingCode::UnitTaken));
    EXPECT_THAT(unit("1.0000公顷").second, IsEmpty());
    EXPECT_THAT(unit("1.0009").second, ElementsAre(FindingCode::UnitTaken)) << "within 0.1 %";
    EXPECT_THAT(unit("1.0020").second, ElementsAre(FindingCode::AreaDiffers));
    EXPECT_THAT(unit("1.00").second, ElementsAre(FindingCode::UnitTaken));
}

TEST(TxtLayer, FieldsAreNamedByTheirNumberAndByTheWordForTheGeometry) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(headerNames({"4", "1.0", "DK", "名"}, formats()),
              (Names{"界址点数", "地块面积", "地块编号", "地块名称"}));
    EXPECT_EQ(headerNames({"4", "1.0", "DK", "面"}, formats()),
              (Names{"界址点数", "地块面积", "地块编号", "记录图形属性"}));
    EXPECT_EQ(headerNames({"4", "DK", "名", "面", "J50", "工业"}, formats()),
              (Names{"界址点数", "地块编号", "地块名称", "记录图形属性", "图幅号", "地块用途"}));
    const Names twelve =
        headerNames({"4", "1", "DK", "", "面", "", "", "a", "b", "c", "d", "e"}, formats());
    EXPECT_EQ(twelve[7], "TBLX");
    EXPECT_EQ(twelve[11], "BZ");
    const Names thirteen =
        headerNames({"4", "1", "DK", "", "面", "", "", "1001", "a", "b", "c", "d", "e"}, formats());
    EXPECT_EQ(thirteen[7], "地类编码");
    EXPECT_EQ(thirteen[8], "TBLX");
    EXPECT_EQ(headerNames({"4", "1", "DK", "", "面", "", "", "", "x", "y"}, formats())[9],
              "字段10");
}

TEST(TxtLayer, LinesAndPointsKeepTheirKind) {
    const std::string points =
        "J1,1,4301958.7,39489582.9\nJ2,1,4301958.7,39489682.9\nJ3,1,4301858.7,39489682.9\n";
    const TxtLayer made =
        layerOf("3,0,a,,线,@\n" + points + "3,0,b,,点,@\n" + points + "3,0,c,,面,@\n" + points);
    EXPECT_EQ(shapeOf(made.features[0]), WkbShape::Lines);
    EXPECT_EQ(shapeOf(made.features[1]), WkbShape::Points);
    EXPECT_EQ(shapeOf(made.features[2]), WkbShape::Areas);
}

TEST(TxtLayer, RingsWithoutThreePointsAreLeftOutAndNamed) {
    const TxtLayer made = layerOf(
        "6,1,DK,,面,@\n" + square(1, kNorth, kEast, 100, true) +
        "J5,2,4301900.0,39489600.0\nJ6,2,4301900.00001,39489600.0\nJ7,2,4301890.0,39489600.0\n");
    EXPECT_EQ(listsOf(made.features[0]).size(), 1U);
    EXPECT_THAT(codesOf(made),
                ElementsAre(FindingCode::PointCountDiffers,
                            FindingCode::RingTooShort,
                            FindingCode::UnitTaken));
    const TxtLayer nothing =
        layerOf("2,1,DK,,面,@\nJ5,1,4301900.0,39489600.0\nJ6,1,4301910.0,39489600.0\n");
    EXPECT_TRUE(nothing.features[0].wkb.empty());
    EXPECT_EQ(nothing.features.size(), 1U) << "the parcel is still accounted for";
}

TEST(TxtLayer, AParcelThatLostAPointSaysWhichLine) {
    const std::string corners = square(1, kNorth, kEast, 100, true);
    const TxtLayer made = layerOf("5,1,DK-1,,面,@\nJ,1,4301958.0,3948958x.0\n" + corners +
                                  "5,1,DK-2,,面,@\n" + corners);
    ASSERT_EQ(made.features.size(), 2U);
    EXPECT_EQ(made.features[0].lostPoint, 2U);
    EXPECT_EQ(made.features[1].lostPoint, 0U);
}

TEST(TxtLayer, ValuesThatAreNoneAreTold) {
    const TxtLayer made =
        layerOf("many,about one,DK,,面,@\n" + square(1, kNorth, kEast, 100, true));
    EXPECT_THAT(codesOf(made), ElementsAre(FindingCode::ValueLeftOut, FindingCode::ValueLeftOut));
}

TEST(TxtLayer, PointsWithoutHeaderHaveNoFieldsAndNoSystem) {
    const TxtLayer made = layerOf(square(1, kNorth, kEast - 39e6, 100, true));
    EXPECT_THAT(made.layer.fields, IsEmpty());
    EXPECT_EQ(made.layer.crs, "");
    ASSERT_EQ(made.features.size(), 1U);
    EXPECT_EQ(listsOf(made.features[0]).size(), 1U);
}

TEST(TxtLayer, StatementsOfTheSystemAreUnderstoodInWords) {
    const auto said = [](const std::string& text) {
        return statementOf(
                   {.project = {}, .properties = {{"坐标系", "CGCS2000"}, {"几度分带", text}}},
                   formats())
            .width;
    };
    EXPECT_EQ(said("3"), 3);
    EXPECT_EQ(said("3度带"), 3);
    EXPECT_EQ(said("３"), 3);
    EXPECT_EQ(said("三度"), 3);
    EXPECT_EQ(said("六度带"), 6);
    EXPECT_EQ(said(""), std::nullopt);
    EXPECT_EQ(said("无"), std::nullopt);
}

} // namespace tuban::data
