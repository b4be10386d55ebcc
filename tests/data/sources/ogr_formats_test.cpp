// Formats left to GDAL: the same rows as a plain loop over OGR features, and what is said else.

#include "support/gpkg_file.h"
#include "support/layer_rows.h"
#include "support/temporary_folder.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stop_token>

namespace tuban::data {

using test::readRows;
using test::Rows;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

namespace {

class OgrFormats : public testing::Test {
protected:
    /// Writes `count` polygons with texts, numbers and nulls through a driver of GDAL.
    std::string write(const std::string& driver, const std::string& name, int count) {
        GDALAllRegister();
        const std::string path = folder.file(name);
        GDALDriver* const made = GetGDALDriverManager()->GetDriverByName(driver.c_str());
        const GDALDatasetUniquePtr dataset(
            made->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference crs;
        crs.importFromEPSG(4326);
        crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        // Formats that know no option ENCODING write UTF-8.
        std::string encoding = driver == "MapInfo File" ? "ENCODING=CP936" : "ENCODING=UTF-8";
        char* options[] = {encoding.data(), nullptr};
        const bool chooses = driver == "MapInfo File" || driver == "ESRI Shapefile";
        OGRLayer* const layer =
            dataset->CreateLayer("parcel", &crs, wkbPolygon, chooses ? options : nullptr);
        OGRFieldDefn code("code", OFTString);
        code.SetWidth(40);
        OGRFieldDefn area("area", OFTReal);
        OGRFieldDefn floors("floors", OFTInteger);
        for (OGRFieldDefn* field : {&code, &area, &floors}) {
            layer->CreateField(field);
        }
        for (int i = 0; i < count; ++i) {
            OGRFeature feature(layer->GetLayerDefn());
            OGRGeometry* geometry = nullptr;
            OGRGeometryFactory::createFromWkt(
                test::square(117.0 + i * 0.001, 38.0, 0.0005).c_str(), nullptr, &geometry);
            feature.SetGeometryDirectly(geometry);
            if (i % 3 != 0) {
                feature.SetField("code", ("地类" + std::to_string(i)).c_str());
            }
            feature.SetField("area", i * 1.5);
            feature.SetField("floors", i - 5);
            EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
        }
        return path;
    }

    void expectLikeOgr(const std::string& path, const std::string& layer = "parcel") {
        const auto truth = test::rowsByOgr(path, layer, {"code"}, {"area", "floors"});
        EXPECT_FALSE(truth.empty());
        for (const int threads : {1, 2, 4}) {
            auto rows = readRows(path, {"code"}, {"area", "floors"}, threads);
            ASSERT_TRUE(rows) << rows.error().detail;
            EXPECT_EQ(rows->rows, truth) << threads << " threads";
            EXPECT_EQ(rows->summary.features, truth.size());
        }
    }

    Result<Rows> readText(const std::string& name,
                          const std::string& content,
                          const std::vector<std::string>& texts = {}) {
        test::writeBytes(folder.file(name), content);
        return readRows(folder.file(name), texts);
    }

    test::TemporaryFolder folder;
};

std::string dxf(const std::string& entities) {
    return "0\nSECTION\n2\nHEADER\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n" + entities +
           "0\nENDSEC\n0\nEOF\n";
}

constexpr const char* kClosedPolyline =
    "0\nLWPOLYLINE\n8\nparcels\n90\n4\n70\n1\n10\n0\n20\n0\n10\n10\n20\n0\n10\n10\n20\n10\n10\n0\n"
    "20\n10\n";

} // namespace

TEST_F(OgrFormats, GiveTheSameRowsAsOgrInTheSameOrder) {
    const struct {
        const char* driver;
        const char* name;
    } formats[] = {{"GeoJSON", "a.geojson"},
                   {"GeoJSONSeq", "a.geojsonl"},
                   {"ESRI Shapefile", "a.shp"},
                   {"FlatGeobuf", "a.fgb"},
                   {"OpenFileGDB", "a.gdb"},
                   {"MapInfo File", "a.tab"}};
    for (const auto& format : formats) {
        SCOPED_TRACE(format.name);
        const std::string path = write(format.driver, format.name, 5000);
        const std::string layer = std::string(format.name).ends_with(".gdb") ? "parcel" : "a";
        const bool named =
            std::string(format.driver) == "GeoJSON" || std::string(format.driver) == "FlatGeobuf";
        expectLikeOgr(path, named ? "parcel" : layer);
    }
}

TEST_F(OgrFormats, LeaveTheFolderAsItWas) {
    for (const auto& [driver, name] : {std::pair("GeoJSON", "a.geojson"),
                                       std::pair("FlatGeobuf", "a.fgb"),
                                       std::pair("OpenFileGDB", "a.gdb"),
                                       std::pair("MapInfo File", "a.tab")}) {
        const std::string path = write(driver, name, 10);
        const auto before = test::stateOf(folder.path());
        EXPECT_TRUE(readRows(path, {}, {}, 2)) << name;
        EXPECT_EQ(test::stateOf(folder.path()), before) << name;
    }
}

TEST_F(OgrFormats, StopWhenCancelledOrFull) {
    const std::string path = write("GeoJSON", "a.geojson", 9000);
    for (const int threads : {1, 3}) {
        auto source = openSource(path);
        std::stop_source stop;
        const auto cancel = [&](int, FeatureChunk&&) { return stop.request_stop(); };
        const auto cancelled =
            (*source)->scan({.threads = threads}, cancel, Progress(stop.get_token()));
        ASSERT_FALSE(cancelled);
        EXPECT_EQ(cancelled.error().code, ErrorCode::Cancelled);
        const auto full =
            (*source)->scan({.threads = threads}, [](int, FeatureChunk&&) { return false; }, {});
        ASSERT_TRUE(full);
        EXPECT_LT(full->features, 9000U);
    }
}

TEST_F(OgrFormats, GeoJsonTellsOfGeometriesThatAreNone) {
    auto rows = readText("a.geojson",
                         R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":1},"geometry":null},
{"type":"Feature","properties":{"code":"b"},"geometry":{"type":"Point","coordinates":[1,2]}},
{"type":"Feature","properties":{"code":"c"},"geometry":{"type":"Polygon","coordinates":[]}},
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}},
{"type":"Feature","properties":{"code":"e"},"geometry":{"type":"MultiPolygon","coordinates":
 [[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}}]})",
                         {"code"});
    ASSERT_TRUE(rows) << rows.error().detail;
    ASSERT_THAT(rows->rows, SizeIs(5));
    EXPECT_EQ(test::count(rows->summary.findings, FindingCode::NoGeometry), 2U);
    EXPECT_EQ(test::count(rows->summary.findings, FindingCode::NotPolygon), 1U);
    EXPECT_GE(test::count(rows->summary.findings, FindingCode::ReaderWarning), 1U); // not closed
    EXPECT_THAT(rows->rows[4].parts, SizeIs(2));
    EXPECT_THAT(rows->rows[3].texts, ElementsAre(std::nullopt));
}

TEST_F(OgrFormats, BrokenJsonIsAnError) {
    for (const char* text : {"{",
                             "[1,2",
                             "{\"type\":\"FeatureCollection\"}",
                             "{}",
                             "[]",
                             "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":"}) {
        const auto rows = readText("a.geojson", text);
        EXPECT_FALSE(rows) << text;
    }
}

TEST_F(OgrFormats, TopoJsonIsDecoded) {
    auto rows = readText("a.topojson",
                         R"({"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,20]},
"objects":{"parcel":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","properties":{"code":"x"},"arcs":[[0]]}]}},
"arcs":[[[0,0],[4,0],[0,4],[-4,0],[0,-4]]]})",
                         {"code"});
    ASSERT_TRUE(rows) << rows.error().detail;
    ASSERT_THAT(rows->rows, SizeIs(1));
    EXPECT_THAT(rows->rows[0].texts, ElementsAre(Optional(std::string("x"))));
    EXPECT_THAT(rows->rows[0].parts.at(0).at(0),
                testing::Contains(geometry::GridPoint{120000, 220000}));
}

TEST_F(OgrFormats, KmlIsReadAndItsLinksAreNotFollowed) {
    const std::string placemark =
        "<Placemark><name>a</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        "117,38,0 117.1,38,0 117.1,38.1,0 117,38,0</coordinates></LinearRing></outerBoundaryIs>"
        "</Polygon></Placemark>";
    const std::string head = "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\">"
                             "<Document><Folder><name>parcels</name>";
    auto rows = readText("a.kml", head + placemark + "</Folder></Document></kml>", {"Name"});
    ASSERT_TRUE(rows) << rows.error().detail;
    ASSERT_THAT(rows->rows, SizeIs(1));
    EXPECT_THAT(rows->rows[0].parts, SizeIs(1));
    EXPECT_THAT(rows->rows[0].texts, ElementsAre(Optional(std::string("a"))));
    const auto link = readText("b.kml",
                               head + "<NetworkLink><Link><href>http://localhost:9/x.kml</href>"
                                      "</Link></NetworkLink></Folder></Document></kml>");
    EXPECT_FALSE(link);
}

TEST_F(OgrFormats, CsvWithWktIsRead) {
    auto rows = readText(
        "a.csv", "code,WKT\n地类,\"POLYGON((0 0,1 0,1 1,0 0))\"\nb,\nc,nonsense\n", {"code"});
    ASSERT_TRUE(rows) << rows.error().detail;
    ASSERT_THAT(rows->rows, SizeIs(3));
    EXPECT_THAT(rows->rows[0].parts, SizeIs(1));
    EXPECT_EQ(test::count(rows->summary.findings, FindingCode::NoGeometry), 2U);
    EXPECT_EQ(readText("b.csv", "code,area\na,1\n").error().code, ErrorCode::NoPolygons);
}

TEST_F(OgrFormats, DxfHatchesAreAreasAndClosedPolylinesAreLeftOutByName) {
    const auto lines = readText("lines.dxf", dxf(kClosedPolyline));
    ASSERT_FALSE(lines);
    EXPECT_EQ(lines.error().code, ErrorCode::NoPolygons);
    EXPECT_EQ(lines.error().detail, "entities");
    const std::string hatch =
        "0\nHATCH\n8\nparcels\n10\n0\n20\n0\n30\n0\n210\n0\n220\n0\n230\n1\n2\nSOLID\n70\n1\n71\n0"
        "\n"
        "91\n1\n92\n2\n72\n0\n73\n1\n93\n4\n10\n0\n20\n0\n10\n10\n20\n0\n10\n10\n20\n10\n10\n0\n"
        "20\n10\n97\n0\n75\n0\n76\n1\n98\n0\n";
    auto both = readText("both.dxf", dxf(hatch + kClosedPolyline), {"Layer"});
    ASSERT_TRUE(both) << both.error().detail;
    ASSERT_THAT(both->rows, SizeIs(2));
    EXPECT_THAT(both->rows[0].parts, SizeIs(1));
    EXPECT_THAT(both->rows[0].texts, ElementsAre(Optional(std::string("parcels"))));
    EXPECT_THAT(both->rows[1].parts, IsEmpty());
    EXPECT_EQ(test::count(both->summary.findings, FindingCode::NotPolygon), 1U);
}

TEST_F(OgrFormats, FieldsWithTheNamesOfGdalsOwnAreOrdinaryFields) {
    auto rows = readText("a.geojson",
                         R"({"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"OGR_GEOMETRY":"g","OGR_STYLE":"s","code":"c","code ":"d"},"geometry":
{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]})",
                         {"code"});
    ASSERT_TRUE(rows) << rows.error().detail;
    EXPECT_THAT(rows->rows.at(0).parts, SizeIs(1));
    EXPECT_THAT(rows->rows.at(0).texts, ElementsAre(Optional(std::string("c"))));
}

TEST_F(OgrFormats, KeepEastBeforeNorthWhateverTheCrsSays) {
    // EPSG:4326 and EPSG:4548 name north first; files keep x before y.
    const std::string crs =
        R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4548"}},)";
    auto rows = readText("a.geojson",
                         R"({"type":"FeatureCollection",)" + crs +
                             R"("features":[{"type":"Feature","properties":{},"geometry":
{"type":"Polygon","coordinates":[[[500000,4200000],[500010,4200000],[500010,4200010],[500000,4200000]]]}}]})");
    ASSERT_TRUE(rows) << rows.error().detail;
    EXPECT_EQ(rows->rows.at(0).parts.at(0).at(0).at(0).x / 10000, 500000);
    auto degrees = readRows(write("FlatGeobuf", "b.fgb", 1));
    EXPECT_EQ(degrees->rows.at(0).parts.at(0).at(0).at(0).x / 10000, 117);
}

} // namespace tuban::data
