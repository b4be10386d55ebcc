// Real layers against the reference figures stated with them (made with GDAL, PROJ and GEOS).

#include "support/external_data.h"
#include "support/layer_rows.h"

#include <cmath>
#include <gtest/gtest.h>
#include <ostream>

namespace tuban::data {

namespace {

struct Stated {
    const char* spec;      ///< below the folder of the data
    const char* sourceCrs; ///< empty: that of the file
    const char* targetCrs; ///< CRS of the figures; empty: as stored
    std::uint64_t features;
    std::uint64_t vertices;
    double area;      ///< in square units of the CRS
    double tolerance; ///< of the area: half of the last digit stated, and the rounding to the grid
};

std::ostream& operator<<(std::ostream& out, const Stated& stated) {
    return out << stated.spec;
}

constexpr Stated kStated[] = {
    {"cambridge-ma-zoning/zoning_districts.geojson", "", "EPSG:26986", 261, 18682, 18458510.23, 2},
    {"cambridge-ma-zoning/zoning_overlay_districts.geojson",
     "",
     "EPSG:26986",
     53,
     5148,
     5474888.41,
     1},
    {"cambridge-ma-zoning/special_permit_areas.geojson",
     "",
     "EPSG:26986",
     355,
     11238,
     2568536.74,
     1},
    {"cambridge-ma-zoning/city_boundary.geojson", "", "EPSG:26986", 1, 1670, 18458510.84, 2},
    {"cambridge-ma-zoning/neighborhoods.geojson", "", "EPSG:26986", 13, 6231, 18458492.57, 2},
    {"cambridge-ma-zoning/open_space.geojson", "", "EPSG:26986", 276, 29979, 3714236.15, 1},
    {"cambridge-ma-zoning/census_blocks_2020.geojson",
     "",
     "EPSG:26986",
     1044,
     15602,
     18388589.12,
     2},
    {"cambridge-ma-zoning/parcels_fy2013.gpkg", "", "", 13159, 131690, 14233018.92, 0.5},
    {"cambridge-ma-zoning/zoning_districts_2249.shp", "", "", 261, 18682, 198684955.80, 0.5},
    {"tianjin-districts/tianjin.geojson", "EPSG:4490", "EPSG:4548", 16, 3786, 10633905989.49, 30},
    {"tianjin-districts/langfang.geojson", "EPSG:4490", "EPSG:4548", 10, 10780, 6415497966.70, 30},
    {"tianjin-districts/cangzhou.geojson", "EPSG:4490", "EPSG:4548", 16, 775, 14074210499.94, 30},
    {"osm-liechtenstein-2013/landuse_admin.gpkg:landuse",
     "",
     "EPSG:32632",
     250,
     7416,
     72042911.22,
     1},
    {"osm-liechtenstein-2013/landuse_admin.gpkg:admin",
     "",
     "EPSG:32632",
     14,
     6279,
     481129247.13,
     3},
    {"nz-waca-adjustments/nz_waca_adjustments.shp", "", "EPSG:2193", 228, 3153, 1094699003.10, 5},
    {"nz-waca-adjustments/nz-waca-adjustments.gpkg", "", "EPSG:2193", 228, 3153, 1094699003.10, 5},
    {"cadastre-fr-25354/cadastre.gpkg:parcels", "", "", 511, 10107, 6118216.07, 0.5},
    {"cadastre-fr-25354/cadastre.gpkg:sections", "", "", 8, 1825, 6428598.23, 0.5},
    {"cadastre-fr-25354/cadastre.gpkg:localities", "", "", 37, 3256, 6428598.23, 0.5},
    {"cadastre-fr-25354/cadastre.gpkg:tax_subdivisions", "", "", 332, 9542, 3712476.23, 0.5},
    {"cadastre-fr-25354/cadastre.gpkg:buildings", "", "", 252, 1901, 43682.31, 0.5},
    {"cadastre-fr-25354/cadastre.gpkg:watercourses", "", "", 9, 419, 7135.13, 0.1},
    {"cadastre-fr-25354/cadastre.gpkg:roads_area", "", "", 15, 283, 20454.95, 0.1},
    {"small-coverages/nc.shp", "", "", 100, 2529, 12.62780212, 1e-7},
    {"small-coverages/columbus.shp", "", "", 49, 1196, 9.137979963, 1e-7},
    {"small-coverages/NY8_utm18.shp", "", "", 281, 26655, 13735985977.96, 5},
    {"small-coverages/boston_tracts.shp", "", "", 506, 7999, 0.2947803523, 1e-7},
    {"small-coverages/auckland.shp", "", "", 167, 4021, 2877.94, 0.01},
    {"registry-map-jp-46505/parcels.gpkg:parcels", "", "", 8, 290, 480001.01, 0.1},
};

class ExternalLayer : public testing::TestWithParam<Stated> {};

} // namespace

TEST_P(ExternalLayer, HasTheFiguresStatedWithIt) {
    const auto folder = test::externalData();
    if (!folder) {
        GTEST_SKIP() << "external data not given";
    }
    const Stated& stated = GetParam();
    auto source = openSource((*folder / stated.spec).string());
    ASSERT_TRUE(source) << source.error().detail;
    ScanRequest request;
    if (*stated.targetCrs != '\0') {
        request.placement.sourceCrs =
            *stated.sourceCrs != '\0' ? stated.sourceCrs : (*source)->info().crs;
        request.placement.targetCrs = stated.targetCrs;
    } else if (stated.area < 1000) { // degrees or an unknown unit
        request.placement.grid = geometry::Grid::withDecimals(9);
    }
    geometry::DoubledArea doubled = 0;
    const auto add = [&](int, FeatureChunk&& chunk) {
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            doubled += chunk.polygons.doubledArea(i);
        }
        return true;
    };
    const auto summary = (*source)->scan(request, add, {});
    ASSERT_TRUE(summary) << summary.error().detail;
    EXPECT_EQ(summary->features, stated.features);
    EXPECT_EQ(summary->vertices, stated.vertices);
    const double cells = request.placement.grid.cellsPerUnit();
    EXPECT_NEAR(
        static_cast<double>(doubled) / 2.0 / (cells * cells), stated.area, stated.tolerance);
}

INSTANTIATE_TEST_SUITE_P(Stated, ExternalLayer, testing::ValuesIn(kStated));

TEST(ExternalLayers, GiveTheSameRowsAsOgr) {
    const auto folder = test::externalData();
    if (!folder) {
        GTEST_SKIP() << "external data not given";
    }
    const struct {
        const char* file;
        const char* layer;
        std::vector<std::string> texts;
        std::vector<std::string> numbers;
    } layers[] = {
        {"cadastre-fr-25354/cadastre.gpkg", "parcels", {"IDU", "TEX"}, {"SUPF"}},
        {"cambridge-ma-zoning/parcels_fy2013.gpkg", "", {"ML"}, {}},
        {"osm-liechtenstein-2013/landuse_admin.gpkg", "landuse", {"landuse", "name"}, {}},
        {"nz-waca-adjustments/nz_waca_adjustments.shp", "nz_waca_adjustments", {}, {"id"}},
        {"cambridge-ma-zoning/zoning_districts_2249.shp",
         "zoning_districts_2249",
         {"ZONE_TYPE"},
         {}},
    };
    for (const auto& one : layers) {
        SCOPED_TRACE(one.file);
        const std::string path = (*folder / one.file).string();
        const std::string layer =
            *one.layer != '\0' ? one.layer : (*openSource(path))->info().layer;
        const auto truth = test::rowsByOgr(path, layer, one.texts, one.numbers);
        for (const int threads : {1, 2}) {
            const auto rows = test::readRows(path + ":" + layer, one.texts, one.numbers, threads);
            ASSERT_TRUE(rows) << rows.error().detail;
            EXPECT_TRUE(rows->rows == truth) << threads << " threads";
        }
    }
}

} // namespace tuban::data
