// Geometry out of columns: well-known text, points, boundary points.

#include "data/exchange/table_geometry.h"
#include "table_fixture.h"

namespace tuban::jobs {

namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class GeometryImport : public test::TableImport {
protected:
    /// Min east, min north of all rows of a layer, in whole metres, and how many vertices they
    /// have.
    struct Reach {
        long east = 0;
        long north = 0;
        std::size_t vertices = 0;
        bool operator==(const Reach&) const = default;
    };
    Reach reachOf(const std::string& layer) const {
        constexpr double kCells = 10'000.0;
        double east = 1e12;
        double north = 1e12;
        std::size_t vertices = 0;
        for (const StoredRow& row : rowsOf(layer)) {
            for (const GridGeometry::Part& part : row.content.geometry.parts) {
                for (const GridGeometry::Vertices& ring : part) {
                    for (const geometry::GridPoint& point : ring) {
                        east = std::min(east, static_cast<double>(point.x) / kCells);
                        north = std::min(north, static_cast<double>(point.y) / kCells);
                    }
                    vertices += ring.size();
                }
            }
        }
        return {std::lround(east), std::lround(north), vertices};
    }
};

const std::string kHeadings = "点号,X,Y,边长\n";
// 100 m by 100 m, from the north-west corner clockwise, as the survey writes it
const std::string kSquare =
    "J1,4300100.000,39490000.000,100.00\nJ2,4300100.000,39490100.000,100.00\n"
    "J3,4300000.000,39490100.000,100.00\nJ4,4300000.000,39490000.000,100.00\n";
const std::string kOther =
    "J1,4300100.000,39490200.000,50.00\nJ2,4300100.000,39490250.000,100.00\n"
    "J3,4300000.000,39490250.000,50.00\nJ4,4300000.000,39490200.000,100.00\n";

} // namespace

TEST(TableCoordinate, IsReadInDecimalsAndInDegreesMinutesAndSeconds) {
    const double expected = 117.0 + 12.0 / 60.0 + 34.5 / 3600.0; // 117.209583…
    for (const char* const text : {"117°12′34.5″",
                                   "117°12'34.5\"",
                                   "117度12分34.5秒",
                                   "117-12-34.5",
                                   "E117°12′34.5″",
                                   "东经117°12′34.5″",
                                   "117 12 34.5"}) {
        const auto read = data::coordinateOf(text);
        ASSERT_TRUE(read) << text;
        EXPECT_NEAR(*read, expected, 1e-12) << text;
    }
    EXPECT_EQ(data::coordinateOf("4,300,100.5"), 4300100.5);
    EXPECT_EQ(data::coordinateOf("-12.5"), -12.5);
    for (const char* const text :
         {"", "abc", "117°72′", "12′", "1.5°30′", "200°10′", "2024-13-45x"}) {
        EXPECT_FALSE(data::coordinateOf(text)) << text;
    }
}

TEST_F(GeometryImport, MakesPointsOfSurveyColumnsWithNorthInX) {
    const auto summary =
        import(write("控制点.csv", "点名,X(m),Y(m)\nK1,4300100.5,490000.25\nK2,4300000,490100\n"),
               {.layer = "control", .crs = "EPSG:4548"});
    EXPECT_EQ(summary.layers[0].rows, 2U);
    EXPECT_THAT(saidOf(summary, FindingCode::TableGeometry, 2),
                ElementsAre("told from the numbers"));
    const Reach reach = reachOf("control"); // 4548 has no zone in its eastings, the workspace has
    EXPECT_EQ(reach, (Reach{39490000, 4300000, 2}));
}

/// Eastings without a zone are told only by what the table says of its system.
TEST_F(GeometryImport, TakesTheSystemThatItsTitlesSay) {
    const std::string points = "点名,X,Y\nK1,4300100.5,490000.25\nK2,4300000,490100\n";
    const auto said = import(write("a.csv", "2000国家大地坐标系 中央子午线：117°,,\n" + points),
                             {.layer = "said"});
    EXPECT_EQ(said.layers[0].crs, "EPSG:4548");
    EXPECT_EQ(reachOf("said"), (Reach{39490000, 4300000, 2}));
    const auto other =
        attempt(write("b.csv", "坐标系：××独立坐标系,,\n" + points), {.layer = "other"});
    EXPECT_FALSE(other); // no way into the workspace is known
}

TEST_F(GeometryImport, NumbersDecideOverNames) {
    // east and north under each other's headings
    const auto summary =
        import(write("a.csv", "名称,东坐标,北坐标\na,4300100.5,39490000.25\nb,4300000,39490100\n"),
               {.layer = "turned"});
    EXPECT_EQ(summary.layers[0].rows, 2U);
    EXPECT_EQ(reachOf("turned"), (Reach{39490000, 4300000, 2}));
}

TEST_F(GeometryImport, MakesPointsOfLongitudesAndLatitudes) {
    const auto summary =
        import(write("踏勘.csv", "名称,经度,纬度\na,116°53′4.2″,38°50′0.0″\nb,116.885,38.834\n"),
               {.layer = "seen", .crs = "EPSG:4490"});
    EXPECT_EQ(summary.layers[0].rows, 2U);
    const Reach reach = reachOf("seen");
    EXPECT_NEAR(static_cast<double>(reach.north), 4'300'000.0, 20'000.0);
    EXPECT_NEAR(static_cast<double>(reach.east), 39'490'000.0, 20'000.0);
}

TEST_F(GeometryImport, RefusesRowsWithUnreadableCoordinatesAndKeepsThoseWithoutAny) {
    const auto summary = import(
        write("a.csv",
              "名称,东坐标,北坐标\na,39490000,4300100.5\nb,约39490000,4300000\nc,,\nd,39490010,"
              "4300000\n"
              "e,39490010,4300010\nf,39490010,4300020\ng,39490010,4300030\nh,39490010,4300040\n"
              "i,39490010,4300050\nj,39490010,4300060\nk,39490010,4300070\n"),
        {.layer = "some"});
    const ImportedLayer& layer = summary.layers[0];
    EXPECT_EQ(layer.read, 11U);
    EXPECT_EQ(layer.refused, 1U);
    EXPECT_EQ(layer.rows, 10U);
    EXPECT_THAT(saidOf(summary, FindingCode::RowRefused, 0), ElementsAre(HasSubstr("约39490000")));
    EXPECT_THAT(findingsOf(summary, FindingCode::NoGeometry), SizeIs(1));
}

TEST_F(GeometryImport, TakesWellKnownTextFromAColumnOfAnyName) {
    const auto summary = import(write("a.csv",
                                      "宗地编号;边界\nDK-1;POLYGON ((39490000 4300000, 39490100 "
                                      "4300000, 39490100 4300100, 39490000 4300000))\n"
                                      "DK-2;POLYGON ((39490000 4300000, 39490100\n"),
                                {.layer = "parcel"});
    const ImportedLayer& layer = summary.layers[0];
    EXPECT_EQ(layer.read, 2U);
    EXPECT_EQ(layer.rows, 1U);
    EXPECT_EQ(layer.refused, 1U);
    EXPECT_THAT(saidOf(summary, FindingCode::RowRefused, 0), ElementsAre(HasSubstr("POLYGON")));
    EXPECT_NEAR(layer.areaAfter.inSquareMetres(), 5000.0, 1e-6);
}

TEST_F(GeometryImport, MakesAParcelOfATableOfBoundaryPoints) {
    const std::string title = "界址点成果表\n地块编号：DK-07,宗地面积：1.0000公顷\n";
    const auto summary = import(write("界址点.csv", title + kHeadings + kSquare + "制表人：李四\n"),
                                {.layer = "parcel"});
    ASSERT_EQ(summary.layers[0].rows, 1U);
    EXPECT_NEAR(summary.layers[0].areaAfter.inSquareMetres(), 10'000.0, 1e-6);
    EXPECT_EQ(reachOf("parcel"), (Reach{39490000, 4300000, 5}));
    EXPECT_THAT(valuesOf("parcel", "parcel_no"), ElementsAre("DK-07"));
    EXPECT_EQ(valueOf("parcel", "DK-07", "registered_area_m2"), "10000");
    EXPECT_THAT(findingsOf(summary, FindingCode::TableSideDiffers), IsEmpty());
}

TEST_F(GeometryImport, GroupsBoundaryPointsByAColumn) {
    std::string table = "地块编号,圈号,点号,X坐标(m),Y坐标(m)\n";
    const auto add = [&](const char* parcel, int ring, double west, double south, double side) {
        const double xy[][2] = {
            {south, west}, {south, west + side}, {south + side, west + side}, {south + side, west}};
        for (int i = 0; i < 4; ++i) {
            char line[96];
            std::snprintf(line,
                          sizeof line,
                          "%s,%d,J%d,%.3f,%.3f\n",
                          i == 0 ? parcel : "",
                          ring,
                          i + 1,
                          xy[i][0],
                          xy[i][1]);
            table += line;
        }
    };
    add("DK-1", 1, 39'490'000.0, 4'300'000.0, 100.0);
    add("", 2, 39'490'020.0, 4'300'020.0, 10.0); // a hole of DK-1
    add("DK-2", 1, 39'490'200.0, 4'300'000.0, 50.0);
    const auto summary = import(write("a.csv", table), {.layer = "parcel"});
    EXPECT_EQ(summary.layers[0].read, 2U);
    EXPECT_EQ(summary.layers[0].rows, 2U);
    EXPECT_NEAR(summary.layers[0].areaAfter.inSquareMetres(),
                100.0 * 100.0 - 10.0 * 10.0 + 50.0 * 50.0,
                1e-6);
    EXPECT_THAT(valuesOf("parcel", "parcel_no"), ElementsAre("DK-1", "DK-2"));
    EXPECT_EQ(summary.layers[0].table->rows, 13U);
}

TEST_F(GeometryImport, PartsParcelsByLinesAboveThemByEmptyRowsAndByClosedRings) {
    const std::string first = "J1,4300100.000,39490000.000,100.00\n";
    const std::string pages =
        "地块编号：A-1\n" + kHeadings + kSquare + "\n地块编号：A-2\n" + kHeadings + kOther;
    EXPECT_EQ(import(write("pages.csv", pages), {.layer = "parcel"}).layers[0].rows, 2U);
    EXPECT_THAT(valuesOf("parcel", "parcel_no"), ElementsAre("A-1", "A-2"));

    const auto rows =
        import(write("rows.csv", kHeadings + kSquare + "\n" + kOther), {.layer = "by_rows"});
    EXPECT_EQ(rows.layers[0].rows, 2U);

    const auto closed = import(write("closed.csv", kHeadings + kSquare + first + "\n" + kOther),
                               {.layer = "closed"});
    EXPECT_EQ(closed.layers[0].rows, 2U);
    EXPECT_EQ(reachOf("closed").vertices, 10U);
}

TEST_F(GeometryImport, TakesAListThatReturnsToItsFirstPointForAnOutline) {
    const std::string table =
        "点号,X,Y\n1,4300100,39490000\n2,4300100,39490100\n3,4300000,39490100\n";
    EXPECT_EQ(import(write("open.csv", table), {.layer = "open_list"}).layers[0].rows, 3U);
    const auto closed =
        import(write("closed.csv", table + "1,4300100,39490000\n"), {.layer = "outline"});
    EXPECT_EQ(closed.layers[0].rows, 1U);
    EXPECT_NEAR(closed.layers[0].areaAfter.inSquareMetres(), 5'000.0, 1e-6);
}

TEST_F(GeometryImport, GoesOnBehindAPageBreakWithinAParcel) {
    const std::string half = kSquare.substr(0, kSquare.find("J3"));
    const std::string rest = kSquare.substr(kSquare.find("J3"));
    const auto summary =
        import(write("a.csv", kHeadings + half + kHeadings + rest), {.layer = "broken"});
    EXPECT_EQ(summary.layers[0].rows, 1U);
    EXPECT_NEAR(summary.layers[0].areaAfter.inSquareMetres(), 10'000.0, 1e-6);
}

TEST_F(GeometryImport, WarnsOfSidesThatContradictTheCoordinates) {
    std::string wrong = kSquare;
    wrong.replace(wrong.find("100.00\nJ3"), 6, "110.00");
    const auto summary = import(write("a.csv", kHeadings + wrong), {.layer = "sides"});
    EXPECT_THAT(saidOf(summary, FindingCode::TableSideDiffers, 0), ElementsAre("J2"));
    EXPECT_THAT(saidOf(summary, FindingCode::TableSideDiffers, 1), ElementsAre("110.000"));
    EXPECT_THAT(saidOf(summary, FindingCode::TableSideDiffers, 2), ElementsAre("100.000"));
    EXPECT_EQ(summary.layers[0].rows, 1U);
}

TEST_F(GeometryImport, TakesSidesThatStandBetweenTheirPoints) {
    const std::string table =
        "点号,X,Y,边长\nJ1,4300100,39490000,\n,,,100.00\nJ2,4300100,39490100,\n,,,100.00\n"
        "J3,4300000,39490100,\n,,,100.00\nJ4,4300000,39490000,\n,,,99.00\n";
    const auto summary = import(write("a.csv", table), {.layer = "between"});
    EXPECT_EQ(summary.layers[0].rows, 1U);
    EXPECT_THAT(saidOf(summary, FindingCode::TableSideDiffers, 0), ElementsAre("J4"));
}

TEST_F(GeometryImport, RefusesAParcelOfWhichAPointCannotBeRead) {
    std::string bad = kSquare;
    bad.replace(bad.find("4300000.000"), 11, "43000OO.000"); // letters O
    const auto summary = import(
        write("a.csv",
              "地块编号：A-1\n" + kHeadings + bad + "\n地块编号：A-2\n" + kHeadings + kOther),
        {.layer = "parcel"});
    EXPECT_EQ(summary.layers[0].read, 2U);
    EXPECT_EQ(summary.layers[0].refused, 1U);
    EXPECT_EQ(summary.layers[0].rows, 1U);
    EXPECT_THAT(saidOf(summary, FindingCode::RowRefused, 0), ElementsAre(HasSubstr("row 5")));
    EXPECT_THAT(valuesOf("parcel", "parcel_no"), ElementsAre("A-2"));
}

TEST_F(GeometryImport, RefusesAParcelOfTwoPoints) {
    const auto summary =
        import(write("a.csv", kHeadings + kSquare.substr(0, kSquare.find("J3")) + "\n" + kOther),
               {.layer = "two"});
    EXPECT_EQ(summary.layers[0].refused, 1U);
    EXPECT_EQ(summary.layers[0].rows, 1U);
}

TEST_F(GeometryImport, ProfileSaysThatRowsArePointsOrNothing) {
    ImportJob::Settings settings{.layer = "as_points"};
    settings.table.geometry = "points";
    EXPECT_EQ(import(write("a.csv", kHeadings + kSquare), settings).layers[0].rows, 4U);
    settings.layer = "as_records";
    settings.table.geometry = "none";
    const auto records = import(file("a.csv"), settings);
    EXPECT_EQ(records.layers[0].rows, 4U);
    EXPECT_TRUE(records.layers[0].crs.empty());
}

TEST_F(GeometryImport, ReadsAWorkbookOfBoundaryPointsLikeText) {
    {
        test::Workbook book(file("界址点成果表.xlsx"));
        book.merged(1, 1, 5, "界址点成果表");
        book.text(2, 1, "宗地号：");
        book.text(2, 2, "DK-09");
        const char* const headings[] = {"序号", "点号", "X", "Y", "边长"};
        for (int i = 0; i < 5; ++i) {
            book.text(3, i + 1, headings[i]);
        }
        const double xy[][2] = {{4300100, 39490000},
                                {4300100, 39490100},
                                {4300000, 39490100},
                                {4300000, 39490000},
                                {4300100, 39490000}};
        for (int i = 0; i < 5; ++i) {
            book.number(4 + i, 1, i + 1);
            book.text(4 + i, 2, "J" + std::to_string(i % 4 + 1));
            book.number(4 + i, 3, xy[i][0]);
            book.number(4 + i, 4, xy[i][1]);
            if (i < 4) {
                book.number(4 + i, 5, 100.0);
            }
        }
    }
    const auto summary = import(file("界址点成果表.xlsx"), {.layer = "parcel"});
    EXPECT_THAT(valuesOf("parcel", "parcel_no"), ElementsAre("DK-09"));
    EXPECT_NEAR(summary.layers[0].areaAfter.inSquareMetres(), 10'000.0, 1e-6);
    EXPECT_THAT(findingsOf(summary, FindingCode::TableSideDiffers), IsEmpty());
}

} // namespace tuban::jobs
