#include "jobs/ratio_table_job.h"
#include "support/map_file.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

using namespace tuban;
using namespace tuban::jobs;
using test::MapDrawing;
using test::TemporaryFolder;
using test::writeMap;
using ::testing::DoubleNear;
using ::testing::ElementsAre;

namespace {

constexpr double kHectare = 10000.0;

/// Files of one test, and the settings that read them.
class RatioTableJob : public ::testing::Test {
protected:
    RatioTableJob() {
        settings.codeField = "code";
        settings.classification = "none";
    }

    void parcels(const MapDrawing& map) {
        settings.parcels = folder.file("parcels.geojson");
        writeMap(settings.parcels, map);
    }
    void districts(MapDrawing map) {
        map.field = "name";
        settings.districts = folder.file("districts.geojson");
        writeMap(settings.districts, map);
    }

    RatioResult compute() {
        auto result = computeRatios(settings, Progress());
        EXPECT_TRUE(result) << static_cast<int>(result.error().code) << result.error().detail;
        return result ? std::move(*result) : RatioResult{};
    }
    ErrorCode failure() {
        const auto result = computeRatios(settings, Progress());
        EXPECT_FALSE(result);
        return result ? ErrorCode::Cancelled : result.error().code;
    }

    TemporaryFolder folder;
    RatioSettings settings;
};

double cellOf(const RatioResult& result, const std::string& district, const std::string& code) {
    const landuse::LandBalance& balance = result.balance;
    for (std::size_t d = 0; d < balance.districts.size(); ++d) {
        for (std::size_t row = 0; row < balance.rows.size(); ++row) {
            if (balance.districts[d].name == district && balance.rows[row].code == code) {
                return balance.areas[row][d].inSquareMetres();
            }
        }
    }
    return -1.0;
}

const landuse::DistrictTotals& districtOf(const RatioResult& result, const std::string& name) {
    for (const landuse::DistrictTotals& district : result.balance.districts) {
        if (district.name == name) {
            return district;
        }
    }
    throw std::out_of_range(name);
}

std::set<FindingCode> codesOf(const RatioResult& result) {
    std::set<FindingCode> codes;
    for (const Finding& finding : result.findings) {
        codes.insert(finding.code);
    }
    return codes;
}

void expectClosed(const RatioResult& result) {
    const landuse::LandBalance& balance = result.balance;
    for (std::size_t d = 0; d < balance.districts.size(); ++d) {
        const landuse::DistrictTotals& district = balance.districts[d];
        double sum = district.uncovered.inSquareMetres() - district.overlap.inSquareMetres();
        for (std::size_t row = 0; row < balance.rows.size(); ++row) {
            sum += balance.rows[row].leaf ? balance.areas[row][d].inSquareMetres() : 0.0;
        }
        EXPECT_NEAR(sum, district.area.inSquareMetres(), 1e-6) << district.name;
    }
}

} // namespace

TEST_F(RatioTableJob, SumsParcelsByDistrictAndCode) {
    parcels({.rows = {"AAB", "ABB"}});
    districts({.rows = {"WWE", "WWE"}});
    const RatioResult result = compute();
    EXPECT_EQ(cellOf(result, "W", "A"), 3 * kHectare);
    EXPECT_EQ(cellOf(result, "W", "B"), 1 * kHectare);
    EXPECT_EQ(cellOf(result, "E", "B"), 2 * kHectare);
    EXPECT_EQ(cellOf(result, "E", "A"), 0.0);
    EXPECT_EQ(result.balance.total, Area::hectares(6));
    EXPECT_EQ(result.balance.outside, Area());
    EXPECT_EQ(result.crs.authority, "EPSG:4548");
    expectClosed(result);
}

TEST_F(RatioTableJob, TakesTheWholeLayerAsOneDistrictWhereNoneAreGiven) {
    parcels({.rows = {"AAB"}});
    const RatioResult result = compute();
    ASSERT_EQ(result.balance.districts.size(), 1U);
    EXPECT_EQ(result.balance.districts[0].area, Area::hectares(3));
    EXPECT_EQ(result.balance.areas[0][0], Area::hectares(2));
    EXPECT_EQ(result.balance.areas[1][0], Area::hectares(1));
}

TEST_F(RatioTableJob, CutsParcelsAtDistrictBorders) {
    parcels({.rows = {"A"}});
    districts({.rows = {"W"}, .east = 490070.0, .north = 4299990.0});
    const RatioResult result = compute();
    EXPECT_EQ(cellOf(result, "W", "A"), 30.0 * 90.0);
    EXPECT_EQ(result.balance.outside.inSquareMetres(), kHectare - 2700.0);
    EXPECT_EQ(districtOf(result, "W").uncovered.inSquareMetres(), kHectare - 2700.0);
    EXPECT_THAT(codesOf(result),
                ::testing::IsSupersetOf({FindingCode::Uncovered, FindingCode::OutsideDistricts}));
    expectClosed(result);
}

TEST_F(RatioTableJob, JoinsFeaturesOfOneNameToOneDistrict) {
    parcels({.rows = {"AAAA"}});
    districts({.rows = {"W.EW"}});
    const RatioResult result = compute();
    ASSERT_EQ(result.balance.districts.size(), 2U);
    EXPECT_EQ(cellOf(result, "W", "A"), 2 * kHectare);
    EXPECT_EQ(result.balance.outside, Area::hectares(1));
    EXPECT_TRUE(codesOf(result).contains(FindingCode::DistrictsShareName));
}

TEST_F(RatioTableJob, CountsOverlappingParcelsOncePerParcelAndSaysSo) {
    MapDrawing twice{.rows = {"AB"}};
    parcels(twice);
    // The same square once more, half a cell further east.
    MapDrawing shifted{.rows = {"C"}, .east = 490050.0};
    const std::string second = folder.file("second.geojson");
    writeMap(second, shifted);
    std::ifstream in(settings.parcels);
    std::string all((std::istreambuf_iterator<char>(in)), {});
    std::ifstream more(second);
    std::string other((std::istreambuf_iterator<char>(more)), {});
    const std::string features = R"("features":[)";
    const std::string feature = other.substr(other.find(features) + features.size());
    all = all.substr(0, all.rfind("]}")) + "," + feature;
    std::ofstream(settings.parcels) << all;
    districts({.rows = {"WW"}});
    const RatioResult result = compute();
    EXPECT_EQ(districtOf(result, "W").overlap.inSquareMetres(), kHectare);
    EXPECT_EQ(districtOf(result, "W").uncovered, Area());
    EXPECT_TRUE(codesOf(result).contains(FindingCode::ParcelsOverlap));
    expectClosed(result);
}

TEST_F(RatioTableJob, CountsLandInOverlappingDistrictsInEachAndOutsideOnlyOnce) {
    parcels({.rows = {"AAA"}});
    districts({.rows = {"WW"}});
    // A second district over the middle square: overlap through a second file would not be one
    // layer, so draw both with cells of two sizes.
    std::ofstream(settings.districts) << R"({"type":"FeatureCollection",
        "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4548"}},"features":[
        {"type":"Feature","properties":{"name":"W"},"geometry":{"type":"Polygon","coordinates":
          [[[490000,4300000],[490200,4300000],[490200,4300100],[490000,4300100],[490000,4300000]]]}},
        {"type":"Feature","properties":{"name":"E"},"geometry":{"type":"Polygon","coordinates":
          [[[490100,4300000],[490250,4300000],[490250,4300100],[490100,4300100],[490100,4300000]]]}}]})";
    const RatioResult result = compute();
    EXPECT_EQ(cellOf(result, "W", "A"), 2 * kHectare);
    EXPECT_EQ(cellOf(result, "E", "A"), 1.5 * kHectare);
    EXPECT_EQ(result.balance.outside, Area::hectares(0.5));
    EXPECT_TRUE(codesOf(result).contains(FindingCode::DistrictsOverlap));
}

TEST_F(RatioTableJob, GivesTheSameBitsForAnyNumberOfThreads) {
    std::vector<std::string> rows(60);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < 90; ++j) {
            rows[i] += static_cast<char>('A' + (i * 7 + j * 3) % 11);
        }
    }
    parcels({.rows = rows});
    districts({.rows = {"WE", "SN"}, .east = 490033.3, .north = 4300012.7, .cell = 3777.7});
    settings.threads = 1;
    const RatioResult one = compute();
    for (const int threads : {2, 3, 7}) {
        settings.threads = threads;
        const RatioResult many = compute();
        EXPECT_EQ(one.balance.areas, many.balance.areas) << threads;
        EXPECT_EQ(one.balance.rowTotals, many.balance.rowTotals) << threads;
        EXPECT_EQ(one.balance.outside, many.balance.outside) << threads;
    }
    expectClosed(one);
}

TEST_F(RatioTableJob, MeasuresDegreesInTheZoneOfTheirPlaceAndSaysSo) {
    parcels({.rows = {"A"}, .crs = "EPSG:4326", .east = 116.88, .north = 38.85, .cell = 0.001});
    const RatioResult result = compute();
    EXPECT_EQ(result.crs.authority, "EPSG:4548");
    EXPECT_TRUE(codesOf(result).contains(FindingCode::GeographicForPlanar));
    // Area of the strip 0.001° wide from 38.850° to 38.851° north on CGCS2000 in closed form,
    // 9636.829 m², times 1 + y²/R² of the map at y = 10.348 km from the central meridian.
    EXPECT_THAT(result.balance.total.inSquareMetres(), DoubleNear(9636.854, 0.01));
}

TEST_F(RatioTableJob, MeasuresEllipsoidalAreasSmallerThanPlanarOnesFarFromTheMeridian) {
    parcels({.rows = {"A"}, .east = 580000.0, .cell = 1000.0});
    const double planar = compute().balance.total.inSquareMetres();
    settings.basis = landuse::AreaBasis::Ellipsoidal;
    const double ellipsoidal = compute().balance.total.inSquareMetres();
    // 1 + y²/R² at 80.5 km from the central meridian.
    EXPECT_NEAR(planar / ellipsoidal - 1.0, 80.5 * 80.5 / (6371.0 * 6371.0), 2e-6);
}

TEST_F(RatioTableJob, SharesRegisteredAreasOutByPlanarArea) {
    parcels({.rows = {"A"}, .more = R"(,"registered_area_m2":9000)"});
    districts({.rows = {"WE"}, .east = 489925.0});
    settings.basis = landuse::AreaBasis::Registered;
    const RatioResult result = compute();
    EXPECT_NEAR(cellOf(result, "W", "A"), 2250.0, 1e-6);
    EXPECT_NEAR(cellOf(result, "E", "A"), 6750.0, 1e-6);
    EXPECT_NEAR(result.balance.total.inSquareMetres(), 9000.0, 1e-6);
    EXPECT_NEAR(result.balance.outside.inSquareMetres(), 0.0, 1e-6);
}

TEST_F(RatioTableJob, CountsParcelsWithoutRegisteredAreaWithTheirPlanarOneAndSaysSo) {
    parcels({.rows = {"AB"}, .more = R"(,"registered_area_m2":null)"});
    settings.basis = landuse::AreaBasis::Registered;
    settings.areaField = "registered_area_m2";
    const RatioResult result = compute();
    EXPECT_EQ(result.balance.total, Area::hectares(2));
    EXPECT_TRUE(codesOf(result).contains(FindingCode::RegisteredAreaMissing));
}

TEST_F(RatioTableJob, ReadsClassCodesAndRollsThemUp) {
    parcels({.rows = {"abc"},
             .field = "YDYHFLDM",
             .values = {{'a', "0701"}, {'b', "100101"}, {'c', "1207"}}});
    settings.codeField.clear();
    settings.classification.clear();
    settings.level = 1;
    const RatioResult result = compute();
    ASSERT_TRUE(result.classification);
    EXPECT_EQ(result.classification->id(), "2023");
    EXPECT_EQ(result.codeField, "YDYHFLDM");
    std::vector<std::string> codes;
    for (const landuse::BalanceRow& row : result.balance.rows) {
        codes.push_back(row.code);
    }
    EXPECT_THAT(codes, ElementsAre("07", "10", "12"));
}

TEST_F(RatioTableJob, FindsTheCodeFieldByItsValues) {
    parcels({.rows = {"abca"},
             .field = "whatever",
             .values = {{'a', "0701"}, {'b', "100101"}, {'c', "1207"}}});
    settings.codeField.clear();
    settings.classification = "2023";
    EXPECT_EQ(compute().codeField, "whatever");
}

TEST_F(RatioTableJob, KeepsUnknownCodesInRowsOfTheirOwn) {
    parcels({.rows = {"aax"}, .values = {{'a', "0701"}, {'x', "9999"}}});
    settings.classification = "2023";
    const RatioResult result = compute();
    EXPECT_EQ(result.balance.rows.back().code, "9999");
    EXPECT_FALSE(result.balance.rows.back().known);
    EXPECT_TRUE(codesOf(result).contains(FindingCode::UnknownCode));
}

TEST_F(RatioTableJob, TakesDataWithoutCrsAsPlainMetresAndSaysSo) {
    parcels({.rows = {"AB"}, .crs = "EPSG:4527", .east = 39490000.0});
    // A Shapefile or DXF without CRS; GeoJSON without one means WGS 84, so take CSV's way out: WKT.
    settings.parcels = folder.file("parcels.csv");
    std::ofstream(settings.parcels)
        << "WKT,code\n"
        << "\"POLYGON((39490000 4300000,39490100 4300000,39490100 4300100,39490000 4300100,"
           "39490000 4300000))\",A\n";
    const RatioResult result = compute();
    EXPECT_EQ(result.balance.total, Area::hectares(1));
    const auto codes = codesOf(result);
    EXPECT_TRUE(codes.contains(FindingCode::NoCrs));
    for (const Finding& finding : result.findings) {
        if (finding.code == FindingCode::NoCrs) {
            EXPECT_THAT(finding.values.back(), ::testing::HasSubstr("EPSG:4527"));
        }
    }
}

TEST_F(RatioTableJob, RefusesToChangeTheDatumWithoutParameters) {
    parcels({.rows = {"A"}, .crs = "EPSG:2433", .east = 490000.0});
    settings.crs = "EPSG:4548";
    EXPECT_EQ(failure(), ErrorCode::BallparkTransformation);
}

TEST_F(RatioTableJob, MeasuresCoordinatesOffTheGridOnAFinerOne) {
    parcels({.rows = {"A"}, .east = 490000.00001234, .cell = 100.0});
    const RatioResult result = compute();
    EXPECT_GT(result.grid.decimals(), 4);
    EXPECT_TRUE(codesOf(result).contains(FindingCode::OffGrid));
    EXPECT_NEAR(result.balance.total.inSquareMetres(), kHectare, 1e-4);
}

TEST_F(RatioTableJob, RepairsCrossedPolygonsAndReportsTheAreaBeforeAndAfter) {
    settings.parcels = folder.file("parcels.geojson");
    std::ofstream(settings.parcels) << R"({"type":"FeatureCollection",
        "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4548"}},"features":[
        {"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Polygon","coordinates":
          [[[490000,4300000],[490100,4300100],[490100,4300000],[490000,4300100],[490000,4300000]]]}}]})";
    const RatioResult result = compute();
    // A bow tie of two triangles of 2500 m² each, which cancel in the signed area.
    EXPECT_EQ(result.balance.total.inSquareMetres(), 5000.0);
    ASSERT_TRUE(codesOf(result).contains(FindingCode::PolygonRepaired));
    for (const Finding& finding : result.findings) {
        if (finding.code == FindingCode::PolygonRepaired) {
            EXPECT_THAT(finding.values, ElementsAre("Self-intersection", "0.00", "5000.00"));
        }
    }
}

TEST_F(RatioTableJob, SaysWhatIsWrongWithTheRequest) {
    parcels({.rows = {"A"}});
    settings.codeField = "nothing";
    EXPECT_EQ(failure(), ErrorCode::FieldNotFound);
    settings.codeField = "code";
    settings.classification = "1812";
    EXPECT_EQ(failure(), ErrorCode::UnknownClassification);
    settings.classification = "none";
    settings.crs = "EPSG:4490";
    EXPECT_EQ(failure(), ErrorCode::BadArgument);
    settings.crs = "EPSG:1";
    EXPECT_EQ(failure(), ErrorCode::UnknownCrs);
    settings.crs.clear();
    settings.basis = landuse::AreaBasis::Registered;
    EXPECT_EQ(failure(), ErrorCode::NoRegisteredArea);
    settings.basis = landuse::AreaBasis::Planar;
    settings.codeField.clear();
    EXPECT_EQ(failure(), ErrorCode::NoCodeField);
}

TEST_F(RatioTableJob, StopsWhenCancelled) {
    parcels({.rows = {"AB"}});
    std::stop_source stop;
    stop.request_stop();
    const auto result = computeRatios(settings, Progress(stop.get_token()));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

TEST_F(RatioTableJob, ExplainsACellByItsParcels) {
    parcels({.rows = {"AAB"}, .more = R"(,"parcel_no":"P-1")"});
    districts({.rows = {"WE"}, .east = 490050.0});
    const auto cell = explainCell(settings, "W/A", Progress());
    ASSERT_TRUE(cell);
    ASSERT_EQ(cell->parcels.size(), 2U);
    EXPECT_EQ(cell->parcels[0].part, Area::hectares(0.5));
    EXPECT_EQ(cell->parcels[0].whole, Area::hectares(1));
    EXPECT_EQ(cell->parcels[0].number, "P-1");
    EXPECT_EQ(cell->sum.inSquareMetres(), cellOf(cell->ratios, "W", "A"));
    const auto missing = explainCell(settings, "W/Z", Progress());
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::CellNotFound);
}
