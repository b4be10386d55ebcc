#include "data/sources/ogr_source.h"

#include "data/sources/cpl_messages.h"
#include "data/sources/dbf_encoding.h"
#include "data/sources/layer_choice.h"
#include "data/sources/ogr_scan.h"
#include "data/sources/spatial_reference.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <mutex>

namespace tuban::data {

namespace {

constexpr const char* kShapefile = "ESRI Shapefile";

/// Only what is on the list of openSource exists in the process: nothing that could go to a
/// network or follow references.
void registerDrivers() {
    static std::once_flag once;
    std::call_once(once, [] {
        RegisterOGRShape();
        RegisterOGRGeoJSON();
        RegisterOGRGeoJSONSeq();
        RegisterOGRESRIJSON();
        RegisterOGRTopoJSON();
        RegisterOGRLIBKML();
        RegisterOGRKML();
        RegisterOGROpenFileGDB();
        RegisterOGRDXF();
        RegisterOGRCSV();
        RegisterOGRTAB();
        RegisterOGRFlatGeobuf();
        RegisterOGRGeoPackage();
    });
}

bool holdsArea(const OGRGeometry& geometry) {
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (type != wkbGeometryCollection) {
        return OGR_GT_IsSurface(type) != FALSE || type == wkbMultiPolygon ||
               type == wkbMultiSurface;
    }
    const OGRGeometryCollection* const members = geometry.toGeometryCollection();
    return std::any_of(members->begin(), members->end(), [](const OGRGeometry* member) {
        return holdsArea(*member);
    });
}

bool holdsPolygons(OGRLayer& layer) {
    const OGRwkbGeometryType type = wkbFlatten(layer.GetGeomType());
    if (OGR_GT_IsSurface(type) != FALSE || type == wkbMultiPolygon || type == wkbMultiSurface) {
        return true;
    }
    if (type != wkbUnknown && type != wkbGeometryCollection) {
        return false;
    }
    bool found = false;
    layer.ResetReading();
    for (OGRFeatureUniquePtr feature(layer.GetNextFeature()); feature && !found;
         feature.reset(layer.GetNextFeature())) {
        const OGRGeometry* const geometry = feature->GetGeometryRef();
        found = geometry != nullptr && holdsArea(*geometry);
    }
    layer.ResetReading();
    return found;
}

FieldType fieldType(OGRFieldType type) {
    switch (type) {
    case OFTString:
        return FieldType::Text;
    case OFTInteger:
    case OFTInteger64:
        return FieldType::Integer;
    case OFTReal:
        return FieldType::Real;
    default:
        return FieldType::Other;
    }
}

std::string dbfBeside(const std::string& path) {
    const std::string stem = path.substr(0, path.rfind('.'));
    for (const char* extension : {".dbf", ".DBF", ".Dbf"}) {
        VSIStatBufL state;
        if (VSIStatExL((stem + extension).c_str(), &state, VSI_STAT_EXISTS_FLAG) == 0) {
            return stem + extension;
        }
    }
    return {};
}

} // namespace

void OgrSource::Closer::operator()(GDALDataset* dataset) const {
    const CplMessages quiet;
    GDALClose(dataset);
}

OgrSource::OgrSource(DatasetPtr dataset, OGRLayer* layer)
    : m_dataset(std::move(dataset)), m_layer(layer) {}

OgrSource::~OgrSource() = default;

Result<OgrSource::DatasetPtr> OgrSource::openDataset(const std::string& path,
                                                     const OgrAccess& access) {
    registerDrivers();
    const CplMessages messages;
    std::vector<const char*> drivers = access.drivers;
    drivers.push_back(nullptr);
    std::vector<const char*> options = access.options;
    options.push_back(nullptr);
    constexpr unsigned kFlags = GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    // A missing .shx is an error; it is never made up beside the file.
    const CPLConfigOptionSetter noRepair("SHAPE_RESTORE_SHX", "NO", false);
    DatasetPtr dataset(
        GDALDataset::Open(path.c_str(), kFlags, drivers.data(), options.data(), nullptr));
    if (!dataset) {
        return Error{messages.failures() > 0 ? ErrorCode::FileUnreadable
                                             : ErrorCode::FormatNotSupported,
                     path,
                     messages.worst()};
    }
    return dataset;
}

Result<std::unique_ptr<OgrSource>> OgrSource::open(const std::string& shown,
                                                   const std::vector<std::string>& paths,
                                                   const std::vector<OgrAccess>& access,
                                                   const std::optional<std::string>& layer) {
    const CplMessages messages;
    struct Candidate {
        std::size_t file;
        OGRLayer* layer;
    };
    std::vector<DatasetPtr> datasets;
    std::vector<Candidate> candidates;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        auto dataset = openDataset(paths[i], access[i]);
        if (!dataset) {
            Error error = dataset.error();
            error.subject = shown;
            return error;
        }
        for (OGRLayer* one : (*dataset)->GetLayers()) {
            candidates.push_back({i, one});
            names.emplace_back(one->GetName());
        }
        datasets.push_back(std::move(*dataset));
    }
    auto chosen = chooseLayer(
        shown, names, layer, [&](std::size_t i) { return holdsPolygons(*candidates[i].layer); });
    if (!chosen) {
        return chosen.error();
    }
    const Candidate& one = candidates[*chosen];
    std::unique_ptr<OgrSource> source(new OgrSource(std::move(datasets[one.file]), one.layer));
    source->describe(shown, paths[one.file], access[one.file].format);
    auto said = messages.findings(source->m_info.layer);
    source->m_info.findings.insert(source->m_info.findings.end(), said.begin(), said.end());
    return source;
}

void OgrSource::describe(const std::string& shown,
                         const std::string& path,
                         const std::string& format) {
    m_info.path = shown;
    m_info.layer = m_layer->GetName();
    m_info.format =
        m_dataset->GetDriver() != nullptr ? m_dataset->GetDriver()->GetDescription() : format;
    if (const OGRSpatialReference* crs = m_layer->GetSpatialRef(); crs != nullptr) {
        m_info.crs = wktOf(crs);
        m_swapAxes = comesNorthFirst(*crs);
    }
    if (m_layer->TestCapability(OLCFastFeatureCount) != FALSE) {
        const GIntBig count = m_layer->GetFeatureCount(FALSE);
        m_info.featureCount =
            count < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(count));
    }
    OGREnvelope extent;
    if (m_layer->TestCapability(OLCFastGetExtent) != FALSE &&
        m_layer->GetExtent(&extent, FALSE) == OGRERR_NONE) {
        m_info.extent = {extent.MinX, extent.MinY, extent.MaxX, extent.MaxY};
    }
    if (m_info.format == kShapefile) {
        const std::string dbf = dbfBeside(path);
        const auto encoding = dbf.empty() ? std::nullopt : detectDbfEncoding(dbf);
        m_converter = encoding ? TextConverter::from(encoding->name) : std::nullopt;
        if (m_converter) {
            m_info.findings = encoding->findings(m_info.layer, *m_converter);
        }
    }
    describeFields();
}

void OgrSource::describeFields() {
    TextRepair repair;
    OGRFeatureDefn* const definition = m_layer->GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
        const OGRFieldDefn* const field = definition->GetFieldDefn(i);
        const std::string raw = field->GetNameRef();
        m_info.fields.push_back(
            {m_converter ? m_converter->toUtf8(raw) : std::string(repair.utf8(raw)),
             fieldType(field->GetType())});
    }
}

/// Spares GDAL the fields that nobody asked for.
void OgrSource::ignoreFieldsBut(const ScanRequest& request) {
    if (m_layer->TestCapability(OLCIgnoreFields) == FALSE) {
        return;
    }
    std::vector<const char*> ignored;
    OGRFeatureDefn* const definition = m_layer->GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
        // By name, for that is how they are ignored: two fields may share one.
        const std::string_view name = definition->GetFieldDefn(i)->GetNameRef();
        const auto wanted = [&](const ScanRequest::Wanted& w) {
            return name == definition->GetFieldDefn(static_cast<int>(w.field))->GetNameRef();
        };
        if (std::none_of(request.columns.begin(), request.columns.end(), wanted)) {
            ignored.push_back(name.data());
        }
    }
    ignored.push_back(nullptr);
    m_layer->SetIgnoredFields(ignored.data());
}

Result<ScanSummary>
OgrSource::scan(const ScanRequest& request, const ChunkSink& sink, const Progress& progress) {
    for (const ScanRequest::Wanted& wanted : request.columns) {
        if (wanted.field >= m_info.fields.size()) {
            return Error{ErrorCode::FieldNotFound, std::to_string(wanted.field)};
        }
    }
    ignoreFieldsBut(request);
    const OgrScan::Source source{
        m_layer, m_info, m_converter ? &*m_converter : nullptr, m_swapAxes};
    return OgrScan(source, request, sink, progress).run();
}

} // namespace tuban::data
