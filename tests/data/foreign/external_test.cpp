// Files of strangers through the reader process: what GDAL reads of them when it opens them itself,
// or a refusal with a reason. TUBAN_EXTERNAL_DATA names the folder of the collection.

#include "support/external_data.h"
#include "support/foreign_rows.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

/// What a layer comes to.
struct Sums {
    std::uint64_t features = 0;
    double area = 0.0;
    std::size_t fields = 0;
};

struct Outcome {
    std::optional<Error> refused = {};
    std::vector<std::string> names = {};
    std::vector<Sums> layers = {};
    std::vector<Finding> findings = {};
};

double areaOf(const OGRGeometry& geometry) {
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbGeometryCollection || type == wkbMultiPolygon) {
        double sum = 0.0;
        for (const OGRGeometry* const part : *geometry.toGeometryCollection()) {
            sum += areaOf(*part);
        }
        return sum;
    }
    return type == wkbPolygon ? geometry.toPolygon()->get_Area() : 0.0;
}

double areaOf(const std::string& wkb) {
    OGRGeometry* geometry = nullptr;
    const bool read =
        !wkb.empty() && OGRGeometryFactory::createFromWkb(
                            wkb.data(), nullptr, &geometry, wkb.size()) == OGRERR_NONE;
    const OGRGeometryUniquePtr owner(geometry);
    return read ? areaOf(*geometry) : 0.0;
}

Outcome byReader(const fs::path& path) {
    Outcome outcome;
    const auto reader = test::openFile(path);
    if (!reader) {
        outcome.refused = reader.error();
        return outcome;
    }
    for (std::size_t i = 0; i < (*reader)->layers().size(); ++i) {
        Sums sums{.fields = (*reader)->layers()[i].fields.size()};
        const auto take = [&](ForeignFeature&& feature) {
            ++sums.features;
            sums.area += areaOf(feature.wkb);
            return true;
        };
        if (const auto read = (*reader)->read(i, take, {}); !read) {
            outcome.refused = read.error();
            return outcome;
        }
        outcome.names.push_back((*reader)->layers()[i].name);
        outcome.layers.push_back(sums);
    }
    outcome.findings = (*reader)->findings();
    return outcome;
}

/// GDAL itself, with the drivers that the reader has; nothing where it refuses.
std::optional<std::vector<Sums>> byGdal(const fs::path& path) {
    GDALAllRegister();
    CPLSetConfigOption("OGR_ARC_STEPSIZE", "0.25"); // as the reader has it
    CPLPushErrorHandler(CPLQuietErrorHandler);
    const char* const drivers[] = {"ESRI Shapefile",
                                   "GPKG",
                                   "GeoJSON",
                                   "GeoJSONSeq",
                                   "LIBKML",
                                   "OpenFileGDB",
                                   "DXF",
                                   "CSV",
                                   "XLSX",
                                   nullptr};
    CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE"); // the reader hands on all rows as they are
    const char* const options[] = {"HEADERS=NO", nullptr};
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options));
    std::optional<std::vector<Sums>> layers;
    if (dataset) {
        layers.emplace();
        for (OGRLayer* const layer : dataset->GetLayers()) {
            Sums sums{.fields = static_cast<std::size_t>(layer->GetLayerDefn()->GetFieldCount())};
            while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
                ++sums.features;
                OGRGeometry* const geometry = feature->GetGeometryRef();
                sums.area += geometry == nullptr ? 0.0 : areaOf(*geometry);
            }
            layers->push_back(sums);
        }
    }
    CPLPopErrorHandler();
    return layers;
}

std::vector<fs::path> filesBelow(const fs::path& folder) {
    static const std::set<std::string> kEndings{".shp",
                                                ".dbf",
                                                ".gpkg",
                                                ".geojson",
                                                ".json",
                                                ".topojson",
                                                ".kml",
                                                ".kmz",
                                                ".zip",
                                                ".dxf",
                                                ".csv",
                                                ".xlsx",
                                                ".xml",
                                                ".pbf",
                                                ".txt",
                                                ".bz2"};
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        std::string ending = entry.path().extension().string();
        std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) {
            return static_cast<char>(std::tolower(c));
        });
        // Tables of Shapefiles are read with them.
        const bool part =
            ending == ".dbf" && fs::exists(fs::path(entry.path()).replace_extension(".shp"));
        if (entry.is_regular_file() && kEndings.contains(ending) && !part) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

struct Refusal {
    const char* file;
    ErrorCode code;
    const char* said;
};

/// What the files made to break readers are refused by.
constexpr Refusal kRefusals[] = {
    {"dxf-a/bin_dxf_r12.dxf", ErrorCode::FormatNotSupported, "binary DXF"},
    {"dxf-a/bin_dxf_r2000.dxf", ErrorCode::FormatNotSupported, "binary DXF"},
    {"cambridge-ma-zoning/parcels_fy2013.topojson", ErrorCode::FormatNotSupported, "TopoJSON"},
    {"hostile-vector-a/geojsonhint/bad-json.geojson", ErrorCode::FileUnreadable, "JSON"},
    {"hostile-vector-a/geojsonhint/featurecollection.geojson",
     ErrorCode::FileUnreadable,
     "features"},
    {"hostile-vector-a/geojsonhint/multipoint-multidimension.geojson",
     ErrorCode::FileUnreadable,
     "coordinate"},
    {"hostile-vector-a/geojsonhint/point-string.geojson", ErrorCode::FileUnreadable, "coordinate"},
    {"hostile-vector-a/geojsonhint/point.geojson", ErrorCode::FormatNotSupported, "no GeoJSON"},
    {"hostile-vector-a/mapshaper/features/zip/zip-in-zip.zip",
     ErrorCode::ArchiveRefused,
     "archive in an archive"},
    {"hostile-vector-a/mapshaper/issues/384_invalid_json/sample.json",
     ErrorCode::FileUnreadable,
     "expected"},
    {"hostile-vector-a/mapshaper-json-suite/n_array_double_comma.json",
     ErrorCode::FormatNotSupported,
     "JSON"},
    {"cadastre-fr-25354/edigeo/edigeo-25354000AB01.tar.bz2",
     ErrorCode::FormatNotSupported,
     "bzip2"},
};

} // namespace

class ForeignExternal : public testing::Test {
protected:
    void SetUp() override {
        if (!test::externalData()) {
            GTEST_SKIP() << "TUBAN_EXTERNAL_DATA names no folder";
        }
    }
};

TEST_F(ForeignExternal, EveryFileIsReadLikeGdalReadsItOrRefusedWithAReason) {
    const fs::path root = *test::externalData();
    for (const fs::path& path : filesBelow(root)) {
        const std::string name = fs::relative(path, root).string();
        const auto start = std::chrono::steady_clock::now();
        const Outcome outcome = byReader(path);
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        EXPECT_LT(seconds.count(), 30.0) << name;
        if (outcome.refused) {
            const ErrorCode code = outcome.refused->code;
            EXPECT_NE(code, ErrorCode::ReaderDied) << name << ": " << outcome.refused->detail;
            EXPECT_NE(code, ErrorCode::ReaderTooSlow) << name;
            EXPECT_FALSE(outcome.refused->subject.empty()) << name;
            continue;
        }
        const auto truth = byGdal(path);
        if (!truth || truth->size() != outcome.layers.size()) {
            continue;
        }
        for (std::size_t i = 0; i < truth->size(); ++i) {
            const Sums& expected = (*truth)[i];
            EXPECT_EQ(outcome.layers[i].features, expected.features) << name << " layer " << i;
            EXPECT_NEAR(outcome.layers[i].area, expected.area, 1e-9 * std::abs(expected.area))
                << name << " layer " << i;
        }
    }
}

TEST_F(ForeignExternal, FilesMadeToBreakReadersAreRefusedWithTheirFault) {
    for (const Refusal& expected : kRefusals) {
        const Error error = test::refusalOf(*test::externalData() / expected.file);
        EXPECT_EQ(error.code, expected.code) << expected.file << ": " << error.detail;
        EXPECT_NE(error.detail.find(expected.said), std::string::npos) << error.detail;
    }
}

} // namespace tuban::data
