// Files made to do harm: what they are refused by, and that what is in them never runs.

#include "support/foreign_rows.h"
#include "support/gpkg_file.h"
#include "support/references.h"
#include "support/temporary_folder.h"

#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using test::refusalOf;
using testing::HasSubstr;
using testing::SizeIs;

namespace {

class ForeignHostile : public testing::Test {
protected:
    std::string file(const std::string& name, const std::string& content) {
        test::writeBytes(folder / name, content);
        return folder.file(name);
    }
    Error refused(const std::string& name, const std::string& content) {
        return refusalOf(file(name, content));
    }

    test::TemporaryFolder folder;
};

std::string kmlAround(const std::string& inner, const std::string& before = {}) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + before +
           "<kml xmlns=\"http://www.opengis.net/kml/2.2\">" + inner + "</kml>";
}

} // namespace

TEST_F(ForeignHostile, FormatsThatAreNotReadAreRefusedByTheirNames) {
    const std::vector<std::tuple<std::string, std::string, std::string>> cases{
        {"a.pdf", "%PDF-1.7\n", "PDF"},
        {"a.dwg", "AC1027", "DWG"},
        {"a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "XLS"},
        {"a.mdb", std::string("\0\1\0\0Standard Jet DB", 19), "MDB"},
        {"a.rar", "Rar!\x1A\x07", "RAR"},
        {"a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG"},
        {"a.gml", "<gml:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\"/>", "GML"},
        {"a.gpx", "<gpx version=\"1.1\"/>", "GPX"},
        {"a.topojson", R"({"type":"Topology","objects":{},"arcs":[]})", "TopoJSON"},
        {"a.json", R"({"geometryType":"esriGeometryPolygon","features":[]})", "Esri JSON"},
        {"b.json", R"({"a":1})", "no GeoJSON"},
        {"a.tif", std::string("II*\0", 4), "TIFF"},
        {"a.tab", "!table\n!version 300\n", "MapInfo"},
        {"a.fgb", "fgb\x03", "FlatGeobuf"},
        {"a.exe", "MZ\x90", "program"},
        {"a.gdbtable", "PAR1", "Parquet"},
        {"a.osm.pbf", std::string("\0\0\0\x0D\x0A\x09OSMHeader", 15), "OpenStreetMap"},
    };
    for (const auto& [name, content, said] : cases) {
        const Error error = refused(name, content);
        EXPECT_EQ(error.code, ErrorCode::FormatNotSupported) << name;
        EXPECT_EQ(error.subject, folder.file(name));
        EXPECT_THAT(error.detail, HasSubstr(said)) << name;
    }
    EXPECT_EQ(refused("a.txt", "Only words,\nno table\n").code, ErrorCode::FormatNotSupported);
    EXPECT_EQ(refused("empty.shp", "").code, ErrorCode::FormatNotSupported);
}

TEST_F(ForeignHostile, FilesThatReferToOthersAreRefusedAsSuch) {
    const auto files = test::referringFiles("/etc/hostname");
    for (std::size_t i = 0; i < files.size(); i += 5) { // all of them: references_test.cpp
        const auto reader = test::openFile(file(files[i].first, files[i].second));
        if (files[i].first.ends_with(".vrt")) {
            ASSERT_FALSE(reader) << files[i].first;
            EXPECT_EQ(reader.error().code, ErrorCode::NetworkReference) << files[i].first;
        }
    }
}

TEST_F(ForeignHostile, LinksInMapsAreNotFollowedAndThatIsSaid) {
    const auto reader = test::openFile(
        file("a.kml",
             kmlAround("<Document><NetworkLink><Link><href>http://127.0.0.1:9/</href></Link>"
                       "</NetworkLink><Placemark><Point><coordinates>117,39</coordinates></Point>"
                       "</Placemark></Document>")));
    ASSERT_TRUE(reader) << reader.error().detail;
    EXPECT_THAT(*test::featuresOf(**reader, 0), SizeIs(1));
    ASSERT_FALSE((*reader)->findings().empty());
    EXPECT_THAT((*reader)->findings()[0].values[0], HasSubstr("NetworkLink"));
}

/// RELIABILITY I8.
TEST_F(ForeignHostile, XmlAttacksAreRefusedInASecond) {
    std::string laughs = "<!DOCTYPE lolz [<!ENTITY a \"ha\">";
    for (char c = 'b'; c < 'l'; ++c) {
        laughs += std::string("<!ENTITY ") + c + " \"";
        for (int i = 0; i < 10; ++i) {
            laughs += std::string("&") + static_cast<char>(c - 1) + ";";
        }
        laughs += "\">";
    }
    laughs += "]>";
    std::string deep;
    for (int i = 0; i < 100'000; ++i) {
        deep += "<Folder>";
    }
    const std::string quadratic =
        "<!DOCTYPE a [<!ENTITY a \"" + std::string(100'000, 'a') + "\">]>";
    const std::string external = "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>";
    const std::string parameter = "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">";
    const std::vector<std::string> attacks{kmlAround("<name>&k;</name>", laughs),
                                           kmlAround("<name>&a;&a;&a;</name>", quadratic),
                                           kmlAround("<name>&a;</name>", external),
                                           kmlAround("", parameter),
                                           kmlAround(deep),
                                           kmlAround("<Document/>", "<!-- --><!DOCTYPE kml>")};
    for (const std::string& attack : attacks) {
        const std::string path = file("a.kml", attack);
        const auto start = std::chrono::steady_clock::now();
        const Error error = refusalOf(path);
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
        EXPECT_EQ(error.code, ErrorCode::FormatNotSupported) << error.detail;
        EXPECT_THAT(error.detail, HasSubstr("XML"));
    }
    const std::string wide("\xFF\xFE<\0k\0m\0l\0/\0>\0", 14);
    EXPECT_EQ(refused("a.kml", wide).code, ErrorCode::FormatNotSupported);
}

TEST_F(ForeignHostile, WhatAGeoPackageSaysDoesNotRun) {
    const std::string path = folder.file("a.gpkg");
    test::GpkgFile gpkg(path);
    gpkg.layer("parcel", "code TEXT, twice TEXT GENERATED ALWAYS AS (code || code) VIRTUAL");
    gpkg.runWith("INSERT INTO parcel (geom, code) VALUES (?1, 'a')",
                 test::blobOf(test::square(0, 0, 10)));
    gpkg.run("CREATE TRIGGER t AFTER INSERT ON parcel BEGIN DELETE FROM parcel; END;"
             "CREATE VIEW endless AS WITH RECURSIVE n(fid, geom) AS "
             "(SELECT 1, x'00' UNION ALL SELECT fid + 1, geom FROM n) SELECT * FROM n;"
             "CREATE VIRTUAL TABLE words USING fts5(code);");
    gpkg.announce("endless");
    gpkg.announce("words");
    gpkg.announce("missing");
    gpkg.close();
    const auto before = test::stateOf(folder.path());
    const auto reader = test::openFile(path);
    ASSERT_TRUE(reader) << reader.error().detail;
    ASSERT_THAT((*reader)->layers(), SizeIs(1));
    EXPECT_EQ((*reader)->layers()[0].name, "parcel");
    ASSERT_THAT((*reader)->layers()[0].fields, SizeIs(1)); // computed by nobody
    EXPECT_THAT(*test::featuresOf(**reader, 0), SizeIs(1));
    EXPECT_THAT((*reader)->findings(), SizeIs(3));
    EXPECT_EQ(test::stateOf(folder.path()), before);
}

TEST_F(ForeignHostile, AGeoPackageThatAnotherProgramHasOpenIsRefused) {
    const std::string path = folder.file("a.gpkg");
    test::GpkgFile gpkg(path, "PRAGMA journal_mode = WAL;");
    gpkg.layer("parcel", "code TEXT");
    const Error error = refusalOf(path);
    EXPECT_EQ(error.code, ErrorCode::FileUnreadable);
    EXPECT_THAT(error.detail, HasSubstr("-wal"));
}

TEST_F(ForeignHostile, ArcsBecomeChordsAndThatIsSaid) {
    const std::string path = folder.file("a.gpkg");
    test::GpkgFile gpkg(path);
    gpkg.layer("parcel", "code TEXT", "CURVEPOLYGON");
    gpkg.runWith("INSERT INTO parcel (geom) VALUES (?1)",
                 test::blobOf("CURVEPOLYGON (CIRCULARSTRING (0 10,10 0,0 -10,-10 0,0 10))"));
    gpkg.close();
    const auto reader = test::openFile(path);
    ASSERT_TRUE(reader) << reader.error().detail;
    const auto features = test::featuresOf(**reader, 0);
    ASSERT_TRUE(features);
    ASSERT_THAT(*features, SizeIs(1));
    EXPECT_THAT(test::textOf((*features)[0]), HasSubstr("POLYGON"));
    EXPECT_THAT(test::textOf((*features)[0]), testing::Not(HasSubstr("CURVE")));
    ASSERT_THAT((*reader)->findings(), SizeIs(1));
    EXPECT_THAT((*reader)->findings()[0].values[0], HasSubstr("0.25 degrees"));
}

} // namespace tuban::data
