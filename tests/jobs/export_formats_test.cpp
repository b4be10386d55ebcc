// Each format of export, opened with GDAL; what must not be replaced; sameness.

#include "data/export/dxf_colours.h"
#include "data/export/export_writer.h"
#include "data/tables_reader/export_names_reader.h"
#include "data/tables_reader/field_aliases_reader.h"
#include "export_fixture.h"
#include "jobs/export_plan.h"
#include "jobs/export_report.h"
#include "model/field_mapping.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <gmock/gmock.h>
#include <map>
#include <set>
#include <stop_token>
#include <tuple>

namespace tuban::jobs {

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// All vertices of a geometry in cells of the grid, sorted: what does not depend on ring order.
std::multiset<std::pair<long long, long long>> cellsOf(const OGRGeometry& geometry) {
    std::multiset<std::pair<long long, long long>> cells;
    const auto add = [&](const OGRLineString& line) {
        for (int i = 0; i + 1 < line.getNumPoints(); ++i) {
            cells.insert({std::llround(line.getX(i) * 1e4), std::llround(line.getY(i) * 1e4)});
        }
    };
    const auto addPolygon = [&](const OGRPolygon& polygon) {
        for (const OGRLinearRing* ring : polygon) {
            add(*ring);
        }
    };
    if (wkbFlatten(geometry.getGeometryType()) == wkbPolygon) {
        addPolygon(*geometry.toPolygon());
    } else if (wkbFlatten(geometry.getGeometryType()) == wkbMultiPolygon) {
        for (const OGRPolygon* polygon : *geometry.toMultiPolygon()) {
            addPolygon(*polygon);
        }
    }
    return cells;
}

std::multiset<std::pair<long long, long long>> cellsOf(const GridGeometry& geometry) {
    std::multiset<std::pair<long long, long long>> cells;
    for (const auto& part : geometry.parts) {
        for (const auto& list : part) {
            for (std::size_t i = 0; i + 1 < list.size(); ++i) {
                cells.insert({list[i].x, list[i].y});
            }
        }
    }
    return cells;
}

double areaOf(const OGRGeometry& geometry) {
    return wkbFlatten(geometry.getGeometryType()) == wkbPolygon
               ? geometry.toPolygon()->get_Area()
               : geometry.toMultiPolygon()->get_Area();
}

std::map<std::string, LayerRow> expectedRows() {
    const auto schema = data::readLayerSchema("parcel");
    struct Reach : ExportFixture {
        using ExportFixture::parcels;
        void TestBody() override {}
    };
    std::map<std::string, LayerRow> rows;
    for (LayerRow& row : Reach::parcels(*schema)) {
        rows[std::get<std::string>(row.values[0])] = row;
    }
    return rows;
}

/// Vertices on the very cells, and areas as the shoelace formula gives them.
void expectGeometries(const GdalFile& file, const char* number) {
    const auto expected = expectedRows();
    const auto found = byNumber(file, number);
    ASSERT_EQ(found.size(), expected.size());
    for (const auto& [key, feature] : found) {
        ASSERT_TRUE(expected.contains(key)) << key;
        ASSERT_NE(feature->GetGeometryRef(), nullptr) << key;
        EXPECT_EQ(cellsOf(*feature->GetGeometryRef()), cellsOf(expected.at(key).geometry)) << key;
        EXPECT_TRUE(feature->GetGeometryRef()->IsValid()) << key;
        EXPECT_NEAR(areaOf(*feature->GetGeometryRef()),
                    data::planarSquareMetres(expected.at(key).geometry),
                    1e-3)
            << key;
    }
}

} // namespace

TEST_F(ExportFixture, WritesShapefilesThatGdalReadsBackToTheBit) {
    for (const char* encoding : {"utf-8", "gbk", "gb18030"}) {
        ExportJob::Settings wanted = settings(std::string(encoding) + ".shp");
        wanted.encoding = encoding;
        const auto made = done(wanted);
        EXPECT_EQ(made.rows, 3U);
        EXPECT_THAT(made.findings, IsEmpty());
        EXPECT_EQ(made.files.size(), 6U);
        const GdalFile file(wanted.output);
        expectGeometries(file, "ZDDM");
        const auto rows = byNumber(file, "ZDDM");
        const OGRFeature& first = *rows.at("ZY-001");
        EXPECT_EQ(first.GetFieldAsDouble("RJL"), 0.1 + 0.2) << encoding;
        EXPECT_EQ(first.GetFieldAsDouble("ZDMJ"), 7499.123456789012);
        EXPECT_STREQ(first.GetFieldAsString("QLR"), "天津子牙循环经济有限公司");
        EXPECT_STREQ(first.GetFieldAsString("BZ"), kNote);
        EXPECT_STREQ(first.GetFieldAsString("GYSJ"), "2020/02/29");
        EXPECT_EQ(rows.at("ZY-002")->GetFieldAsInteger("built_up"), 1);
        EXPECT_EQ(rows.at("ZY-003")->GetFieldAsDouble("JZMD"), -1e-7);
        EXPECT_FALSE(
            rows.at("ZY-003")->IsFieldSetAndNotNull(rows.at("ZY-003")->GetFieldIndex("GYSJ")));
        EXPECT_EQ(std::string(file.layer()->GetSpatialRef()->GetName()),
                  "CGCS2000 / 3-degree Gauss-Kruger CM 117E");
    }
}

TEST_F(ExportFixture, SaysTheEncodingOfAShapefileInBothPlaces) {
    const struct {
        const char* encoding;
        const char* cpg;
        char language;
    } kCases[] = {{"utf-8", "UTF-8", '\0'}, {"gbk", "GBK", '\x4D'}, {"gb18030", "GB18030", '\0'}};
    for (const auto& one : kCases) {
        ExportJob::Settings wanted = settings(std::string("x") + one.encoding + ".shp");
        wanted.encoding = one.encoding;
        done(wanted);
        auto path = wanted.output;
        EXPECT_EQ(test::bytesOf(path.replace_extension(".cpg")), one.cpg);
        EXPECT_EQ(test::bytesOf(path.replace_extension(".dbf"))[29], one.language);
        EXPECT_THAT(
            test::bytesOf(path.replace_extension(".fields.csv")),
            StartsWith(
                "\xEF\xBB\xBF"
                "dbf_field,field,title_zh,title_en,unit\r\n\"ZDDM\",\"parcel_no\",\"宗地号\""));
    }
}

TEST_F(ExportFixture, RunsOuterRingsOfShapefilesClockwise) {
    done(settings("a.shp"));
    const std::string bytes = test::bytesOf(folder / "a.shp");
    // The first record: head 100, record head 8, type 4, box 32, counts 8, then the starts of
    // parts.
    std::int32_t parts = 0;
    std::memcpy(&parts, bytes.data() + 144, sizeof parts);
    std::vector<double> xy(10);
    std::memcpy(xy.data(), bytes.data() + 152 + 4 * parts, 10 * sizeof(double));
    double doubled = 0.0;
    for (std::size_t i = 0; i + 3 < xy.size(); i += 2) {
        doubled +=
            (xy[i] - xy[0]) * (xy[i + 3] - xy[1]) - (xy[i + 2] - xy[0]) * (xy[i + 1] - xy[1]);
    }
    EXPECT_LT(doubled, 0.0);
}

TEST_F(ExportFixture, WritesTablesAsDbf) {
    const auto made = done(settings("ht.dbf", "contract"));
    EXPECT_EQ(made.files.size(), 3U);
    const GdalFile file(folder / "ht.dbf");
    ASSERT_EQ(file.features().size(), 1U);
    EXPECT_STREQ(file.features()[0]->GetFieldAsString("HTBH"), "津静挂2020-1号");
    EXPECT_EQ(file.features()[0]->GetGeometryRef(), nullptr);
}

TEST_F(ExportFixture, WritesGeoPackagesThatGdalReadsBackToTheBit) {
    const auto made = done(settings("a.gpkg"));
    EXPECT_THAT(made.files, ElementsAre(folder / "a.gpkg"));
    const GdalFile file(folder / "a.gpkg");
    EXPECT_EQ(file.layers(), 1);
    expectGeometries(file, "parcel_no");
    const auto rows = byNumber(file, "parcel_no");
    EXPECT_EQ(rows.at("ZY-001")->GetFieldAsDouble("far"), 0.1 + 0.2);
    EXPECT_STREQ(rows.at("ZY-001")->GetFieldAsString("remark"), kNote);
    EXPECT_STREQ(rows.at("ZY-002")->GetFieldAsString("supply_date"), "1986/05/04");
    EXPECT_STREQ(file.layer()->GetSpatialRef()->GetAuthorityCode(nullptr), "4548");
    OGREnvelope extent;
    ASSERT_EQ(file.layer()->GetExtent(&extent), OGRERR_NONE);
    EXPECT_EQ(extent.MinX, 492000.1234);
    EXPECT_EQ(file.layer()->TestCapability(OLCFastSpatialFilter), 1);
}

TEST_F(ExportFixture, WritesGeoJsonInTheWorldAndInOtherSystems) {
    done(settings("world.geojson"));
    const GdalFile world(folder / "world.geojson");
    const auto rows = byNumber(world, "parcel_no");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows.at("ZY-001")->GetFieldAsDouble("far"), 0.1 + 0.2);
    EXPECT_STREQ(rows.at("ZY-001")->GetFieldAsString("remark"), kNote);
    OGREnvelope extent;
    ASSERT_EQ(world.layer()->GetExtent(&extent), OGRERR_NONE);
    EXPECT_NEAR(extent.MinX, 116.9, 0.1);
    EXPECT_NEAR(extent.MinY, 38.8, 0.2);

    ExportJob::Settings own = settings("own.geojson");
    own.crs = "EPSG:4548";
    done(own);
    expectGeometries(GdalFile(own.output), "parcel_no");
}

TEST_F(ExportFixture, ComesBackToTheSameCellsFromDegrees) {
    OGRSpatialReference world;
    OGRSpatialReference plane;
    ASSERT_EQ(world.importFromEPSG(4490), OGRERR_NONE);
    ASSERT_EQ(plane.importFromEPSG(4548), OGRERR_NONE);
    world.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    plane.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> back(
        OGRCreateCoordinateTransformation(&world, &plane));
    const auto expected = expectedRows();
    for (const char* name : {"a.geojson", "a.kml"}) {
        done(settings(name));
        const GdalFile file(folder / name);
        for (const auto& [number, feature] : byNumber(file, "parcel_no")) {
            feature->GetGeometryRef()->assignSpatialReference(nullptr);
            ASSERT_EQ(feature->GetGeometryRef()->transform(back.get()), OGRERR_NONE);
            EXPECT_EQ(cellsOf(*feature->GetGeometryRef()), cellsOf(expected.at(number).geometry))
                << name << number;
        }
    }
}

TEST_F(ExportFixture, WritesKmlWithTypedDataAndStyles) {
    done(settings("a.kml"));
    const GdalFile file(folder / "a.kml");
    const auto rows = byNumber(file, "parcel_no");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows.at("ZY-001")->GetFieldAsDouble("far"), 0.1 + 0.2);
    EXPECT_STREQ(rows.at("ZY-001")->GetFieldAsString("remark"), kNote);
    EXPECT_THAT(test::bytesOf(folder / "a.kml"),
                HasSubstr("<SimpleField type=\"double\" name=\"far\">"));
    EXPECT_THAT(test::bytesOf(folder / "a.kml"), HasSubstr("<description>Schematic"));
}

TEST_F(ExportFixture, WritesDrawingsWithALayerForEachClass) {
    for (const char* encoding : {"utf-8", "gbk"}) {
        ExportJob::Settings wanted = settings(std::string(encoding) + ".dxf");
        wanted.encoding = encoding;
        wanted.language = Language::Chinese;
        done(wanted);
        const GdalFile file(wanted.output);
        std::map<std::string, int> lines;
        std::set<std::string> texts;
        for (const auto& feature : file.features()) {
            const bool text = std::strlen(feature->GetFieldAsString("Text")) > 0;
            if (text) {
                texts.insert(feature->GetFieldAsString("Text"));
                EXPECT_STREQ(feature->GetFieldAsString("Layer"), "宗地 标注");
            } else {
                ++lines[feature->GetFieldAsString("Layer")];
            }
        }
        EXPECT_EQ(lines.size(), 3U) << encoding;
        EXPECT_EQ(lines["没有的类"], 1);
        EXPECT_THAT(lines, Contains(::testing::Pair(StartsWith("100102 "), 2))); // with its hole
        EXPECT_THAT(texts, Contains("ZY-003"));
        EXPECT_THAT(texts, Contains("100102"));
    }
}

TEST_F(ExportFixture, WritesPointsAndLines) {
    for (const char* extension : {".shp", ".gpkg", ".geojson", ".csv", ".dxf"}) {
        for (const char* layer : {"road", "facility"}) {
            ExportJob::Settings wanted = settings(std::string(layer) + extension, layer);
            wanted.crs = "EPSG:4548";
            done(wanted);
            const auto features = GdalFile(wanted.output).features();
            ASSERT_FALSE(features.empty()) << wanted.output;
            const OGRGeometry* const geometry = features[0]->GetGeometryRef();
            ASSERT_NE(geometry, nullptr) << wanted.output;
            if (std::string(layer) == "facility") {
                ASSERT_EQ(wkbFlatten(geometry->getGeometryType()), wkbPoint);
                EXPECT_EQ(geometry->toPoint()->getX(), 492000.1234) << wanted.output;
                EXPECT_EQ(geometry->toPoint()->getY(), 4301000.4321) << wanted.output;
            } else {
                ASSERT_EQ(wkbFlatten(geometry->getGeometryType()), wkbLineString);
                ASSERT_EQ(geometry->toLineString()->getNumPoints(), 3);
                EXPECT_EQ(geometry->toLineString()->getX(2), 492002.1236) << wanted.output;
            }
        }
    }
}

TEST(ExportGeometry, PutsLabelsInside) {
    // A U, an L and a ring around a hole: their centres of gravity lie outside or in the hole.
    const GridGeometry shapes[] = {
        {{{{{0, 0},
            {900, 0},
            {900, 900},
            {600, 900},
            {600, 300},
            {300, 300},
            {300, 900},
            {0, 900},
            {0, 0}}}}},
        {{{{{0, 0}, {900, 0}, {900, 100}, {100, 100}, {100, 900}, {0, 900}, {0, 0}}}}},
        {{{{{0, 0}, {900, 0}, {900, 900}, {0, 900}, {0, 0}},
           {{100, 100}, {100, 800}, {800, 800}, {800, 100}, {100, 100}}}}}};
    for (const GridGeometry& shape : shapes) {
        data::ExportGeometry geometry;
        geometry.assign(shape, GeometryKind::MultiPolygon);
        const auto [x, y] = data::labelPoint(geometry, 0);
        std::string wkt;
        data::appendWkt(wkt, geometry, 4);
        OGRGeometry* read = nullptr;
        ASSERT_EQ(OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &read), OGRERR_NONE);
        const std::unique_ptr<OGRGeometry> polygon(read);
        const OGRPoint point(x, y);
        EXPECT_TRUE(polygon->Contains(&point)) << wkt << " " << x << " " << y;
    }
}

TEST(ExportGeometry, PrintsCoordinatesThatReadBackToTheBit) {
    std::uint64_t state = 1;
    for (int i = 0; i < 200000; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const auto cells = static_cast<std::int64_t>(state >> 24U) - (std::int64_t{1} << 39U);
        const double value = geometry::Grid::tenthMillimetre().toUnits(cells);
        std::string text;
        data::appendCoordinate(text, value, 4);
        ASSERT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
    }
    for (const auto& [value, decimals, expected] :
         {std::tuple(0.0, 4, "0"),
          std::tuple(-0.00004, 4, "0"),
          std::tuple(-1.5, 4, "-1.5"),
          std::tuple(39492000.1234, 7, "39492000.1234"),
          std::tuple(116.90000000001, 11, "116.90000000001"),
          std::tuple(-180.0, 11, "-180")}) {
        std::string text;
        data::appendCoordinate(text, value, decimals);
        EXPECT_EQ(text, expected);
    }
}

TEST_F(ExportFixture, WritesCsvWithHeadingsAndWkt) {
    for (const char* encoding : {"utf-8", "gbk"}) {
        ExportJob::Settings wanted = settings(std::string(encoding) + ".csv");
        wanted.encoding = encoding;
        wanted.language = Language::Chinese;
        done(wanted);
        const std::string bytes = test::bytesOf(wanted.output);
        const bool utf8 = std::string(encoding) == "utf-8";
        EXPECT_EQ(bytes.starts_with("\xEF\xBB\xBF"), utf8);
        if (utf8) {
            EXPECT_THAT(bytes, StartsWith("\xEF\xBB\xBF宗地号,"));
            expectGeometries(GdalFile(wanted.output), "宗地号");
            const auto rows = byNumber(GdalFile(wanted.output), "宗地号");
            EXPECT_STREQ(rows.at("ZY-001")->GetFieldAsString("备注"), kNote);
            EXPECT_STREQ(rows.at("ZY-001")->GetFieldAsString("容积率"), "0.30000000000000004");
        } else {
            EXPECT_THAT(bytes, StartsWith("\xD7\xDA\xB5\xD8\xBA\xC5,")); // 宗地号
        }
    }
}

TEST_F(ExportFixture, WritesWorkbooksWithTypedCells) {
    ExportJob::Settings wanted = settings("a.xlsx");
    wanted.language = Language::Chinese;
    const auto made = done(wanted);
    const GdalFile file(wanted.output);
    ASSERT_EQ(file.layers(), 2);
    const auto rows = byNumber(file, "宗地号");
    ASSERT_EQ(rows.size(), 3U);
    const OGRFeature& first = *rows.at("ZY-001");
    EXPECT_EQ(first.GetFieldDefnRef(first.GetFieldIndex("容积率"))->GetType(), OFTReal);
    EXPECT_EQ(first.GetFieldDefnRef(first.GetFieldIndex("供应日期"))->GetType(), OFTDate);
    EXPECT_STREQ(first.GetFieldAsString("供应日期"), "2020/02/29");
    EXPECT_STREQ(rows.at("ZY-002")->GetFieldAsString("供应日期"), "1986/05/04");
    EXPECT_NEAR(first.GetFieldAsDouble("图形面积（亩）") * 2000 / 3,
                first.GetFieldAsDouble("图形面积（平方米）"),
                1e-6);
    EXPECT_THAT(first.GetFieldAsString("WKT"), HasSubstr("492000.1234 4301000.4321"));
    // 0.30000000000000004 has more digits than the library writes, and that is said.
    ASSERT_FALSE(made.findings.empty());
    EXPECT_EQ(made.findings[0].code, FindingCode::NumberRounded);
    EXPECT_EQ(made.findings[0].severity, Severity::Note);
}

TEST_F(ExportFixture, SaysWhatAShapefileCannotHold) {
    const auto catalog = data::readCatalog();
    const auto path = folder / "long.gpkg";
    auto writer = data::WorkspaceWriter::create(
        path, {.crs = "EPSG:4548", .date = "2026-01-02", .title = {"区", "Zone"}});
    ASSERT_TRUE(writer);
    for (const LayerSchema& schema : *catalog) {
        LayerTable table{schema};
        if (schema.name == "parcel") {
            table.rows = parcels(schema);
            std::string text;
            for (int i = 0; i < 100; ++i) {
                text += "地";
            }
            table.rows[0].values[*schema.fieldIndex("remark")] = text;
            table.rows[1].values[*schema.fieldIndex("remark")] = std::string("𠮷野家 ☺");
        }
        ASSERT_TRUE(writer->addTable(table, {}));
    }
    ASSERT_TRUE(writer->commit());

    ExportJob::Settings wanted = settings("a.shp");
    wanted.workspace = path;
    const auto utf8 = done(wanted);
    ASSERT_EQ(utf8.findings.size(), 1U); // 300 bytes; no character is cut in two
    EXPECT_EQ(utf8.findings[0].code, FindingCode::TextCut);
    EXPECT_THAT(utf8.findings[0].values, ElementsAre("ZY-001", "Remark", "254"));
    EXPECT_EQ(
        std::string(byNumber(GdalFile(wanted.output), "ZDDM").at("ZY-001")->GetFieldAsString("BZ"))
            .size(),
        252U);

    wanted.output = folder / "b.shp";
    wanted.encoding = "gbk";
    const auto gbk = done(wanted);
    ASSERT_EQ(gbk.findings.size(), 1U); // 200 bytes fit, but two characters are not in GBK
    EXPECT_EQ(gbk.findings[0].code, FindingCode::CharacterLost);

    wanted.output = folder / "c.shp";
    wanted.encoding = "gb18030";
    EXPECT_THAT(done(wanted).findings, IsEmpty());
    EXPECT_STREQ(byNumber(GdalFile(wanted.output), "ZDDM").at("ZY-002")->GetFieldAsString("BZ"),
                 "𠮷野家 ☺");
}

} // namespace tuban::jobs
