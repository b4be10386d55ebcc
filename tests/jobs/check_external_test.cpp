// The coverage of real layers against GEOS, which is asked about the same polygons.
// TUBAN_EXTERNAL_DATA names the folder of the collection.

#include "compliance/coverage_check.h"
#include "compliance/shape_check.h"
#include "data/tables_reader/check_rules_reader.h"
#include "geos_coverage.h"
#include "jobs/check_layer.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <string>

using namespace tuban;

namespace {

const char* const kFolder = std::getenv("TUBAN_EXTERNAL_DATA");

struct Sums {
    double extra = 0; ///< m², every polygon but the first
    double gaps = 0;
    std::size_t invalid = 0;
    bool proved = false;
};

struct Checked {
    Sums sums;
    test::CoverageAnswer geos;
};

/// What our check and GEOS say of a layer, in m².
Checked check(const std::string& spec) {
    auto rules = data::loadCheckRules();
    EXPECT_TRUE(rules);
    rules->rules[static_cast<std::size_t>(CheckKind::Gap)].maxArea = Area::squareMetres(1e15);
    auto loaded =
        jobs::loadLayer({.spec = std::string(kFolder) + "/" + spec, .threads = 2}, Progress());
    EXPECT_TRUE(loaded) << spec;
    Checked checked;
    if (!loaded) {
        return checked;
    }
    compliance::ShapeCheck shapes(*rules, loaded->layer, true);
    for (std::size_t c = 0; c < loaded->layer.chunkCount(); ++c) {
        auto outcome = shapes.check(c);
        for (const auto& finding : outcome.findings) {
            checked.sums.invalid += finding.kind == CheckKind::ValidGeometry ? 1 : 0;
        }
        if (outcome.repaired) {
            loaded->layer.setRepaired(c, std::move(*outcome.repaired));
        }
    }
    const auto report = compliance::checkCoverage(*rules, loaded->layer, 2, Progress());
    EXPECT_TRUE(report) << spec;
    for (const auto& finding : report->findings) {
        if (finding.kind == CheckKind::Overlap) {
            checked.sums.extra +=
                finding.area->inSquareMetres() * (std::stod(finding.values[2]) - 1);
        } else if (finding.kind == CheckKind::Gap) {
            checked.sums.gaps += finding.area->inSquareMetres();
        }
    }
    checked.sums.proved = report->proved;
    std::vector<const geometry::PolygonChunk*> raw;
    for (std::size_t c = 0; c < loaded->layer.chunkCount(); ++c) {
        raw.push_back(&loaded->layer.chunk(c).polygons);
    }
    const double unit = loaded->layer.lengthOf(1.0).inMetres();
    checked.geos = test::geosCoverage(raw, unit);
    return checked;
}

class RealCoverage : public ::testing::TestWithParam<const char*> {};

} // namespace

TEST_P(RealCoverage, IsAsGeosSeesIt) {
    if (kFolder == nullptr) {
        GTEST_SKIP() << "TUBAN_EXTERNAL_DATA is not set";
    }
    const Checked checked = check(GetParam());
    const double tolerance = 1e-9 * checked.geos.area + 1e-3;
    EXPECT_NEAR(checked.sums.extra, checked.geos.extra, tolerance);
    EXPECT_NEAR(checked.sums.gaps, checked.geos.gaps, tolerance);
    EXPECT_EQ(checked.sums.invalid, checked.geos.invalid);
    std::printf("%s: invalid %zu, overlap %.4f m2, gaps %.4f m2%s\n",
                GetParam(),
                checked.sums.invalid,
                checked.sums.extra,
                checked.sums.gaps,
                checked.sums.proved ? ", proved" : "");
}

TEST(ExternalCheck, SaysThatALayerOfLinesHasNoAreas) {
    if (kFolder == nullptr) {
        GTEST_SKIP() << "TUBAN_EXTERNAL_DATA is not set";
    }
    const auto loaded = jobs::loadLayer(
        {.spec = std::string(kFolder) + "/cambridge-ma-zoning/parcel_easements_fy2026.geojson"},
        Progress());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::NoPolygons);
}

INSTANTIATE_TEST_SUITE_P(Datasets,
                         RealCoverage,
                         ::testing::Values("small-coverages/NY8_utm18.shp",
                                           "small-coverages/auckland.shp",
                                           "small-coverages/boston_tracts.shp",
                                           "small-coverages/columbus.shp",
                                           "small-coverages/nc.shp",
                                           "cadastre-fr-25354/cadastre.gpkg:parcels",
                                           "cadastre-fr-25354/cadastre.gpkg:sections",
                                           "cadastre-fr-25354/cadastre.gpkg:buildings",
                                           "cadastre-fr-25354/cadastre.gpkg:tax_subdivisions",
                                           "tianjin-districts/tianjin.geojson",
                                           "tianjin-districts/langfang.geojson",
                                           "tianjin-districts/cangzhou.geojson",
                                           "nz-waca-adjustments/nz-waca-adjustments.gpkg",
                                           "nz-waca-adjustments/nz_waca_adjustments.shp",
                                           "osm-liechtenstein-2013/landuse_admin.gpkg:landuse",
                                           "osm-liechtenstein-2013/landuse_admin.gpkg:admin",
                                           "registry-map-jp-46505/parcels.gpkg",
                                           "cambridge-ma-zoning/zoning_districts.geojson",
                                           "cambridge-ma-zoning/zoning_districts_2249.shp",
                                           "cambridge-ma-zoning/neighborhoods.geojson",
                                           "cambridge-ma-zoning/open_space.geojson",
                                           "cambridge-ma-zoning/census_blocks_2020.geojson",
                                           "cambridge-ma-zoning/special_permit_areas.geojson",
                                           "cambridge-ma-zoning/zoning_overlay_districts.geojson",
                                           "cambridge-ma-zoning/city_boundary.geojson",
                                           "cambridge-ma-zoning/parcels_fy2013.gpkg"));
