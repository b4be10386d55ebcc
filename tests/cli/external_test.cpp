// The balance of real layers against figures that their collection states, computed with GDAL and
// GEOS on the same files. TUBAN_EXTERNAL_DATA names the folder of the collection.

#include "cli/program.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <numeric>

using namespace tuban::test;
using nlohmann::json;

namespace {

const char* const kFolder = std::getenv("TUBAN_EXTERNAL_DATA");

std::string external(const std::string& path) {
    return std::string(kFolder) + "/" + path;
}

json fileOf(const std::string& path) {
    return json::parse(contentOf(external(path)));
}

/// A run of `tuban ratios` that must succeed and close in every district.
json ratios(const std::string& parcels, std::vector<std::string> more) {
    more.insert(more.begin(), {"ratios", external(parcels), "--classification", "none"});
    more.insert(more.end(), {"--format", "json"});
    const ProgramRun run = runTuban(more);
    EXPECT_EQ(run.exitCode, 0) << parcels << ": " << run.err;
    if (run.exitCode != 0) {
        return json::object();
    }
    json document = json::parse(run.out);
    std::map<std::string, double> sums;
    for (const json& cell : document["cells"]) {
        sums[cell["district"]] += double(cell["area_m2"]);
    }
    for (const json& d : document["districts"]) {
        EXPECT_NEAR(sums[d["name"]] + double(d["uncovered_m2"]) - double(d["overlap_m2"]),
                    d["area_m2"],
                    0.01)
            << d["name"];
    }
    return document;
}

double overlapOf(const json& document) {
    double sum = 0.0;
    for (const json& district : document["districts"]) {
        sum += double(district["overlap_m2"]);
    }
    return sum;
}

/// What repairing changed.
struct Repairs {
    double sum = 0.0;   ///< after − before
    double moved = 0.0; ///< the same without signs
};

Repairs repairsIn(const json& document) {
    Repairs repairs;
    for (const json& finding : document["findings"]) {
        if (finding["code"] == "polygon-repaired") {
            const json& values = finding["values"];
            const double change =
                std::stod(std::string(values[2])) - std::stod(std::string(values[1]));
            repairs.sum += change;
            repairs.moved += std::abs(change);
        }
    }
    return repairs;
}

std::size_t findings(const json& document, const std::string& code) {
    std::size_t count = 0;
    for (const json& finding : document["findings"]) {
        count += finding["code"] == code ? 1U : 0U;
    }
    return count;
}

/// A layer with the figures of its collection, which print two decimals.
struct Layer {
    const char* path;
    const char* codeField;
    const char* crs; ///< empty: its own
    std::uint64_t features;
    double sumOfAreas; ///< as stored, invalid ones too
    double union_;
    std::size_t invalid;
    double squareMetresPerUnit = 1.0;
};

class ExternalLayer : public ::testing::TestWithParam<Layer> {};

constexpr double kUsFoot = 1200.0 / 3937.0;

const Layer kLayers[] = {
    {"cambridge-ma-zoning/zoning_districts.geojson",
     "ZONE_TYPE",
     "EPSG:26986",
     261,
     18458510.23,
     18458510.23,
     0},
    {"cambridge-ma-zoning/zoning_districts_2249.shp",
     "ZONE_TYPE",
     "",
     261,
     198684955.80,
     198684955.80,
     0,
     kUsFoot* kUsFoot},
    {"cambridge-ma-zoning/parcels_fy2013.gpkg", "USECODE", "", 13159, 14233018.92, 14232758.45, 22},
    {"cambridge-ma-zoning/open_space.geojson",
     "OWNER",
     "EPSG:26986",
     276,
     3714236.15,
     3713688.28,
     0},
    {"cadastre-fr-25354/cadastre.gpkg:parcels", "TEX", "", 511, 6118216.07, 6118216.07, 0},
    {"cadastre-fr-25354/cadastre.gpkg:sections", "TEX", "", 8, 6428598.23, 6428598.23, 0},
    {"cadastre-fr-25354/cadastre.gpkg:tax_subdivisions", "TEX", "", 332, 3712476.23, 3709827.18, 0},
    {"cadastre-fr-25354/cadastre.gpkg:buildings", "TEX", "", 252, 43682.31, 43682.29, 0},
    {"tianjin-districts/tianjin.geojson",
     "name",
     "EPSG:4548",
     16,
     10633905989.49,
     10632522672.14,
     4},
    {"tianjin-districts/langfang.geojson",
     "name",
     "EPSG:4548",
     10,
     6415497966.70,
     6415506876.20,
     9},
    {"tianjin-districts/cangzhou.geojson",
     "name",
     "EPSG:4548",
     16,
     14074210499.94,
     14074210499.94,
     0},
    {"nz-waca-adjustments/nz_waca_adjustments.shp",
     "adjusted_n",
     "EPSG:2193",
     228,
     1094699003.10,
     965072897.38,
     0},
    {"osm-liechtenstein-2013/landuse_admin.gpkg:landuse",
     "landuse",
     "EPSG:32632",
     250,
     72042911.22,
     71940227.33,
     0},
    {"small-coverages/NY8_utm18.shp", "AREAKEY", "", 281, 13735985977.96, 13735690285.80, 5},
    {"registry-map-jp-46505/parcels.gpkg:parcels", "地番", "", 8, 480001.01, 480001.01, 0},
};

TEST_P(ExternalLayer, HasTheAreasOfItsReferenceAndATableThatCloses) {
    const Layer& layer = GetParam();
    if (kFolder == nullptr) {
        GTEST_SKIP() << "TUBAN_EXTERNAL_DATA is not set";
    }
    std::vector<std::string> more{"--code-field", layer.codeField};
    if (*layer.crs != '\0') {
        more.insert(more.end(), {"--crs", layer.crs});
    }
    const json document = ratios(layer.path, more);
    ASSERT_TRUE(document.contains("parcels"));
    EXPECT_EQ(document["parcels"], layer.features);
    const double total = document["total_area_m2"];
    const double printed = 0.01 * layer.squareMetresPerUnit;
    const Repairs repairs = repairsIn(document);
    EXPECT_NEAR(total - repairs.sum,
                layer.sumOfAreas * layer.squareMetresPerUnit,
                printed + 0.01 * static_cast<double>(layer.invalid));
    EXPECT_GE(findings(document, "polygon-repaired"), layer.invalid);
    // The reference unites polygons that it repaired by another rule (even-odd): with invalid ones
    // the union is known only up to what repairing changed.
    EXPECT_NEAR(total - overlapOf(document),
                layer.union_ * layer.squareMetresPerUnit,
                printed + repairs.moved);
}

INSTANTIATE_TEST_SUITE_P(Reference, ExternalLayer, ::testing::ValuesIn(kLayers));

} // namespace

TEST(ExternalOverlay, GivesTheZoningOfCambridgeByNeighbourhoodCellByCell) {
    if (kFolder == nullptr) {
        GTEST_SKIP() << "TUBAN_EXTERNAL_DATA is not set";
    }
    const std::string folder = "cambridge-ma-zoning/";
    const json document = ratios(folder + "zoning_districts.geojson",
                                 {"--code-field",
                                  "ZONE_TYPE",
                                  "--crs",
                                  "EPSG:26986",
                                  "--districts",
                                  external(folder + "neighborhoods.geojson")});
    std::map<std::pair<std::string, std::string>, double> found;
    for (const json& cell : document["cells"]) {
        found[{cell["district"], cell["class"]}] = cell["area_m2"];
    }
    std::size_t cells = 0;
    const json reference = fileOf(folder + "reference_overlay.json");
    for (const auto& [district, zones] : reference["neighborhood_zone_area_m2"].items()) {
        for (const auto& [zone, area] : zones.items()) {
            // The reference prints three decimals.
            EXPECT_NEAR((found[{district, zone}]), double(area), 6e-4) << district << "/" << zone;
            ++cells;
        }
    }
    EXPECT_EQ(cells, 176U);
    EXPECT_EQ(found.size(), cells);
}

TEST(ExternalOverlay, GivesTheLandUseOfLiechtensteinByMunicipality) {
    if (kFolder == nullptr) {
        GTEST_SKIP() << "TUBAN_EXTERNAL_DATA is not set";
    }
    const std::string file = "osm-liechtenstein-2013/landuse_admin.gpkg";
    const json document = ratios(file + ":landuse",
                                 {"--code-field",
                                  "landuse",
                                  "--crs",
                                  "EPSG:32632",
                                  "--districts",
                                  external(file + ":admin")});
    const json reference = fileOf("osm-liechtenstein-2013/reference_overlay.json");
    std::size_t compared = 0;
    for (const json& cell : document["cells"]) {
        const auto district = reference.find(std::string(cell["district"]));
        if (district == reference.end()) {
            continue;
        }
        const json& classes = (*district)["class_sum_and_union_m2"];
        if (const auto sums = classes.find(std::string(cell["class"])); sums != classes.end()) {
            EXPECT_NEAR(double(cell["area_m2"]), double((*sums)[0]), 0.011)
                << cell["district"] << "/" << cell["class"];
            ++compared;
        }
    }
    EXPECT_GE(compared, 50U);
    for (const json& district : document["districts"]) {
        if (const auto known = reference.find(std::string(district["name"]));
            known != reference.end()) {
            EXPECT_NEAR(double(district["area_m2"]), double((*known)["area_m2"]), 0.011);
        }
    }
}

TEST(ExternalOverlay, SumsTheRegisteredAreasOfACadastre) {
    if (kFolder == nullptr) {
        GTEST_SKIP() << "TUBAN_EXTERNAL_DATA is not set";
    }
    const std::string file = "cadastre-fr-25354/cadastre.gpkg";
    const std::vector<std::string> basis{"--area", "registered", "--area-field", "SUPF"};
    std::vector<std::string> arguments{
        "ratios", external(file + ":parcels"), "--code-field", "TEX", "--classification", "none"};
    arguments.insert(arguments.end(), basis.begin(), basis.end());
    arguments.insert(arguments.end(), {"--format", "json"});
    const ProgramRun run = runTuban(arguments);
    ASSERT_EQ(run.exitCode, 0) << run.err;
    EXPECT_NEAR(double(json::parse(run.out)["total_area_m2"]), 6131147.0, 1e-6);
}
