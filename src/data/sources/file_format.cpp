#include "data/sources/file_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <vector>

namespace tuban::data {

namespace {

using namespace std::string_view_literals;

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return result;
}

std::string extensionOf(const std::string& path) {
    return lower(std::filesystem::path(path).extension().string());
}

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
    const auto start = head.find_first_not_of(" \t\r\n");
    return start == std::string_view::npos ? std::string_view() : head.substr(start);
}

bool isShapefile(std::string_view head) {
    return startsWith(head, "\x00\x00\x27\x0A"sv) && head.size() >= 32 &&
           head.substr(28, 4) == "\xE8\x03\x00\x00"sv;
}

bool isDbf(std::string_view head) {
    static constexpr std::string_view kVersions =
        "\x02\x03\x04\x05\x30\x31\x32\x43\x63\x83\x8B\x8E\xCB\xF5"sv;
    return head.size() >= 32 && contains(kVersions, head.substr(0, 1));
}

bool isJson(std::string_view head) {
    const std::string_view word = firstWord(head);
    return !word.empty() && (word[0] == '{' || word[0] == '[' || word[0] == '\x1E');
}

bool isXml(std::string_view head) {
    return startsWith(firstWord(head), "<");
}

bool isDxf(std::string_view head) {
    const std::string_view word = firstWord(head);
    const auto line = word.find_first_of("\r\n");
    const std::string_view code = word.substr(0, line);
    if (line == std::string_view::npos ||
        (code != "0" && code != "999" && !startsWith(code, "0 "))) {
        return false;
    }
    return code == "999" || startsWith(firstWord(word.substr(line)), "SECTION");
}

bool isMif(std::string_view head) {
    return startsWith(lower(firstWord(head).substr(0, 8)), "version ");
}

bool isTab(std::string_view head) {
    return startsWith(lower(firstWord(head).substr(0, 6)), "!table");
}

bool isText(std::string_view head) {
    return !contains(head, "\0"sv);
}

/// TAB files may be views of other tables or pictures.
bool refersToOthers(std::string_view tab) {
    const std::string text = lower(tab);
    return contains(text, "\"\\isseamless\" = \"true\"") || contains(text, "open table") ||
           contains(text, "type linked") || contains(text, "type \"raster\"") ||
           contains(text, "type \"wms\"") || contains(text, "type \"tileserver\"") ||
           contains(text, "type odbc");
}

Result<FileFormat> xmlFormat(const std::string& path, std::string_view head) {
    if (contains(head, "<!DOCTYPE") || contains(head, "<!ENTITY")) {
        return Error{ErrorCode::FormatNotSupported, path, "XML with a DOCTYPE"};
    }
    for (const std::string_view reference : {"<OGRVRTDataSource"sv,
                                             "<VRTDataset"sv,
                                             "<OGRWFSDataSource"sv,
                                             "<GDAL_WMS"sv,
                                             "<GDAL_WMTS"sv,
                                             "<WMS_"sv,
                                             "<WMT_MS_"sv,
                                             "WFS_Capabilities"sv,
                                             "<GDALTileIndexDataset"sv,
                                             "<MRF_META"sv}) {
        if (contains(head, reference)) {
            return Error{ErrorCode::NetworkReference, path, std::string(reference.substr(1))};
        }
    }
    if (contains(head, "<kml") || contains(head, ":kml")) {
        return FileFormat{FileKind::Ogr, {"KML", {"LIBKML", "KML"}}};
    }
    return Error{ErrorCode::FormatNotSupported, path, "XML"};
}

/// MapInfo and CSV, which are hardly more than text.
Result<FileFormat>
textFormat(const std::string& path, const std::string& extension, std::string_view head) {
    if (isTab(head)) {
        if (refersToOthers(head)) {
            return Error{ErrorCode::NetworkReference, path, "MapInfo table of other tables"};
        }
        return FileFormat{FileKind::Ogr, {"MapInfo File", {"MapInfo File"}}};
    }
    if (isMif(head) && extension == ".mif") {
        return FileFormat{FileKind::Ogr, {"MapInfo File", {"MapInfo File"}}};
    }
    if ((extension == ".csv" || extension == ".tsv") && isText(head)) {
        return FileFormat{
            FileKind::Ogr,
            {"CSV", {"CSV"}, {"GEOM_POSSIBLE_NAMES=WKT,GEOM,GEOMETRY,THE_GEOM,SHAPE,图形"}}};
    }
    return Error{ErrorCode::FormatNotSupported, path};
}

} // namespace

Result<FileFormat> detectFormat(const std::string& path, std::string_view head) {
    const std::string extension = extensionOf(path);
    if (startsWith(head, "SQLite format 3\0"sv)) {
        return FileFormat{FileKind::GeoPackage};
    }
    if (startsWith(head, "PK\x03\x04") || startsWith(head, "PK\x05\x06")) {
        return FileFormat{FileKind::Zip};
    }
    if (isShapefile(head)) {
        // Raw bytes: the encoding of texts is found out by their content.
        return FileFormat{FileKind::Ogr, {"ESRI Shapefile", {"ESRI Shapefile"}, {"ENCODING="}}};
    }
    if (extension == ".dbf" && isDbf(head)) {
        return Error{ErrorCode::NoPolygons, path, "dBASE table"};
    }
    if (startsWith(head, "fgb\x03")) {
        return FileFormat{FileKind::Ogr, {"FlatGeobuf", {"FlatGeobuf"}}};
    }
    if (startsWith(head, "AutoCAD Binary DXF")) {
        return Error{ErrorCode::FormatNotSupported, path, "binary DXF"};
    }
    if (isJson(head)) {
        return FileFormat{FileKind::Ogr,
                          {"GeoJSON", {"GeoJSON", "GeoJSONSeq", "ESRIJSON", "TopoJSON"}}};
    }
    if (isXml(head)) {
        return xmlFormat(path, head);
    }
    if (isDxf(head)) {
        return FileFormat{FileKind::Ogr, {"DXF", {"DXF"}}};
    }
    return textFormat(path, extension, head);
}

std::optional<OgrAccess> detectFolder(const std::string& folder) {
    std::error_code ignored;
    const auto table = std::filesystem::path(folder) / "a00000001.gdbtable";
    if (std::filesystem::exists(table, ignored)) {
        return OgrAccess{"OpenFileGDB", {"OpenFileGDB"}};
    }
    return std::nullopt;
}

} // namespace tuban::data
