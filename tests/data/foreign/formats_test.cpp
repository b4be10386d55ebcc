// Every format that the reader process takes: the same features as a plain loop over OGR features.

#include "support/foreign_rows.h"
#include "support/gpkg_file.h"
#include "support/shapefile.h"
#include "support/temporary_folder.h"
#include "support/zip_file.h"

#include <cpl_conv.h>

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stop_token>

namespace tuban::data {

namespace fs = std::filesystem;
using test::featuresOf;
using test::openFile;
using test::textsByOgr;
using test::textsByReader;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

namespace {

constexpr int kCount = 40;

class ForeignFormats : public testing::Test {
protected:
    std::string made(const std::string& driver, const std::string& name, int count = kCount) {
        const std::string path = folder.file(name);
        test::writeLayer(driver, path, count);
        return path;
    }
    /// Features of the first layer, compared as text.
    void expectLikeOgr(const std::string& path, const std::string& format) {
        const auto truth = textsByOgr(path, 0);
        ASSERT_THAT(truth, SizeIs(kCount)) << path;
        EXPECT_EQ(textsByReader(path, 0), truth);
        const auto reader = openFile(path);
        ASSERT_TRUE(reader);
        ASSERT_FALSE((*reader)->layers().empty());
        EXPECT_EQ((*reader)->layers()[0].format, format);
        EXPECT_EQ((*reader)->layers()[0].file, path);
    }

    test::TemporaryFolder folder;
};

TEST_F(ForeignFormats, ShapefilesAreReadLikeOgr) {
    const std::string path = made("ESRI Shapefile", "parcel.shp");
    expectLikeOgr(path, "ESRI Shapefile");
    const auto reader = openFile(path);
    ASSERT_TRUE(reader);
    const ForeignLayer& layer = (*reader)->layers()[0];
    EXPECT_EQ(layer.name, "parcel");
    EXPECT_THAT(layer.crs, HasSubstr("4548"));
    EXPECT_TRUE(layer.hasGeometry);
    EXPECT_EQ(layer.features, std::uint64_t{kCount});
    ASSERT_THAT(layer.fields, SizeIs(4));
    EXPECT_EQ(layer.fields[0].name, "code");
    EXPECT_EQ(layer.fields[0].kind, ValueKind::Text);
    EXPECT_EQ(layer.fields[0].width, 40);
    EXPECT_EQ(layer.fields[1].kind, ValueKind::Real);
    EXPECT_EQ(layer.fields[2].kind, ValueKind::Integer);
    EXPECT_EQ(layer.fields[3].kind, ValueKind::Date);
}

TEST_F(ForeignFormats, GeoJsonIsReadLikeOgr) {
    expectLikeOgr(made("GeoJSON", "parcel.geojson"), "GeoJSON");
}

TEST_F(ForeignFormats, NewlineDelimitedGeoJsonIsReadLikeOgr) {
    expectLikeOgr(made("GeoJSONSeq", "parcel.geojsonl"), "GeoJSONSeq");
}

TEST_F(ForeignFormats, KmlIsReadLikeOgr) {
    expectLikeOgr(made("LIBKML", "parcel.kml"), "KML");
}

/// The colour of an entity, which OGR has in its style, comes as one more field.
TEST_F(ForeignFormats, DrawingsAreReadLikeOgrWithTheirColours) {
    const std::string path = made("DXF", "parcel.dxf");
    auto truth = textsByOgr(path, 0);
    ASSERT_THAT(truth, SizeIs(kCount));
    for (std::string& text : truth) {
        text += "|#000000";
    }
    EXPECT_EQ(textsByReader(path, 0), truth);
    EXPECT_EQ((*openFile(path))->layers()[0].format, "DXF");
}

/// What the rows are is not for the reader to decide: headings are a row like the others.
TEST_F(ForeignFormats, TextTablesComeAsRowsOfTexts) {
    const std::string path = folder.file("a.csv");
    test::writeBytes(path,
                     "台账;;\r\n编号;面积;\"备\n注\"\r\n\r\nDK-1;\"1,5\";\"a;\"\"b\"\"\"\r\nDK-2;0012;x\"y\n");
    EXPECT_THAT(textsByReader(path, 0),
                ElementsAre("1|null|台账|null|null",
                            "2|null|编号|面积|备\n注",
                            "3|null|null|null|null",
                            "4|null|DK-1|1,5|a;\"b\"",
                            "5|null|DK-2|0012|x\"y"));
    const auto reader = openFile(path);
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->layers()[0].format, "CSV");
    EXPECT_EQ((*reader)->layers()[0].features, 5U);
}

TEST_F(ForeignFormats, WellKnownTextInATableComesAsGeometry) {
    const std::string path = folder.file("a.csv");
    test::writeBytes(path, "名称,图形\na,POINT (1 2)\nb,\nc,POINT (1\n");
    EXPECT_THAT(textsByReader(path, 0),
                ElementsAre("1|null|名称|图形",
                            "2|POINT (1 2)|a|null",
                            "3|null|b|null",
                            "4|null|c|POINT (1"));
    EXPECT_TRUE((*openFile(path))->layers()[0].hasGeometry);
}

/// All days would be four years off.
TEST_F(ForeignFormats, SpreadsheetsThatCountFrom1904AreRefused) {
    const test::ZipFile zip{{{"xl/workbook.xml", "<workbook><workbookPr date1904=\"1\"/></workbook>"}}};
    test::writeBytes(folder / "mac.xlsx", zip.bytes());
    const Error refusal = test::refusalOf(folder / "mac.xlsx");
    EXPECT_EQ(refusal.code, ErrorCode::FormatNotSupported);
    EXPECT_THAT(refusal.detail, HasSubstr("1904"));
}

TEST_F(ForeignFormats, SpreadsheetsComeAsRowsOfTextsLikeThoseOfOgr) {
    const CPLConfigOptionSetter headings("OGR_XLSX_HEADERS", "DISABLE", false);
    const CPLConfigOptionSetter types("OGR_XLSX_FIELD_TYPES", "STRING", false);
    const std::string path = made("XLSX", "parcel.xlsx");
    const auto truth = textsByOgr(path, 0);
    ASSERT_THAT(truth, SizeIs(kCount + 1)) << path;
    EXPECT_EQ(textsByReader(path, 0), truth);
    EXPECT_EQ((*openFile(path))->layers()[0].format, "XLSX");
}

/// The number and the key are one in a GeoPackage; all else is as OGR has it.
TEST_F(ForeignFormats, GeoPackagesAreReadLikeOgr) {
    expectLikeOgr(made("GPKG", "parcel.gpkg"), "GPKG");
}

TEST_F(ForeignFormats, FileGeodatabasesAreReadAsFoldersAndOutOfArchives) {
    const fs::path database = made("OpenFileGDB", "parcel.gdb");
    test::ZipFile zip;
    for (const auto& entry : fs::directory_iterator(database)) {
        zip.entries.push_back({"data/parcel.gdb/" + entry.path().filename().string(),
                               test::bytesOf(entry.path()),
                               true});
    }
    test::writeBytes(folder / "parcel.zip", zip.bytes());
    const auto truth = textsByOgr(database, 0);
    const auto shape = [](const std::string& text) { return text.substr(0, text.find("))")); };
    for (const fs::path& path : {database, folder / "parcel.zip"}) {
        const auto reader = openFile(path);
        ASSERT_TRUE(reader) << reader.error().detail;
        ASSERT_THAT((*reader)->layers(), SizeIs(1));
        EXPECT_EQ((*reader)->layers()[0].name, "parcel");
        EXPECT_EQ((*reader)->layers()[0].format, "OpenFileGDB");
        EXPECT_THAT((*reader)->layers()[0].crs, HasSubstr("4548"));
        const auto features = featuresOf(**reader, 0);
        ASSERT_TRUE(features);
        ASSERT_EQ(features->size(), truth.size());
        for (std::size_t i = 0; i < truth.size(); ++i) {
            EXPECT_EQ(shape(test::textOf((*features)[i])), shape(truth[i]));
        }
        EXPECT_EQ((*features)[1].values[0], FieldValue("地类1"));
    }
}

TEST_F(ForeignFormats, TheContentDecidesNotTheName) {
    const std::string path = made("GeoJSON", "parcel.geojson");
    fs::rename(path, folder / "parcel.shp");
    const auto reader = openFile(folder / "parcel.shp");
    ASSERT_TRUE(reader) << reader.error().detail;
    EXPECT_EQ((*reader)->layers()[0].format, "GeoJSON");
}

TEST_F(ForeignFormats, ATableWithoutShapesIsATable) {
    made("ESRI Shapefile", "parcel.shp");
    for (const char* other : {"parcel.shp", "parcel.shx", "parcel.prj"}) {
        fs::remove(folder / other);
    }
    const auto reader = openFile(folder / "parcel.dbf");
    ASSERT_TRUE(reader) << reader.error().detail;
    EXPECT_FALSE((*reader)->layers()[0].hasGeometry);
    EXPECT_THAT(*featuresOf(**reader, 0), SizeIs(kCount));
}

TEST_F(ForeignFormats, AMissingIndexIsMadeInMemory) {
    const std::string path = made("ESRI Shapefile", "parcel.shp");
    const auto truth = textsByOgr(path, 0);
    fs::remove(folder / "parcel.shx");
    const auto before = test::stateOf(folder.path());
    EXPECT_EQ(textsByReader(path, 0), truth);
    EXPECT_EQ(test::stateOf(folder.path()), before);
}

TEST_F(ForeignFormats, PartsOfAShapefileChosenWithItAreNoFurtherFiles) {
    const std::string path = made("ESRI Shapefile", "parcel.shp");
    const auto reader = openForeign(
        {folder / "parcel.dbf", path, folder / "parcel.prj", folder / "parcel.shx"}, {}, {});
    ASSERT_TRUE(reader) << reader.error().detail;
    EXPECT_THAT((*reader)->layers(), SizeIs(1));
}

TEST_F(ForeignFormats, ChineseTextsWithoutDeclarationAreToldByTheirBytes) {
    const std::string name = test::encoded("地块名称", "GBK");
    const test::DbfFile table{
        {{name, 40}}, {{test::encoded("工业用地", "GBK")}, {test::encoded("道路用地", "GBK")}}};
    test::writeShapefile(folder.file("a"), table);
    const auto reader = openFile(folder / "a.shp");
    ASSERT_TRUE(reader) << reader.error().detail;
    EXPECT_EQ((*reader)->layers()[0].fields[0].name, "地块名称");
    const auto features = featuresOf(**reader, 0);
    ASSERT_TRUE(features);
    EXPECT_EQ((*features)[1].values[0], FieldValue("道路用地"));
    ASSERT_FALSE((*reader)->findings().empty());
    EXPECT_EQ((*reader)->findings()[0].code, FindingCode::EncodingDetected);
    EXPECT_EQ((*reader)->findings()[0].values[0], "GB18030");
}

TEST_F(ForeignFormats, TheEncodingCanBeOverruled) {
    const test::DbfFile table{{{"name", 40}}, {{test::encoded("東京", "SHIFT_JIS")}}};
    test::writeShapefile(folder.file("a"), table);
    const auto texts = textsByReader(folder / "a.shp", 0, {.encoding = "SHIFT_JIS"});
    ASSERT_THAT(texts, SizeIs(1));
    EXPECT_THAT(texts[0], HasSubstr("東京"));
    EXPECT_EQ(test::refusalOf(folder / "a.shp", {.encoding = "no such"}).code,
              ErrorCode::BadArgument);
}

TEST_F(ForeignFormats, ReadingStopsWhenTheSinkWantsNoMoreAndStartsAnew) {
    const auto reader = openFile(made("GPKG", "parcel.gpkg", 20'000));
    ASSERT_TRUE(reader);
    for (int round = 0; round < 3; ++round) {
        int seen = 0;
        const auto read = (*reader)->read(0, [&](ForeignFeature&&) { return ++seen < 10; }, {});
        EXPECT_TRUE(read);
        EXPECT_EQ(seen, 10);
    }
    EXPECT_THAT(*featuresOf(**reader, 0), SizeIs(20'000));
}

} // namespace

} // namespace tuban::data
