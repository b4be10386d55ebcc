#include "jobs/reader_texts.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace tuban::jobs {

namespace {

// What the readers of files say in words of their own; see data/foreign and data/sources.
constexpr const char* kKnown[] = {
    QT_TRANSLATE_NOOP("tuban", "PDF"),
    QT_TRANSLATE_NOOP("tuban", "DWG; save it as DXF"),
    QT_TRANSLATE_NOOP("tuban", "old Office file (XLS, DOC); save it as XLSX"),
    QT_TRANSLATE_NOOP("tuban", "Access database (MDB); export a file geodatabase"),
    QT_TRANSLATE_NOOP("tuban", "RAR archive; pack it as ZIP"),
    QT_TRANSLATE_NOOP("tuban", "7-Zip archive; pack it as ZIP"),
    QT_TRANSLATE_NOOP("tuban", "gzip archive; unpack it first"),
    QT_TRANSLATE_NOOP("tuban", "bzip2 archive; unpack it first"),
    QT_TRANSLATE_NOOP("tuban", "xz archive; unpack it first"),
    QT_TRANSLATE_NOOP("tuban", "TIFF picture"),
    QT_TRANSLATE_NOOP("tuban", "PNG picture"),
    QT_TRANSLATE_NOOP("tuban", "JPEG picture"),
    QT_TRANSLATE_NOOP("tuban", "GIF picture"),
    QT_TRANSLATE_NOOP("tuban", "BMP picture"),
    QT_TRANSLATE_NOOP("tuban", "MapInfo table"),
    QT_TRANSLATE_NOOP("tuban", "MapInfo interchange (MIF)"),
    QT_TRANSLATE_NOOP("tuban", "program"),
    QT_TRANSLATE_NOOP("tuban", "TopoJSON; save it as GeoJSON"),
    QT_TRANSLATE_NOOP("tuban", "Esri JSON; save it as GeoJSON"),
    QT_TRANSLATE_NOOP("tuban", "JSON that names other files"),
    QT_TRANSLATE_NOOP("tuban", "JSON, but no GeoJSON"),
    QT_TRANSLATE_NOOP("tuban", "SVG drawing"),
    QT_TRANSLATE_NOOP("tuban", "GPX track"),
    QT_TRANSLATE_NOOP("tuban", "web page"),
    QT_TRANSLATE_NOOP("tuban", "an address"),
    QT_TRANSLATE_NOOP("tuban", "the file is empty"),
    QT_TRANSLATE_NOOP("tuban", "binary DXF; save it as text (ASCII) DXF"),
    QT_TRANSLATE_NOOP("tuban", "Office document"),
    QT_TRANSLATE_NOOP("tuban", "OpenDocument; save it as XLSX or CSV"),
    QT_TRANSLATE_NOOP("tuban", "XML with a DOCTYPE"),
    QT_TRANSLATE_NOOP("tuban", "XML with elements more than 256 deep"),
    QT_TRANSLATE_NOOP("tuban", "XML in UTF-16; save it in UTF-8"),
    QT_TRANSLATE_NOOP("tuban", "zip archive that unpacks to too much"),
    QT_TRANSLATE_NOOP("tuban", "zip archive without directory"),
    QT_TRANSLATE_NOOP("tuban", "zip archive with more than 10 000 entries"),
    QT_TRANSLATE_NOOP("tuban", "zip archive with a damaged directory"),
    QT_TRANSLATE_NOOP("tuban", "archive in an archive"),
    QT_TRANSLATE_NOOP("tuban", "encrypted"),
    QT_TRANSLATE_NOOP("tuban", "damaged"),
    QT_TRANSLATE_NOOP("tuban", "no layer in the zip archive"),
    QT_TRANSLATE_NOOP("tuban", "no features"),
    QT_TRANSLATE_NOOP("tuban", "not a regular file"),
    QT_TRANSLATE_NOOP("tuban", "a folder, no file geodatabase"),
    QT_TRANSLATE_NOOP("tuban", "the file is cut off"),
    QT_TRANSLATE_NOOP("tuban", "SQLite, but no GeoPackage with features"),
    QT_TRANSLATE_NOOP("tuban", "not read"),
    QT_TRANSLATE_NOOP("tuban", "left out"),
    QT_TRANSLATE_NOOP("tuban", "a view or virtual table, which would run what the file says"),
    QT_TRANSLATE_NOOP("tuban", "the .shx is missing; its index was made from the .shp"),
    QT_TRANSLATE_NOOP("tuban", "the .dbf is missing: there are no attributes"),
    QT_TRANSLATE_NOOP("tuban",
                      "links to other files or to the network (NetworkLink) are not followed"),
    QT_TRANSLATE_NOOP("tuban", "arcs replaced by chords of at most 0.25 degrees of arc"),
    QT_TRANSLATE_NOOP("tuban", "texts cut within a character at the width of the field"),
    QT_TRANSLATE_NOOP("tuban", "its answer makes no sense"),
    QT_TRANSLATE_NOOP("tuban", "it had ended before"),
};

bool isKnown(const std::string& text) {
    return std::any_of(
        std::begin(kKnown), std::end(kKnown), [&](const char* known) { return text == known; });
}

std::string translated(const std::string& text) {
    return QCoreApplication::translate("tuban", text.c_str()).toStdString();
}

} // namespace

std::string readerText(const std::string& text) {
    if (isKnown(text)) {
        return translated(text);
    }
    const auto colon = text.find(": ");
    const std::string head = text.substr(0, colon);
    if (colon == std::string::npos || !isKnown(head)) {
        return text;
    }
    return translated(head) + ": " + readerText(text.substr(colon + 2));
}

} // namespace tuban::jobs
