#include "support/foreign_rows.h"

#include "support/gpkg_file.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <gtest/gtest.h>
#include <sstream>

namespace tuban::test {

namespace {

std::string numberText(double value) {
    std::ostringstream out;
    out.precision(17);
    out << value;
    return out.str();
}

std::string wktOf(const OGRGeometry& geometry) {
    char* text = nullptr;
    geometry.exportToWkt(&text, wkbVariantIso);
    const std::string wkt = text;
    CPLFree(text);
    return wkt;
}

std::string wktOf(const std::string& wkb) {
    OGRGeometry* geometry = nullptr;
    if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &geometry, wkb.size()) !=
        OGRERR_NONE) {
        return "damaged";
    }
    const OGRGeometryUniquePtr owner(geometry);
    return wktOf(*geometry);
}

std::string valueByOgr(OGRFeature& feature, int field) {
    if (!feature.IsFieldSetAndNotNull(field)) {
        return "null";
    }
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0;
    switch (feature.GetFieldDefnRef(field)->GetType()) {
    case OFTReal:
        return numberText(feature.GetFieldAsDouble(field));
    case OFTDate: {
        feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
        char text[64];
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        return text;
    }
    default:
        return feature.GetFieldAsString(field);
    }
}

void fill(OGRFeature& feature, int i) {
    OGRGeometry* geometry = nullptr;
    OGRGeometryFactory::createFromWkt(
        square(490000.0 + i * 20.0, 4300000.0, 10.5).c_str(), nullptr, &geometry);
    feature.SetGeometryDirectly(geometry);
    const auto set = [&](const char* field, auto... value) {
        if (feature.GetFieldIndex(field) >= 0) {
            feature.SetField(field, value...);
        }
    };
    if (i % 3 != 0) {
        set("code", ("地类" + std::to_string(i)).c_str());
    }
    set("area", i * 1.5);
    set("floors", i - 5);
    if (i % 4 != 0) {
        set("made", 2000 + i % 20, 1 + i % 12, 1 + i % 28, 0, 0, 0.0F, 0);
    }
}

} // namespace

Result<ForeignReaderPtr> openFile(const std::filesystem::path& file,
                                  const data::ForeignOptions& options) {
    return data::openForeign({file}, options, {});
}

Result<std::vector<data::ForeignFeature>> featuresOf(data::ForeignReader& reader,
                                                     std::size_t layer) {
    std::vector<data::ForeignFeature> all;
    const auto take = [&](data::ForeignFeature&& feature) {
        all.push_back(std::move(feature));
        return true;
    };
    if (auto read = reader.read(layer, take, {}); !read) {
        return read.error();
    }
    return all;
}

std::string textOf(const data::ForeignFeature& feature) {
    std::string text = std::to_string(feature.number) + "|";
    text += feature.wkb.empty() ? "null" : wktOf(feature.wkb);
    for (const FieldValue& value : feature.values) {
        text += "|";
        if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
            text += std::to_string(*whole);
        } else if (const auto* const real = std::get_if<double>(&value)) {
            text += numberText(*real);
        } else if (const auto* const words = std::get_if<std::string>(&value)) {
            text += *words;
        } else {
            text += "null";
        }
    }
    return text;
}

std::vector<std::string>
textsByOgr(const std::string& path, int index, const std::string& encoding) {
    GDALAllRegister();
    std::string option = "ENCODING=" + encoding;
    char* options[] = {option.data(), nullptr};
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(),
                                                         GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                                         nullptr,
                                                         encoding.empty() ? nullptr : options));
    std::vector<std::string> all;
    OGRLayer* const layer = dataset ? dataset->GetLayer(index) : nullptr;
    if (layer == nullptr) {
        ADD_FAILURE() << "GDAL does not open " << path;
        return all;
    }
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
        const OGRGeometry* const geometry = feature->GetGeometryRef();
        std::string text = std::to_string(feature->GetFID()) + "|";
        text += geometry == nullptr ? "null" : wktOf(*geometry);
        for (int i = 0; i < feature->GetFieldCount(); ++i) {
            text += "|" + valueByOgr(*feature, i);
        }
        all.push_back(std::move(text));
    }
    return all;
}

std::vector<std::string> textsByReader(const std::filesystem::path& path,
                                       std::size_t layer,
                                       const data::ForeignOptions& options) {
    std::vector<std::string> all;
    const auto reader = openFile(path, options);
    if (!reader) {
        ADD_FAILURE() << path << ": " << reader.error().detail;
        return all;
    }
    const auto features = featuresOf(**reader, layer);
    if (!features) {
        ADD_FAILURE() << path << ": " << features.error().detail;
        return all;
    }
    for (const data::ForeignFeature& feature : *features) {
        all.push_back(textOf(feature));
    }
    return all;
}

void writeLayer(const std::string& driver,
                const std::string& path,
                int count,
                int crs,
                const std::vector<std::string>& options) {
    GDALAllRegister();
    GDALDriver* const made = GetGDALDriverManager()->GetDriverByName(driver.c_str());
    ASSERT_NE(made, nullptr) << driver;
    const GDALDatasetUniquePtr dataset(made->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    ASSERT_NE(dataset, nullptr) << path;
    OGRSpatialReference system;
    system.importFromEPSG(crs);
    system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    CPLStringList list;
    for (const std::string& option : options) {
        list.AddString(option.c_str());
    }
    const bool table = driver == "XLSX" || driver == "CSV";
    OGRLayer* const layer = dataset->CreateLayer(
        "parcel", table ? nullptr : &system, table ? wkbNone : wkbPolygon, list.List());
    ASSERT_NE(layer, nullptr) << path;
    if (driver != "DXF") {
        OGRFieldDefn code("code", OFTString);
        code.SetWidth(40);
        OGRFieldDefn area("area", OFTReal);
        OGRFieldDefn floors("floors", OFTInteger);
        OGRFieldDefn day("made", OFTDate);
        for (OGRFieldDefn* field : {&code, &area, &floors, &day}) {
            layer->CreateField(field);
        }
    }
    for (int i = 0; i < count; ++i) {
        OGRFeature feature(layer->GetLayerDefn());
        fill(feature, i);
        EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
}

Error refusalOf(const std::filesystem::path& file, const data::ForeignOptions& options) {
    const auto reader = openFile(file, options);
    if (reader) {
        ADD_FAILURE() << file << " was opened";
        return {ErrorCode::Cancelled, {}};
    }
    return reader.error();
}

} // namespace tuban::test
