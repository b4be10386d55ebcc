#include "data/foreign/worker/layer_reader.h"
#include "data/foreign/worker/virtual_files.h"
#include "data/sources/cpl_messages.h"
#include "data/sources/spatial_reference.h"
#include "data/sources/text_encoding.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cstdio>
#include <map>
#include <optional>

namespace tuban::data {

namespace {

constexpr double kDegreesPerChord = 0.25;

ValueKind kindOf(const OGRFieldDefn& field) {
    switch (field.GetType()) {
    case OFTInteger:
    case OFTInteger64:
        return ValueKind::Integer;
    case OFTReal:
        return ValueKind::Real;
    case OFTDate:
        return ValueKind::Date;
    default:
        return ValueKind::Text;
    }
}

std::string dayOf(const OGRField& value) {
    char text[40];
    std::snprintf(
        text, sizeof text, "%04d-%02d-%02d", value.Date.Year, value.Date.Month, value.Date.Day);
    return text;
}

/// ISO 8601, with the offset from UTC where the file says it.
std::string timeOf(const OGRField& value, bool withDay) {
    char text[64];
    std::snprintf(text,
                  sizeof text,
                  "%02d:%02d:%02d",
                  value.Date.Hour,
                  value.Date.Minute,
                  static_cast<int>(value.Date.Second));
    std::string time = withDay ? dayOf(value) + "T" + text : text;
    constexpr int kUtc = 100; // GDAL: quarters of an hour from here
    if (value.Date.TZFlag > 1) {
        const int minutes = (value.Date.TZFlag - kUtc) * 15;
        std::snprintf(text,
                      sizeof text,
                      "%c%02d:%02d",
                      minutes < 0 ? '-' : '+',
                      std::abs(minutes) / 60,
                      std::abs(minutes) % 60);
        time += minutes == 0 ? "Z" : text;
    }
    return time;
}

std::shared_ptr<GDALDataset> shared(GDALDatasetUniquePtr dataset) {
    return {dataset.release(), [](GDALDataset* one) { GDALClose(one); }};
}

class OgrLayer final : public LayerReader {
public:
    OgrLayer(std::shared_ptr<GDALDataset> dataset, OGRLayer* layer, const OgrInput& input)
        : m_dataset(std::move(dataset)), m_layer(layer) {
        if (!input.encoding.empty() && input.encoding != "UTF-8" && input.encoding != "ASCII") {
            m_converter = TextConverter::from(input.encoding);
        }
        describe(input);
    }

    Result<void> read(BatchWriter& out, std::vector<Finding>& findings) override;

private:
    struct Column {
        OGRFieldType type;
        std::string name; ///< for doubts
    };

    void describe(const OgrInput& input);
    void describeFields();
    std::string_view utf8(std::string_view raw);
    void addGeometry(OGRFeature& feature, BatchWriter& out);
    void addValue(OGRFeature& feature, int index, BatchWriter& out);
    void addOther(OGRFeature& feature, int index, BatchWriter& out);

    std::shared_ptr<GDALDataset> m_dataset;
    OGRLayer* m_layer; ///< owned by the dataset
    bool m_swapAxes = false;
    bool m_coloured = false; ///< drawings: the colour follows the fields
    std::uint64_t m_curved = 0; ///< features of which arcs were replaced
    std::optional<TextConverter> m_converter;
    TextRepair m_repair;
    std::string m_text;
    std::vector<Column> m_columns;
};

void OgrLayer::describe(const OgrInput& input) {
    m_info.file = input.input.file;
    m_info.format = input.format;
    const std::string own(utf8(m_layer->GetName()));
    const bool named = !own.empty() && own != kUnnamed && !input.namedByFile;
    m_info.name = named ? own : input.input.stem;
    m_info.notes = input.notes;
    m_info.hasGeometry = m_layer->GetGeomType() != wkbNone;
    if (const OGRSpatialReference* const crs = m_layer->GetSpatialRef(); crs != nullptr) {
        m_info.crs = wktOf(crs);
        m_swapAxes = comesNorthFirst(*crs);
    }
    if (m_layer->TestCapability(OLCFastFeatureCount) != FALSE) {
        const GIntBig count = m_layer->GetFeatureCount(FALSE);
        if (count >= 0) {
            m_info.features = static_cast<std::uint64_t>(count);
        }
    }
    describeFields();
}

void OgrLayer::describeFields() {
    OGRFeatureDefn& definition = *m_layer->GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        const std::string name(utf8(field.GetNameRef()));
        m_info.fields.push_back({name, kindOf(field), field.GetWidth()});
        m_columns.push_back({field.GetType(), name});
    }
    m_coloured = m_info.format == "DXF";
    if (m_coloured) {
        m_info.fields.push_back({"Colour"});
    }
}

/// "#rrggbb" of the style that GDAL gives an entity; nothing: it has none.
std::string colourOf(OGRFeature& feature) {
    const char* const style = feature.GetStyleString();
    const std::string_view text = style == nullptr ? std::string_view() : style;
    const auto at = text.find("c:#"); // of a pen, a brush ("fc:#") or a label
    return at == std::string_view::npos || at + 9 > text.size() ? std::string()
                                                               : std::string(text.substr(at + 2, 7));
}

/// Valid until the next call.
std::string_view OgrLayer::utf8(std::string_view raw) {
    if (!m_converter) {
        return m_repair.utf8(raw);
    }
    const Utf8Reading reading = readUtf8(raw);
    if (reading.valid && !reading.cut && reading.longSequences + reading.shortSequences == 0) {
        return raw; // ASCII is the same in all of them
    }
    m_text = m_converter->toUtf8(raw);
    return m_text;
}

Result<void> OgrLayer::read(BatchWriter& out, std::vector<Finding>& findings) {
    const CplMessages messages;
    m_curved = 0;
    m_layer->ResetReading();
    std::optional<Error> failure;
    while (true) {
        const std::uint64_t failures = messages.failures();
        const OGRFeatureUniquePtr feature(m_layer->GetNextFeature());
        if (!feature) {
            if (messages.failures() > failures) { // not the end of the file but a fault in it
                failure = Error{ErrorCode::ReadFailed, m_info.file.string(), messages.worst()};
            }
            break;
        }
        out.begin(feature->GetFID());
        addGeometry(*feature, out);
        for (int i = 0; i < static_cast<int>(m_columns.size()); ++i) {
            addValue(*feature, i, out);
        }
        if (const std::string colour = m_coloured ? colourOf(*feature) : std::string(); !colour.empty()) {
            out.addText(colour);
        } else if (m_coloured) {
            out.addNull();
        }
        if (!out.end()) {
            break;
        }
    }
    out.flush();
    for (Finding& finding : messages.findings(m_info.name)) {
        findings.push_back(std::move(finding));
    }
    if (m_curved > 0) {
        findings.push_back({.severity = Severity::Note,
                            .code = FindingCode::ReaderWarning,
                            .layer = m_info.name,
                            .values = {"arcs replaced by chords of at most 0.25 degrees of arc",
                                       std::to_string(m_curved)}});
    }
    return failure ? Result<void>(*failure) : Result<void>();
}

void OgrLayer::addGeometry(OGRFeature& feature, BatchWriter& out) {
    OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr) {
        out.geometry(std::span<const std::byte>());
        return;
    }
    if (m_swapAxes) {
        geometry->swapXY();
    }
    OGRGeometryUniquePtr straight;
    if (OGR_GT_IsNonLinear(geometry->getGeometryType()) != FALSE ||
        geometry->hasCurveGeometry(TRUE) != FALSE) {
        straight.reset(geometry->getLinearGeometry(kDegreesPerChord));
        ++m_curved;
        if (straight == nullptr) {
            out.geometry(std::span<const std::byte>());
            out.doubt("arcs that cannot be replaced by chords");
            return;
        }
        geometry = straight.get();
    }
    const std::size_t size = geometry->WkbSize();
    auto* const room = reinterpret_cast<unsigned char*>(out.geometry(size));
    if (geometry->exportToWkb(wkbNDR, room, wkbVariantIso) != OGRERR_NONE) {
        std::fill_n(room, size, 0); // told to be damaged by who reads it
        out.doubt("geometry that cannot be written as WKB");
    }
}

void OgrLayer::addValue(OGRFeature& feature, int index, BatchWriter& out) {
    if (!feature.IsFieldSetAndNotNull(index)) {
        out.addNull();
        return;
    }
    const OGRField& value = *feature.GetRawFieldRef(index);
    switch (m_columns[static_cast<std::size_t>(index)].type) {
    case OFTInteger:
        out.addInteger(value.Integer);
        break;
    case OFTInteger64:
        out.addInteger(value.Integer64);
        break;
    case OFTReal:
        out.addReal(value.Real);
        break;
    case OFTString:
        out.addText(utf8(value.String));
        break;
    case OFTDate:
        out.addText(dayOf(value));
        break;
    case OFTDateTime:
        out.addText(timeOf(value, true));
        break;
    case OFTTime:
        out.addText(timeOf(value, false));
        break;
    default:
        addOther(feature, index, out);
    }
}

/// Lists as GDAL writes them; bytes are not taken over.
void OgrLayer::addOther(OGRFeature& feature, int index, BatchWriter& out) {
    const Column& column = m_columns[static_cast<std::size_t>(index)];
    if (column.type == OFTBinary) {
        out.addNull();
        out.doubt("bytes in " + column.name + " left out");
        return;
    }
    out.addText(utf8(feature.GetFieldAsString(index)));
}

} // namespace

void registerForeignDrivers() {
    for (const auto& [key, value] : {std::pair("GDAL_NUM_THREADS", "1"),
                                     std::pair("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE"),
                                     std::pair("CPL_VSIL_USE_TEMP_FILE_FOR_RANDOM_WRITE", "NO"),
                                     std::pair("SHAPE_RESTORE_SHX", "NO"),
                                     std::pair("DXF_INLINE_BLOCKS", "YES"),
                                     std::pair("OGR_ARC_STEPSIZE", "0.25"), // degrees a chord
                                     std::pair("OGR_GEOJSON_MAX_OBJ_SIZE", "0")}) {
        CPLSetConfigOption(key, value);
    }
    RegisterOGRShape();
    RegisterOGRGeoJSON();
    RegisterOGRGeoJSONSeq();
    RegisterOGRLIBKML();
    RegisterOGRKML();
    RegisterOGROpenFileGDB();
    RegisterOGRDXF();
    RegisterOGRXLSX();
}

Result<void> openOgr(const OgrInput& input, OpenedFiles& opened) {
    const CplMessages messages;
    std::vector<const char*> drivers = input.drivers;
    drivers.push_back(nullptr);
    std::vector<const char*> options = input.options;
    options.push_back(nullptr);
    constexpr unsigned kFlags = GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    const std::shared_ptr<GDALDataset> dataset = shared(GDALDatasetUniquePtr(GDALDataset::Open(
        input.input.path.c_str(), kFlags, drivers.data(), options.data(), nullptr)));
    if (!dataset) {
        return Error{ErrorCode::FileUnreadable, input.input.file.string(), messages.worst()};
    }
    for (OGRLayer* const layer : dataset->GetLayers()) {
        opened.layers.push_back(std::make_unique<OgrLayer>(dataset, layer, input));
    }
    for (Finding& finding : messages.findings(input.input.stem)) {
        opened.findings.push_back(std::move(finding));
    }
    return {};
}

} // namespace tuban::data
