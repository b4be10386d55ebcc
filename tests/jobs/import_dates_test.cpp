// Days stay the days they are, wherever the computer stands.

#include "jobs/export_job.h"
#include "table_fixture.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cstdlib>
#include <ctime>
#include <optional>

namespace tuban::jobs {

namespace {

using ::testing::Each;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// New Year, a leap day, both ends of summer time in Europe and in China of 1991, the last of the
// year.
const std::vector<std::string> kDays{
    "1991-04-14", "1991-09-15", "2000-01-01", "2024-02-29", "2024-03-31", "2024-12-31"};

class DatesIn : public test::TableImport, public ::testing::WithParamInterface<const char*> {
protected:
    void SetUp() override {
        if (const char* const zone = std::getenv("TZ")) {
            m_before = zone;
        }
        setZone(GetParam());
        TableImport::SetUp();
    }
    void TearDown() override { setZone(m_before ? m_before->c_str() : nullptr); }

    static void setZone(const char* zone) {
        zone == nullptr ? ::unsetenv("TZ") : ::setenv("TZ", zone, 1);
        ::tzset();
    }
    static int part(const std::string& day, std::size_t from, std::size_t count) {
        return std::stoi(day.substr(from, count));
    }
    std::vector<std::string> broughtIn(const std::string& source) {
        const auto summary = import(source, {.layer = "contract"});
        EXPECT_THAT(findingsOf(summary, FindingCode::ValueLeftOut), IsEmpty());
        return valuesOf("contract", "sign_date");
    }

    std::optional<std::string> m_before;
};

INSTANTIATE_TEST_SUITE_P(Zones,
                         DatesIn,
                         ::testing::Values("UTC",
                                           "Asia/Shanghai",
                                           "America/New_York",
                                           "Pacific/Kiritimati",
                                           "Pacific/Pago_Pago",
                                           "Asia/Kathmandu"));

} // namespace

TEST_P(DatesIn, TextTablesStayInEverySpelling) {
    std::string table = "合同号,宗地号,签订日期\n";
    int number = 0;
    for (const std::string& day : kDays) {
        const int year = part(day, 0, 4);
        const int month = part(day, 5, 2);
        const int date = part(day, 8, 2);
        char spelled[6][40];
        std::snprintf(spelled[0], 40, "%d-%02d-%02d", year, month, date);
        std::snprintf(spelled[1], 40, "%d/%d/%d", year, month, date);
        std::snprintf(spelled[2], 40, "%d年%d月%d日", year, month, date);
        std::snprintf(spelled[3], 40, "%d.%d.%d", year, month, date);
        std::snprintf(spelled[4], 40, "%04d%02d%02d", year, month, date);
        std::snprintf(spelled[5], 40, "%d/%d/%d 0:00:00", year, month, date);
        for (const char* const text : spelled) {
            table += "HT-" + std::to_string(++number) + ",DK," + text + "\n";
        }
    }
    std::vector<std::string> expected;
    for (const std::string& day : kDays) {
        expected.insert(expected.end(), 6, day);
    }
    EXPECT_THAT(broughtIn(write("a.csv", table)), ElementsAreArray(expected));
}

TEST_P(DatesIn, WorkbooksStayInEveryFormatOfCells) {
    {
        test::Workbook book(file("a.xlsx"));
        book.text(1, 1, "合同号");
        book.text(1, 2, "宗地号");
        book.text(1, 3, "签订日期");
        int row = 1;
        for (const std::string& day : kDays) {
            const lxw_datetime cell{part(day, 0, 4), part(day, 5, 2), part(day, 8, 2), 0, 0, 0};
            for (int format = 0; format < 4; ++format) {
                ++row;
                book.text(row, 1, "HT-" + std::to_string(row));
                book.text(row, 2, "DK");
                const char* const formats[] = {
                    "yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", nullptr, nullptr};
                book.date(row,
                          3,
                          cell,
                          formats[format],
                          format == 2 ? 14 : 31); // built in: m/d/yy, 年月日
            }
        }
    }
    std::vector<std::string> expected;
    for (const std::string& day : kDays) {
        expected.insert(expected.end(), 4, day);
    }
    EXPECT_THAT(broughtIn(file("a.xlsx")), ElementsAreArray(expected));
}

/// Files of GDAL, with fields of dates.
TEST_P(DatesIn, FilesOfGdalStay) {
    GDALAllRegister();
    for (const auto& [driver, name] :
         {std::pair("ESRI Shapefile", "a.shp"), std::pair("GPKG", "b.gpkg")}) {
        const std::string path = file(name);
        {
            const GDALDatasetUniquePtr dataset(
                GetGDALDriverManager()->GetDriverByName(driver)->Create(
                    path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
            OGRSpatialReference system;
            system.importFromEPSG(4527);
            OGRLayer* const layer = dataset->CreateLayer("days", &system, wkbPoint);
            OGRFieldDefn key("key", OFTString);
            OGRFieldDefn field("day", OFTDate);
            layer->CreateField(&key);
            layer->CreateField(&field);
            for (const std::string& day : kDays) {
                OGRFeature feature(layer->GetLayerDefn());
                feature.SetField("key", day.c_str());
                feature.SetField("day", part(day, 0, 4), part(day, 5, 2), part(day, 8, 2));
                OGRPoint point(39'490'000.0, 4'300'000.0);
                feature.SetGeometry(&point);
                ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
            }
        }
        const std::string into = std::string("days_") + (driver[0] == 'G' ? "g" : "s");
        ASSERT_EQ(import(path, {.layer = into}).layers.at(0).rows, kDays.size()) << driver;
        EXPECT_THAT(valuesOf(into, "day"), ElementsAreArray(kDays)) << driver;
    }
}

/// Exports read back, by the import and by GDAL.
TEST_P(DatesIn, ExportsStay) {
    std::string table = "宗地号,供应日期,WKT\n";
    for (const std::string& day : kDays) {
        table += "DK-" + day + "," + day +
                 ",\"POLYGON ((39490000 4300000, 39490100 4300000, 39490100 4300100, 39490000 "
                 "4300000))\"\n";
    }
    ASSERT_EQ(import(write("p.csv", table), {.layer = "parcel", .shareVertices = false})
                  .layers.at(0)
                  .rows,
              kDays.size());
    ASSERT_THAT(valuesOf("parcel", "supply_date"), ElementsAreArray(kDays));
    for (const char* const name : {"o.csv", "o.xlsx", "o.shp", "o.gpkg"}) {
        const auto written =
            ExportJob({.workspace = m_path, .layer = "parcel", .output = m_folder / name}).run({});
        ASSERT_TRUE(written) << name << describe(written.error());
        const auto again = m_folder / (std::string(name) + ".back.gpkg");
        ASSERT_TRUE(NewWorkspaceJob({.path = again, .crs = "EPSG:4527", .user = "test"}).run({}));
        const auto done = ImportJob({.workspace = again,
                                     .sources = {file(name)},
                                     .user = "test",
                                     .layer = "parcel",
                                     .shareVertices = false})
                              .run({});
        ASSERT_TRUE(done) << name << describe(done.error());
        const auto store = data::openWorkspace(again, data::OpenMode::ReadOnly, {});
        ASSERT_TRUE(store);
        std::vector<std::string> days;
        std::vector<Finding> damaged;
        const auto place = *(*store)->layer("parcel")->fieldIndex("supply_date");
        const auto take = [&](StoredRow&& row) {
            days.push_back(textOf(row.content.values[place]));
            return true;
        };
        ASSERT_TRUE((*store)->rows("parcel", take, damaged, {}));
        std::sort(days.begin(), days.end());
        EXPECT_THAT(days, ElementsAreArray(kDays)) << name;
    }
}

} // namespace tuban::jobs
