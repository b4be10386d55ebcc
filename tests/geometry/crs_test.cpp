#include "geometry/crs.h"
#include "support/product_folders.h"

#include <cmath>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

namespace tuban::geometry {

namespace {

using Kind = CrsInfo::Kind;

CrsInfo described(const std::string& definition) {
    const Result<CrsInfo> info = describeCrs(definition);
    EXPECT_TRUE(info) << definition;
    return info ? *info : CrsInfo();
}

// As written by other programs, without any code.
const std::string kEsriZone39 =
    R"(PROJCS["CGCS2000_3_Degree_GK_Zone_39",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",)"
    R"(DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],)"
    R"(UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],)"
    R"(PARAMETER["False_Easting",39500000.0],PARAMETER["False_Northing",0.0],)"
    R"(PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],)"
    R"(PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])";
const std::string kEsriXian =
    R"(PROJCS["Xian_1980_3_Degree_GK_CM_117E",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",)"
    R"(SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],)"
    R"(UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],)"
    R"(PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],)"
    R"(PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],)"
    R"(PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])";
const std::string kLocal =
    R"(LOCAL_CS["Town grid",UNIT["metre",1],AXIS["Easting",EAST],AXIS["Northing",NORTH]])";

struct GoldenRow {
    std::string epsg;
    std::string datum;
    double centralMeridian;
    double falseEasting;
};

std::vector<GoldenRow> goldenRows() {
    std::ifstream in(test::sourceFolder().string() + "/tests/geometry/data/crs_epsg.csv");
    std::vector<GoldenRow> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("#") || line.starts_with("epsg")) {
            continue;
        }
        std::vector<std::string> cells;
        std::istringstream fields(line);
        for (std::string cell; std::getline(fields, cell, ',');) {
            cells.push_back(cell);
        }
        rows.push_back({cells[0], cells[1], std::stod(cells[3]), std::stod(cells[4])});
    }
    return rows;
}

} // namespace

TEST(Crs, AgreesWithTheRegistryOnEveryChineseGaussKruegerSystem) {
    const std::vector<GoldenRow> rows = goldenRows();
    ASSERT_EQ(rows.size(), 256U);
    for (const GoldenRow& row : rows) {
        const CrsInfo info = described("EPSG:" + row.epsg);
        EXPECT_EQ(info.authority, "EPSG:" + row.epsg);
        EXPECT_EQ(info.kind, Kind::Projected) << row.epsg;
        EXPECT_EQ(info.centralMeridian, row.centralMeridian) << row.epsg;
        EXPECT_EQ(info.falseEasting, row.falseEasting) << row.epsg;
        EXPECT_EQ(info.metresPerUnit, 1.0) << row.epsg;
        EXPECT_EQ(info.datum, row.datum == "CGCS2000" ? "China 2000" : row.datum) << row.epsg;
    }
}

TEST(Crs, AnEmptyDefinitionIsNoCrsAndNoError) {
    for (const char* empty : {"", "  \n"}) {
        const CrsInfo info = described(empty);
        EXPECT_EQ(info.kind, Kind::Unknown);
        EXPECT_EQ(info.wkt, "");
        EXPECT_EQ(info.authority, "");
    }
}

TEST(Crs, TellsTheKindsApart) {
    EXPECT_EQ(described("EPSG:4490").kind, Kind::Geographic);
    EXPECT_EQ(described("EPSG:4480").kind, Kind::Geographic);
    EXPECT_EQ(described("EPSG:4548").kind, Kind::Projected);
    EXPECT_EQ(described("EPSG:2154").kind, Kind::Projected);
    EXPECT_EQ(described("EPSG:3857").kind, Kind::WebMercator);
    EXPECT_EQ(described("+proj=webmerc +datum=WGS84").kind, Kind::WebMercator);
    EXPECT_EQ(described(kLocal).kind, Kind::Local);
    EXPECT_EQ(described("EPSG:4479").kind, Kind::Unknown); // geocentric
}

TEST(Crs, ReadsTheHorizontalPartOfACompoundSystem) {
    const CrsInfo info = described("EPSG:4490+5737");
    EXPECT_EQ(info.kind, Kind::Geographic);
    EXPECT_EQ(info.authority, "EPSG:4490");
}

TEST(Crs, KnowsASystemWithoutCodeByItsParameters) {
    const CrsInfo info = described(kEsriZone39);
    EXPECT_EQ(info.authority, "EPSG:4527");
    EXPECT_EQ(info.centralMeridian, 117.0);
    EXPECT_EQ(info.falseEasting, 39500000.0);
    EXPECT_EQ(described(kEsriXian).authority, "EPSG:2384");
}

TEST(Crs, WritesWktThatDescribesTheSameSystem) {
    for (const std::string& definition :
         {std::string("EPSG:4527"), kEsriZone39, std::string("EPSG:2249")}) {
        const CrsInfo first = described(definition);
        const CrsInfo second = described(first.wkt);
        EXPECT_EQ(second.authority, first.authority);
        EXPECT_EQ(second.falseEasting, first.falseEasting);
        EXPECT_EQ(second.metresPerUnit, first.metresPerUnit);
    }
}

TEST(Crs, GivesNoCodeToASystemOnAnUnknownDatum) {
    const CrsInfo info = described("+proj=tmerc +lon_0=117 +x_0=500000 +ellps=GRS80 +units=m");
    EXPECT_EQ(info.kind, Kind::Projected);
    EXPECT_EQ(info.authority, "");
    EXPECT_EQ(info.centralMeridian, 117.0);
}

TEST(Crs, ReportsFeetInMetres) {
    // US survey foot = 1200/3937 m.
    EXPECT_DOUBLE_EQ(described("EPSG:2249").metresPerUnit, 1200.0 / 3937.0);
}

TEST(Crs, RefusesWhatIsNoCrsAndGuessesFromNoName) {
    for (const char* definition : {"EPSG:999999",
                                   "Beijing",
                                   "4527",
                                   "PROJCS[",
                                   "+proj=pipeline +step +proj=noop",
                                   "/etc/passwd"}) {
        const Result<CrsInfo> info = describeCrs(definition);
        ASSERT_FALSE(info) << definition;
        EXPECT_EQ(info.error().code, ErrorCode::UnknownCrs);
        EXPECT_EQ(info.error().subject, definition);
    }
}

TEST(CrsOperation, FlagsTheOldChineseDatumsAsBallpark) {
    for (const std::string& old : {std::string("EPSG:4214"),
                                   std::string("EPSG:4610"),
                                   std::string("EPSG:4555"),
                                   std::string("EPSG:2384"),
                                   std::string("EPSG:2436"),
                                   kEsriXian}) {
        for (const char* target : {"EPSG:4490", "EPSG:4548", "EPSG:4326"}) {
            const Result<OperationInfo> there = describeOperation(old, target);
            ASSERT_TRUE(there) << old;
            EXPECT_TRUE(there->ballpark) << old << " " << target;
            EXPECT_FALSE(there->accuracy) << old << " " << target;
            EXPECT_TRUE(describeOperation(target, old)->ballpark) << old << " " << target;
        }
    }
}

TEST(CrsOperation, StaysWithinAnOldDatumExactly) {
    const Result<OperationInfo> info = describeOperation("EPSG:2384", "EPSG:2363");
    ASSERT_TRUE(info);
    EXPECT_FALSE(info->ballpark);
    EXPECT_EQ(info->accuracy, Length::metres(0.0));
}

TEST(CrsOperation, TakesWgs84AndCgcs2000AsEqualToAMetre) {
    for (const auto& [source, target] :
         std::vector<std::pair<std::string, std::string>>{{"EPSG:4326", "EPSG:4490"},
                                                          {"EPSG:4326", "EPSG:4548"},
                                                          {"EPSG:3857", "EPSG:4527"},
                                                          {"EPSG:4490", "EPSG:32650"},
                                                          {kEsriZone39, "EPSG:4326"}}) {
        const Result<OperationInfo> info = describeOperation(source, target);
        ASSERT_TRUE(info) << source;
        EXPECT_FALSE(info->ballpark) << source;
        EXPECT_EQ(info->accuracy, Length::metres(1.0)) << source;
    }
}

TEST(CrsOperation, StatesTheAccuracyThatProjKnows) {
    EXPECT_EQ(describeOperation("EPSG:2154", "EPSG:4326")->accuracy, Length::metres(1.0));
    EXPECT_EQ(describeOperation("EPSG:4167", "EPSG:4326")->accuracy, Length::metres(1.0));
    EXPECT_EQ(describeOperation("EPSG:4527", "EPSG:4548")->accuracy, Length::metres(0.0));
    EXPECT_EQ(describeOperation("EPSG:4490", "EPSG:4548")->accuracy, Length::metres(0.0));
    // One of several by place: the worst of them holds everywhere.
    EXPECT_GE(describeOperation("EPSG:4267", "EPSG:4326")->accuracy, Length::metres(10.0));
}

TEST(CrsOperation, RefusesAnUnknownDatum) {
    const Result<OperationInfo> info =
        describeOperation("+proj=tmerc +lon_0=117 +x_0=500000 +ellps=GRS80", "EPSG:4548");
    ASSERT_TRUE(info);
    EXPECT_TRUE(info->ballpark);
}

TEST(CrsOperation, AcceptsParametersThatTheDefinitionBrings) {
    const Result<OperationInfo> info = describeOperation(
        "+proj=tmerc +lon_0=117 +x_0=500000 +ellps=krass +towgs84=15.8,-154.4,-82.3", "EPSG:4548");
    ASSERT_TRUE(info);
    EXPECT_FALSE(info->ballpark);
}

TEST(CrsOperation, NamesTheSideThatIsUnknown) {
    const Result<OperationInfo> info = describeOperation("EPSG:4548", "EPSG:999999");
    ASSERT_FALSE(info);
    EXPECT_EQ(info.error().code, ErrorCode::UnknownCrs);
    EXPECT_EQ(info.error().subject, "EPSG:999999");
    // No way from the Moon.
    const Result<OperationInfo> moon = describeOperation("IAU_2015:30100", "EPSG:4490");
    ASSERT_FALSE(moon);
    EXPECT_EQ(moon.error().code, ErrorCode::NoTransformation);
}

TEST(ProjectedCrsAt, GivesTheThreeDegreeZoneInChina) {
    EXPECT_EQ(projectedCrsAt(116.88, 38.85), "EPSG:4548");
    EXPECT_EQ(projectedCrsAt(115.4999, 38.85), "EPSG:4547");
    EXPECT_EQ(projectedCrsAt(115.5, 38.85), "EPSG:4548"); // a border belongs to the zone east of it
    EXPECT_EQ(projectedCrsAt(118.4999, 38.85), "EPSG:4548");
    EXPECT_EQ(projectedCrsAt(118.5, 38.85), "EPSG:4549");
    EXPECT_EQ(projectedCrsAt(73.62, 39.0), "EPSG:4534");
    EXPECT_EQ(projectedCrsAt(134.77, 48.0), "EPSG:4554");
    EXPECT_EQ(projectedCrsAt(113.0, 9.9), "EPSG:4547");
}

TEST(ProjectedCrsAt, GivesTheUtmZoneElsewhere) {
    EXPECT_EQ(projectedCrsAt(-71.1, 42.4), "EPSG:32619");
    EXPECT_EQ(projectedCrsAt(174.8, -41.3), "EPSG:32760");
    EXPECT_EQ(projectedCrsAt(9.5, 47.1), "EPSG:32632");
    EXPECT_EQ(projectedCrsAt(180.0, 10.0), "EPSG:32660");
    EXPECT_EQ(projectedCrsAt(-180.0, 10.0), "EPSG:32601");
    EXPECT_EQ(projectedCrsAt(117.0, -20.0), "EPSG:32750");
}

TEST(ProjectedCrsAt, GivesNothingOffTheGlobe) {
    EXPECT_EQ(projectedCrsAt(489582.9, 4301858.7), "");
    EXPECT_EQ(projectedCrsAt(std::nan(""), 39.0), "");
}

// EPSG:4548 is made for 115.5° to 118.5° east (EPSG registry, extent 2739).
TEST(Crs, SaysForWhichLandASystemWasMade) {
    const auto zone = describeCrs("EPSG:4548");
    ASSERT_TRUE(zone && zone->areaOfUse);
    EXPECT_DOUBLE_EQ((*zone->areaOfUse)[0], 115.5);
    EXPECT_DOUBLE_EQ((*zone->areaOfUse)[2], 118.5);
    EXPECT_NEAR((*zone->areaOfUse)[1], 22.6, 0.1);
    EXPECT_FALSE(describeCrs("+proj=tmerc +lon_0=117 +ellps=GRS80")->areaOfUse);
}

} // namespace tuban::geometry
