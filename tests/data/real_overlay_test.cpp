// The overlay kernel on real layers, cell by cell against GEOS on the same placed coordinates, and
// against reference figures that other tools computed. Needs TUBAN_EXTERNAL_DATA.

#include "data/feature_source.h"
#include "geometry/geos_polygons.h"
#include "geometry/overlay_index.h"
#include "geometry/overlay_scanner.h"
#include "model/valid_polygons.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tuban::data {

namespace {

using geometry::FixedArea;
using geometry::Grid;
using geometry::GridPoint;

/// Foreign coordinates are read on a grid so fine that snapping changes no digit compared here.
const Grid kGrid = Grid::withDecimals(7);

struct Layer {
    geometry::PolygonChunk polygons;
    std::vector<std::string> names; ///< by row: class of a parcel, name of a district
};

using Cell = std::pair<std::string, std::string>; ///< district, class
using Areas = std::map<Cell, double>;             ///< in m²

Areas areasOf(const std::map<Cell, FixedArea>& sums) {
    Areas areas;
    for (const auto& [cell, sum] : sums) {
        areas[cell] = kGrid.toSquareUnits(sum);
    }
    return areas;
}

Areas byKernel(const Layer& parcels, const Layer& districts) {
    const auto index =
        geometry::OverlayIndex::build(geometry::PolygonChunk(districts.polygons), 2, Progress());
    geometry::OverlayScanner scanner(index.value());
    std::map<Cell, FixedArea> sums;
    for (std::size_t p = 0; p < parcels.polygons.size(); ++p) {
        for (const geometry::OverlayPart& part : scanner.partsOf(parcels.polygons, p)) {
            sums[{districts.names[part.district], parcels.names[p]}] += part.area;
        }
    }
    return areasOf(sums);
}

double commonArea(const Layer& parcels, std::size_t p, const Layer& districts, std::size_t d) {
    if (!parcels.polygons.extent(p).meets(districts.polygons.extent(d))) {
        return 0;
    }
    // Near the shapes, where doubles hold the cells exactly and products of them best.
    const GridPoint origin = parcels.polygons.extent(p).min;
    const geometry::GeosGeometry parcel = toGeos(parcels.polygons, p, origin);
    const geometry::GeosGeometry district = toGeos(districts.polygons, d, origin);
    const geometry::GeosGeometry common(
        GEOSIntersection_r(geometry::geosContext(), parcel.get(), district.get()));
    double area = std::nan("");
    if (common) {
        GEOSArea_r(geometry::geosContext(), common.get(), &area);
    }
    return area / (kGrid.cellsPerUnit() * kGrid.cellsPerUnit());
}

Areas byGeos(const Layer& parcels, const Layer& districts) {
    Areas areas;
    for (std::size_t p = 0; p < parcels.polygons.size(); ++p) {
        for (std::size_t d = 0; d < districts.polygons.size(); ++d) {
            if (const double area = commonArea(parcels, p, districts, d); area != 0) {
                areas[{districts.names[d], parcels.names[p]}] += area;
            }
        }
    }
    return areas;
}

/// Every cell that either side has, within `relative` of its area or `absolute` m².
void expectSameAreas(const Areas& found, const Areas& expected, double relative, double absolute) {
    Areas all = expected;
    all.insert(found.begin(), found.end());
    for (const auto& [cell, unused] : all) {
        const auto in = [&cell = cell](const Areas& areas) {
            const auto at = areas.find(cell);
            return at == areas.end() ? 0.0 : at->second;
        };
        EXPECT_NEAR(in(found), in(expected), std::max(absolute, relative * in(expected)))
            << cell.first << " / " << cell.second;
    }
}

void expectAsGeos(const Layer& parcels, const Layer& districts, std::size_t fewestCells) {
    const Areas expected = byGeos(parcels, districts);
    EXPECT_GE(expected.size(), fewestCells);
    expectSameAreas(byKernel(parcels, districts), expected, 1e-9, 1e-4);
}

class RealOverlay : public ::testing::Test {
protected:
    void SetUp() override {
        if (std::getenv("TUBAN_EXTERNAL_DATA") == nullptr) {
            GTEST_SKIP() << "TUBAN_EXTERNAL_DATA names no folder";
        }
    }

    static std::string pathOf(const std::string& name) {
        return std::string(std::getenv("TUBAN_EXTERNAL_DATA")) + "/" + name;
    }

    static nlohmann::json reference(const std::string& name) {
        std::ifstream in(pathOf(name));
        return nlohmann::json::parse(in);
    }

    /// All features of a layer in one chunk, repaired where invalid. `nameOf` makes the name of a
    /// row from the texts of `fields`; rows named "" are left out.
    using NameOf = std::function<std::string(const std::vector<std::string>&)>;
    static Layer layer(const std::string& spec,
                       const std::string& crs,
                       const std::vector<std::string>& fields,
                       const NameOf& nameOf) {
        const auto source = openSource(pathOf(spec)).value();
        const SourceInfo& info = source->info();
        ScanRequest request;
        request.placement = {.grid = kGrid, .sourceCrs = info.crs, .targetCrs = crs};
        for (const std::string& field : fields) {
            request.columns.push_back({info.field(field).value(), ColumnType::Text});
        }
        PolygonValidator validator(info.layer, geometry::describeCrs(crs).value(), kGrid);
        geometry::PolygonChunkBuilder builder;
        Layer result;
        const auto take = [&](int, FeatureChunk&& chunk) {
            chunk.polygons = validator.validated(std::move(chunk.polygons), chunk.ids);
            for (std::size_t row = 0; row < chunk.size(); ++row) {
                std::vector<std::string> texts;
                for (const Column& column : chunk.columns) {
                    texts.emplace_back(column.null[row] ? "" : column.text(row));
                }
                if (const std::string name = nameOf(texts); !name.empty()) {
                    builder.addFeature(chunk.polygons, row);
                    result.names.push_back(name);
                }
            }
            return true;
        };
        EXPECT_TRUE(source->scan(request, take, Progress()).has_value());
        result.polygons = builder.take();
        return result;
    }
    static Layer layer(const std::string& spec, const std::string& crs, const std::string& field) {
        return layer(spec, crs, {field}, [](const auto& texts) { return texts[0]; });
    }
};

class Cambridge : public RealOverlay {
protected:
    static Layer zoning() { return read("zoning_districts.geojson", "ZONE_TYPE"); }
    static Layer neighborhoods() { return read("neighborhoods.geojson", "NAME"); }
    static Layer parcels() { return read("parcels_fy2013.gpkg", "ML"); }

private:
    static Layer read(const std::string& name, const std::string& field) {
        return layer("cambridge-ma-zoning/" + name, "EPSG:26986", {field}, [](const auto& texts) {
            return texts[0].empty() ? "(none)" : texts[0];
        });
    }
};

class Tianjin : public RealOverlay {
protected:
    static Layer city(const std::string& name) {
        return layer("tianjin-districts/" + name + ".geojson", "EPSG:4548", "name");
    }
};

class Liechtenstein : public RealOverlay {
protected:
    static constexpr const char* kFile = "osm-liechtenstein-2013/landuse_admin.gpkg";

    static Layer landUse() {
        return layer(std::string(kFile) + ":landuse",
                     "EPSG:32632",
                     {"landuse", "natural", "leisure"},
                     [](const auto& texts) {
                         if (!texts[0].empty()) {
                             return texts[0];
                         }
                         return texts[1].empty() ? "leisure=" + texts[2] : "natural=" + texts[1];
                     });
    }
    static Layer municipalities() {
        return layer(std::string(kFile) + ":admin",
                     "EPSG:32632",
                     {"name", "admin_level"},
                     [](const auto& texts) { return texts[1] == "8" ? texts[0] : ""; });
    }
};

} // namespace

TEST_F(Cambridge, ZoningByNeighborhoodIsWhatGeosAndTheReferenceSay) {
    const Layer zones = zoning();
    const Layer districts = neighborhoods();
    expectAsGeos(zones, districts, 150);
    Areas expected;
    const nlohmann::json figures = reference("cambridge-ma-zoning/reference_overlay.json");
    for (const auto& [district, cells] : figures.at("neighborhood_zone_area_m2").items()) {
        for (const auto& [zone, area] : cells.items()) {
            expected[{district, zone}] = area.get<double>();
        }
    }
    expectSameAreas(byKernel(zones, districts), expected, 0, 0.0006); // printed to 0.001
}

TEST_F(Cambridge, ParcelsByZoneAreWhatGeosSays) {
    expectAsGeos(parcels(), zoning(), 13'000);
}

TEST_F(Cambridge, ParcelsByNeighborhoodAreWhatGeosSays) {
    expectAsGeos(parcels(), neighborhoods(), 13'000);
}

TEST_F(Tianjin, DistrictsOfNeighbouringCitiesOverlapAsGeosSays) {
    const Layer tianjin = city("tianjin");
    const Layer langfang = city("langfang");
    const Layer cangzhou = city("cangzhou");
    expectAsGeos(tianjin, langfang, 10);
    expectAsGeos(langfang, tianjin, 10);
    expectAsGeos(cangzhou, tianjin, 3);
    expectAsGeos(langfang, cangzhou, 3);
}

TEST_F(Liechtenstein, LandUseByMunicipalityIsWhatGeosAndTheReferenceSay) {
    const Layer landUses = landUse();
    const Layer districts = municipalities();
    expectAsGeos(landUses, districts, 80);
    Areas expected;
    const nlohmann::json figures = reference("osm-liechtenstein-2013/reference_overlay.json");
    for (const auto& [district, cells] : figures.items()) {
        for (const auto& [landUse, areas] : cells.at("class_sum_and_union_m2").items()) {
            expected[{district, landUse}] = areas[0].get<double>();
        }
    }
    expectSameAreas(byKernel(landUses, districts), expected, 0, 0.006); // printed to 0.01
}

} // namespace tuban::data
