#include "data/foreign/worker/foreign_format.h"

#include "data/exchange/parcel_txt.h"
#include "data/foreign/worker/xml_guard.h"
#include "data/sources/text_encoding.h"
#include "data/sources/zip_directory.h"

#include <algorithm>
#include <array>

namespace tuban::data {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHead = 64 * 1024;
constexpr char kSeparators[] = {',', '\t', ';', '|'};

bool startsWith(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// The text behind a byte order mark and blanks.
std::string_view firstWord(std::string_view head) {
    if (startsWith(head, "\xEF\xBB\xBF")) {
        head.remove_prefix(3);
    }
    const auto start = head.find_first_not_of(" \t\r\n\x1E");
    return start == std::string_view::npos ? std::string_view() : head.substr(start);
}

/// Formats that are known by how they begin, and are not read.
struct Known {
    std::string_view start;
    const char* name;
};
constexpr std::array kNotRead{
    Known{"%PDF", "PDF"},
    Known{"AC10", "DWG; save it as DXF"},
    Known{"\xD0\xCF\x11\xE0", "old Office file (XLS, DOC); save it as XLSX"},
    Known{"\x00\x01\x00\x00Standard"sv, "Access database (MDB); export a file geodatabase"},
    Known{"Rar!", "RAR archive; pack it as ZIP"},
    Known{"7z\xBC\xAF", "7-Zip archive; pack it as ZIP"},
    Known{"\x1F\x8B", "gzip archive; unpack it first"},
    Known{"BZh", "bzip2 archive; unpack it first"},
    Known{"\xFD"
          "7zXZ",
          "xz archive; unpack it first"},
    Known{"II*\x00"sv, "TIFF picture"},
    Known{"MM\x00*"sv, "TIFF picture"},
    Known{"II+\x00"sv, "TIFF picture"},
    Known{"\x89PNG", "PNG picture"},
    Known{"\xFF\xD8\xFF", "JPEG picture"},
    Known{"GIF8", "GIF picture"},
    Known{"BM", "BMP picture"},
    Known{"\x89HDF", "HDF5"},
    Known{"CDF\x01", "NetCDF"},
    Known{"fgb\x03", "FlatGeobuf"},
    Known{"PAR1", "Parquet"},
    Known{"\x00\x00\x00\x0D\x0A\x09OSMHeader"sv, "OpenStreetMap (PBF)"},
    Known{"\x00\x00\x00\x0E\x0A\x09OSMHeader"sv, "OpenStreetMap (PBF)"},
    Known{"!table", "MapInfo table"},
    Known{"!Table", "MapInfo table"},
    Known{"Version ", "MapInfo interchange (MIF)"},
    Known{"VERSION ", "MapInfo interchange (MIF)"},
    Known{"ISO-10303-21", "STEP"},
    Known{"\x7F"
          "ELF",
          "program"},
    Known{"MZ", "program"},
};

/// XML that points to other files or to the network.
constexpr std::array kReferences{
    "OGRVRTDataSource",
    "VRTDataset",
    "OGRWFSDataSource",
    "GDAL_WMS",
    "GDAL_WMTS",
    "GDAL_WCS",
    "WCS_GDAL",
    "WMS_Capabilities",
    "WMT_MS_Capabilities",
    "WFS_Capabilities",
    "Capabilities",
    "GDALTileIndexDataset",
    "MRF_META",
    "MultiDimensionalDataset",
    "OGCAPI",
    "GDALWMTS",
    "StacItem",
    "WebMapContext",
    "ViewContext",
};

bool isShapefile(std::string_view head) {
    return startsWith(head, "\x00\x00\x27\x0A"sv) && head.size() >= 32 &&
           head.substr(28, 4) == "\xE8\x03\x00\x00"sv;
}

bool isDbf(std::string_view head) {
    static constexpr std::string_view kVersions =
        "\x02\x03\x04\x05\x30\x31\x32\x43\x63\x83\x8B\x8E\xCB\xF5"sv;
    if (head.size() < 33 || !contains(kVersions, head.substr(0, 1))) {
        return false;
    }
    const auto month = static_cast<unsigned char>(head[2]);
    const auto day = static_cast<unsigned char>(head[3]);
    return month <= 12 && day <= 31;
}

bool isDxf(std::string_view head) {
    std::string_view rest = firstWord(head);
    for (int pairs = 0; pairs < 64; ++pairs) { // comments (999) may come first
        const auto end = rest.find_first_of("\r\n");
        if (end == std::string_view::npos) {
            return false;
        }
        std::string_view code = rest.substr(0, end);
        code = code.substr(0, code.find_last_not_of(' ') + 1);
        const std::string_view value = firstWord(rest.substr(end));
        if (code == "0") {
            return startsWith(value, "SECTION");
        }
        if (code != "999") {
            return false;
        }
        const auto next = value.find_first_of("\r\n");
        if (next == std::string_view::npos) {
            return false;
        }
        rest = firstWord(value.substr(next));
    }
    return false;
}

/// `text` without blanks outside of what matters here: enough to find "key":"value".
std::string withoutBlanks(std::string_view text) {
    std::string dense;
    std::copy_if(text.begin(), text.end(), std::back_inserter(dense), [](char c) {
        return c != ' ' && c != '\t' && c != '\r' && c != '\n';
    });
    return dense;
}

Result<ForeignFormat> jsonFormat(const std::string& name, std::string_view head) {
    const std::string dense = withoutBlanks(head);
    const auto refused = [&](const char* format) {
        return Error{ErrorCode::FormatNotSupported, name, format};
    };
    const auto says = [&](const char* key, const char* value) {
        return contains(dense, '"' + std::string(key) + "\":\"" + value + '"');
    };
    if (says("type", "Topology")) {
        return refused("TopoJSON; save it as GeoJSON");
    }
    if (contains(dense, "\"geometryType\":\"esriGeometry") || contains(dense, "\"esriFieldType")) {
        return refused("Esri JSON; save it as GeoJSON");
    }
    if (contains(dense, "\"stac_version\"") || contains(dense, "\"tilejson\"") ||
        contains(dense, "\"gdal_virtual_file\"")) {
        return Error{ErrorCode::NetworkReference, name, "JSON that names other files"};
    }
    const bool collection = says("type", "FeatureCollection") || contains(dense, "\"features\":[");
    if (!collection && says("type", "Feature")) {
        // A second object behind the first: one a line.
        const auto line = firstWord(head).find_first_of("\n\x1E");
        const bool more = line != std::string_view::npos &&
                          startsWith(firstWord(firstWord(head).substr(line)), "{") &&
                          contains(firstWord(head).substr(0, line), "}");
        const bool marked = contains(head.substr(0, 4), "\x1E");
        return more || marked ? ForeignFormat::GeoJsonLines : ForeignFormat::GeoJson;
    }
    if (collection || contains(dense, "\"coordinates\":") || contains(dense, "\"geometries\":")) {
        return ForeignFormat::GeoJson;
    }
    return refused("JSON, but no GeoJSON");
}

Result<ForeignFormat> xmlFormat(const std::string& name, std::string_view bytes) {
    const XmlRoot root = xmlRoot(bytes);
    for (const char* const reference : kReferences) {
        if (root.name == reference) {
            return Error{ErrorCode::NetworkReference, name, reference};
        }
    }
    if (root.name == "kml") {
        return ForeignFormat::Kml;
    }
    if (root.name == "FeatureCollection" || startsWith(root.space, "gml")) {
        return Error{ErrorCode::FormatNotSupported, name, "GML"};
    }
    const std::string kind = root.name == "svg"    ? "SVG drawing"
                             : root.name == "gpx"  ? "GPX track"
                             : root.name == "html" ? "web page"
                             : root.name.empty()   ? "XML"
                                                   : "XML: " + root.name;
    return Error{ErrorCode::FormatNotSupported, name, kind};
}

bool isText(std::string_view head) {
    const bool wide = startsWith(head, "\xFF\xFE") || startsWith(head, "\xFE\xFF");
    return wide || !contains(head, "\0"sv);
}

/// Whether the first two lines have a separator equally often.
bool looksLikeTable(std::string_view text) {
    const auto first = text.find('\n');
    if (first == std::string_view::npos) {
        return false;
    }
    const std::string_view header = text.substr(0, first);
    const std::string_view rest = text.substr(first + 1);
    const std::string_view row = rest.substr(0, rest.find('\n'));
    return std::any_of(std::begin(kSeparators), std::end(kSeparators), [&](char separator) {
        const auto columns = std::count(header.begin(), header.end(), separator);
        return columns > 0 && columns == std::count(row.begin(), row.end(), separator);
    });
}

/// Texts with nothing to tell them at their beginning.
Result<ForeignFormat> textFormat(const std::string& name, std::string_view head) {
    const std::string extension = zipExtension(name);
    if (looksLikeParcelTxt(head)) {
        return ForeignFormat::ParcelTxt;
    }
    if (contains(head.substr(0, 4096), "://") && startsWith(firstWord(head), "http")) {
        return Error{ErrorCode::NetworkReference, name, "an address"};
    }
    TextRepair repair; // a head may end within a character
    const std::string text(repair.utf8(head.substr(0, head.find_last_of('\n') + 1)));
    const bool table =
        extension == ".csv" || extension == ".tsv" || (extension == ".txt" && looksLikeTable(text));
    if (table && isText(head) && !head.empty()) {
        return ForeignFormat::Csv;
    }
    return Error{ErrorCode::FormatNotSupported, name, head.empty() ? "the file is empty" : ""};
}

} // namespace

Result<ForeignFormat> foreignFormat(const std::string& name, std::string_view bytes) {
    const std::string_view head = bytes.substr(0, kHead);
    if (startsWith(head, "SQLite format 3\0"sv)) {
        return ForeignFormat::GeoPackage;
    }
    if (startsWith(head, "PK\x03\x04") || startsWith(head, "PK\x05\x06")) {
        return ForeignFormat::Zip;
    }
    if (isShapefile(head)) {
        return ForeignFormat::Shapefile;
    }
    if (startsWith(head, "AutoCAD Binary DXF")) {
        return ForeignFormat::BinaryDxf;
    }
    const auto known = std::find_if(kNotRead.begin(), kNotRead.end(), [&](const Known& one) {
        return startsWith(head, one.start);
    });
    const bool picture = known != kNotRead.end() && known->start == "BM";
    if (known != kNotRead.end() && (!picture || !isText(head))) {
        return Error{ErrorCode::FormatNotSupported, name, known->name};
    }
    if (zipExtension(name) == ".dbf" && isDbf(head)) {
        return ForeignFormat::DbfTable;
    }
    const std::string_view word = firstWord(head);
    const std::string extension = zipExtension(name);
    const bool list = startsWith(word, "[") && (extension == ".json" || extension == ".geojson");
    if (list || startsWith(word, "{") || startsWith(word, "[{") || startsWith(word, "[ {")) {
        return jsonFormat(name, head);
    }
    if (startsWith(word, "<") || isWideXml(head)) {
        return xmlFormat(name, bytes);
    }
    if (isDxf(head)) {
        return ForeignFormat::Dxf;
    }
    return textFormat(name, head);
}

bool isPartOfOther(const std::string& name) {
    static constexpr std::string_view kParts[] = {".shx",
                                                  ".prj",
                                                  ".cpg",
                                                  ".sbn",
                                                  ".sbx",
                                                  ".qix",
                                                  ".qpj",
                                                  ".fbn",
                                                  ".fbx",
                                                  ".ain",
                                                  ".aih",
                                                  ".ixs",
                                                  ".mxs",
                                                  ".atx",
                                                  ".cst",
                                                  ".csvt",
                                                  ".lyr",
                                                  ".qml",
                                                  ".sld"};
    const std::string extension = zipExtension(name);
    const bool metadata = name.size() > 8 && name.compare(name.size() - 8, 8, ".shp.xml") == 0;
    return metadata ||
           std::find(std::begin(kParts), std::end(kParts), extension) != std::end(kParts);
}

} // namespace tuban::data
