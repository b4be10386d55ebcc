// What an export does to files that are there, sameness, refusals, names.

#include "data/export/dxf_colours.h"
#include "data/export/export_writer.h"
#include "data/tables_reader/export_names_reader.h"
#include "data/tables_reader/field_aliases_reader.h"
#include "export_fixture.h"
#include "jobs/export_plan.h"
#include "jobs/export_report.h"
#include "model/field_mapping.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <gmock/gmock.h>
#include <map>
#include <set>
#include <stop_token>
#include <sys/resource.h>

namespace tuban::jobs {

namespace {

using ::testing::ElementsAre;

} // namespace

TEST_F(ExportFixture, GivesTheSameBytesEachTime) {
    for (const data::ExportFormat& format : data::exportFormats()) {
        const std::string one = "one" + format.extension;
        const std::string two = "two" + format.extension;
        done(settings(one));
        const auto made = done(settings(two));
        for (const auto& second : made.files) {
            const std::string name = second.filename().string();
            EXPECT_EQ(test::bytesOf(folder / ("one" + name.substr(3))), test::bytesOf(second))
                << name;
        }
    }
}

TEST_F(ExportFixture, ShiftsNoDayInAnyTimeZone) {
    for (const char* zone : {"UTC",
                             "Asia/Shanghai",
                             "America/New_York",
                             "Pacific/Kiritimati",
                             "Pacific/Pago_Pago",
                             "Asia/Kolkata"}) {
        ::setenv("TZ", zone, 1);
        ::tzset();
        int number = 0;
        for (const auto& [extension, key, day] :
             {std::tuple("shp", "ZDDM", "GYSJ"),
              std::tuple("gpkg", "parcel_no", "supply_date"),
              std::tuple("geojson", "parcel_no", "supply_date"),
              std::tuple("kml", "parcel_no", "supply_date"),
              std::tuple("csv", "Parcel number", "Supply date"),
              std::tuple("xlsx", "Parcel number", "Supply date")}) {
            ExportJob::Settings wanted =
                settings(std::string("d") + std::to_string(++number) + "." + extension);
            wanted.replace = true;
            done(wanted);
            const auto rows = byNumber(GdalFile(wanted.output), key);
            std::string found = rows.at("ZY-002")->GetFieldAsString(day);
            std::replace(found.begin(), found.end(), '/', '-');
            EXPECT_EQ(found, "1986-05-04") << zone << " " << extension;
        }
    }
    ::unsetenv("TZ");
    ::tzset();
}

TEST_F(ExportFixture, WritesOnlyRowsThatTheFilterTakes) {
    ExportJob::Settings wanted = settings("a.geojson");
    wanted.filter = "class_code like '10%' or 建成区 = 1";
    const auto made = done(wanted);
    EXPECT_EQ(made.rows, 2U);
    EXPECT_EQ(made.left, 1U);
    EXPECT_EQ(byNumber(GdalFile(wanted.output), "parcel_no").size(), 2U);
    wanted = settings("b.geojson");
    wanted.filter = "nothing = 1";
    EXPECT_EQ(failure(wanted), ErrorCode::FilterMalformed);
}

TEST_F(ExportFixture, ReplacesNothingUnlessAskedTo) {
    for (const data::ExportFormat& format : data::exportFormats()) {
        const ExportJob::Settings wanted = settings("a" + format.extension);
        done(wanted);
        const auto before = test::stateOf(folder.path());
        EXPECT_EQ(failure(wanted), ErrorCode::FileExists) << format.id;
        EXPECT_EQ(test::stateOf(folder.path()), before) << format.id;
    }
}

TEST_F(ExportFixture, ReplacesAnEarlierExportAsAWhole) {
    for (const data::ExportFormat& format : data::exportFormats()) {
        ExportJob::Settings wanted = settings("a" + format.extension);
        done(wanted);
        const std::string before = test::bytesOf(wanted.output);
        wanted.replace = true;
        wanted.filter = "parcel_no = 'ZY-001'";
        EXPECT_EQ(done(wanted).rows, 1U) << format.id;
        EXPECT_NE(test::bytesOf(wanted.output), before) << format.id;
    }
}

TEST_F(ExportFixture, NeverReplacesWhatIsNoExport) {
    for (const data::ExportFormat& format : data::exportFormats()) {
        ExportJob::Settings wanted = settings("a" + format.extension);
        wanted.replace = true;
        test::writeBytes(wanted.output, "somebody's work\n");
        const auto before = test::stateOf(folder.path());
        EXPECT_EQ(failure(wanted), ErrorCode::NotReplaced) << format.id;
        EXPECT_EQ(test::stateOf(folder.path()), before) << format.id;
    }
    // Neither a workspace, nor a GeoPackage that gained a layer, nor a folder.
    ExportJob::Settings wanted = settings("office.gpkg");
    wanted.replace = true;
    EXPECT_EQ(failure(wanted), ErrorCode::NotReplaced);
    done(settings("b.gpkg"));
    {
        const GDALDatasetUniquePtr more(
            GDALDataset::Open((folder / "b.gpkg").c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
        ASSERT_NE(more->CreateLayer("mine"), nullptr);
    }
    wanted = settings("b.gpkg");
    wanted.replace = true;
    EXPECT_EQ(failure(wanted), ErrorCode::NotReplaced);
    std::filesystem::create_directory(folder / "c.csv");
    wanted = settings("c.csv");
    wanted.replace = true;
    EXPECT_EQ(failure(wanted), ErrorCode::NotReplaced);
}

TEST_F(ExportFixture, LooksAtAllFilesOfAShapefile) {
    test::writeBytes(folder / "a.dbf", "a table of somebody");
    EXPECT_EQ(failure(settings("a.shp")), ErrorCode::FileExists);
    ExportJob::Settings wanted = settings("a.shp");
    wanted.replace = true;
    EXPECT_EQ(failure(wanted), ErrorCode::NotReplaced);
    EXPECT_EQ(test::bytesOf(folder / "a.dbf"), "a table of somebody");

    // An index of another program would go on to describe the old shapes.
    done(settings("b.shp"));
    test::writeBytes(folder / "b.qix", "index");
    wanted = settings("b.shp");
    wanted.replace = true;
    EXPECT_EQ(failure(wanted), ErrorCode::NotReplaced);
}

TEST_F(ExportFixture, LeavesNothingWhenItIsCancelledOrFails) {
    const auto before = test::stateOf(folder.path());
    std::stop_source stop;
    stop.request_stop();
    for (const data::ExportFormat& format : data::exportFormats()) {
        const auto made =
            ExportJob(settings("a" + format.extension)).run(Progress(stop.get_token()));
        ASSERT_FALSE(made) << format.id;
        EXPECT_EQ(made.error().code, ErrorCode::Cancelled) << format.id;
    }
    EXPECT_EQ(test::stateOf(folder.path()), before);
    EXPECT_EQ(failure(settings("no/such/folder/a.csv")), ErrorCode::WriteFailed);
    EXPECT_EQ(test::stateOf(folder.path()), before);
}

TEST_F(ExportFixture, LeavesNothingWhenTheDiskIsFull) {
    // What a file may have at most stands for a full disk: writing fails in the middle.
    std::signal(SIGXFSZ, SIG_IGN);
    ::rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto files = test::stateOf(folder.path());
    for (const data::ExportFormat& format : data::exportFormats()) {
        for (const rlim_t room : {0UL, 100UL, 600UL}) {
            const ::rlimit limit{room, before.rlim_max};
            ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
            const auto made = ExportJob(settings("a" + format.extension)).run({});
            ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
            ASSERT_FALSE(made) << format.id << " " << room;
            EXPECT_EQ(made.error().code, ErrorCode::WriteFailed) << format.id << " " << room;
            EXPECT_EQ(test::stateOf(folder.path()), files) << format.id << " " << room;
        }
        done(settings("good" + format.extension));
        for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
            if (entry.path().stem() != "office") {
                std::filesystem::remove(entry.path());
            }
        }
    }
}

TEST_F(ExportFixture, RefusesChangesOfDatumWithoutParameters) {
    for (const char* crs : {"EPSG:2437", "EPSG:2385"}) { // Beijing 1954, Xian 1980
        ExportJob::Settings wanted = settings("a.shp");
        wanted.crs = crs;
        EXPECT_EQ(failure(wanted), ErrorCode::BallparkTransformation) << crs;
    }
    ExportJob::Settings wanted = settings("a.kml");
    wanted.crs = "EPSG:4548";
    EXPECT_EQ(failure(wanted), ErrorCode::BadArgument);
    wanted = settings("a.gpkg");
    wanted.encoding = "gbk";
    EXPECT_EQ(failure(wanted), ErrorCode::BadArgument);
}

TEST_F(ExportFixture, GoesToOtherZonesAndBack) {
    ExportJob::Settings wanted = settings("a.gpkg");
    wanted.crs = "EPSG:4527"; // 3-degree zone 39, with its number
    done(wanted);
    const GdalFile file(wanted.output);
    OGREnvelope extent;
    ASSERT_EQ(file.layer()->GetExtent(&extent), OGRERR_NONE);
    EXPECT_NEAR(extent.MinX, 39492000.1234, 1e-6);
}

TEST(ExportNames, AllFieldsOfTheCatalogueAreFoundBackByTheImport) {
    const auto catalog = data::readCatalog();
    const auto names = data::readExportNames();
    const auto aliases = data::readFieldAliases();
    ASSERT_TRUE(catalog && names && aliases);
    for (const LayerSchema& schema : *catalog) {
        const auto official = names->find(schema.name);
        const auto known = aliases->find(schema.name);
        for (const auto encoding : {data::ExportEncoding::Utf8, data::ExportEncoding::Gbk}) {
            const auto made = shapefileNames(
                schema,
                official == names->end() ? std::map<std::string, std::string>() : official->second,
                true,
                encoding);
            const auto matches =
                matchFields(schema, made, known == aliases->end() ? LayerAliases() : known->second);
            ASSERT_EQ(matches.size(), schema.fields.size()) << schema.name;
            for (const FieldMatch& match : matches) {
                EXPECT_EQ(match.source, match.target)
                    << schema.name << "." << schema.fields[match.target].name << " "
                    << made[match.target];
            }
        }
    }
}

TEST(ExportNames, AreCutBetweenCharactersAndStayDistinct) {
    EXPECT_THAT(
        distinctNames({"地块编号名称", "地块编号名册", "A", "a"}, data::ExportEncoding::Gbk, 10),
        ElementsAre("地块编号名", "地块编号_1", "A", "a_1"));
    EXPECT_THAT(distinctNames({"地块编号", "abcdefghijkl"}, data::ExportEncoding::Utf8, 10),
                ElementsAre("地块编", "abcdefghij"));
}

TEST(DxfColours, AreThoseOfAutoCad) {
    // @source AutoCAD Color Index as printed in its documentation.
    EXPECT_EQ(data::colourOfIndex(1), (Rgb{255, 0, 0}));
    EXPECT_EQ(data::colourOfIndex(11), (Rgb{255, 127, 127}));
    EXPECT_EQ(data::colourOfIndex(20), (Rgb{255, 63, 0}));
    EXPECT_EQ(data::colourOfIndex(50), (Rgb{255, 255, 0}));
    EXPECT_EQ(data::colourOfIndex(92), (Rgb{0, 165, 0}));
    EXPECT_EQ(data::colourOfIndex(170), (Rgb{0, 0, 255}));
    EXPECT_EQ(data::colourOfIndex(250), (Rgb{51, 51, 51}));
    for (int index = 1; index <= 255; ++index) {
        const Rgb colour = data::colourOfIndex(index);
        EXPECT_EQ(data::colourOfIndex(data::nearestColourIndex(colour)), colour) << index;
    }
    EXPECT_EQ(data::nearestColourIndex({255, 255, 255}), 7);
}

} // namespace tuban::jobs
