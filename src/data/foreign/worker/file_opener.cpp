#include "data/foreign/worker/file_opener.h"

#include "data/foreign/worker/drawing_head.h"
#include "data/foreign/worker/shape_index.h"
#include "data/foreign/worker/table_layers.h"
#include "data/foreign/worker/text_to_utf8.h"
#include "data/foreign/worker/unzip.h"
#include "data/foreign/worker/virtual_files.h"
#include "data/foreign/worker/xml_guard.h"
#include "data/sources/dbf_encoding.h"

#include <cpl_conv.h>

#include <algorithm>
#include <optional>

namespace tuban::data {

namespace {

/// The name without ending, in lower case: what parts of a Shapefile share.
std::string stemOf(const std::string& name) {
    const std::string ending = zipExtension(name);
    return name.substr(0, name.size() - ending.size());
}

std::string baseOf(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return text;
}

const NamedFile*
partOf(const std::vector<NamedFile>& files, const NamedFile& whole, const char* ending) {
    const std::string wanted = lower(stemOf(whole.name)) + ending;
    const auto found = std::find_if(files.begin(), files.end(), [&](const NamedFile& file) {
        return lower(file.name) == wanted;
    });
    return found == files.end() ? nullptr : &*found;
}

bool hasName(const std::vector<NamedFile>& files, std::string_view name) {
    return std::any_of(
        files.begin(), files.end(), [&](const NamedFile& file) { return file.name == name; });
}

/// The folder of a file geodatabase that a file of an archive lies in, with its slash; or nothing.
std::string databaseFolder(const std::string& name) {
    const std::string low = lower(name);
    const auto end = low.find(".gdb/");
    return end == std::string::npos ? std::string() : name.substr(0, end + 5);
}

} // namespace

std::string FileOpener::newFolder() {
    return kVirtualRoot + std::to_string(m_folders++) + "/";
}

/// The file under a plain name, whatever it is called: the ending says to the driver what it is.
ReaderInput FileOpener::inputOf(const NamedFile& file, const std::string& ending) {
    const std::string path = newFolder() + kUnnamed + ending;
    VirtualFiles::all().add(path, file.bytes);
    VirtualFiles::all().rename(path, file.name);
    return {path, baseOf(stemOf(file.name)), m_file};
}

void FileOpener::warn(const std::string& layer, const std::string& text) {
    m_opened.findings.push_back({.severity = Severity::Warning,
                                 .code = FindingCode::ReaderWarning,
                                 .layer = layer,
                                 .values = {text, "1"}});
}

Error FileOpener::refused(ErrorCode code, const std::string& detail) const {
    return {code, m_file.string(), detail};
}

Result<void> FileOpener::openFolder(const std::filesystem::path& folder,
                                    const std::vector<NamedFile>& files) {
    m_file = folder;
    const std::string name = folder.filename().empty() ? folder.parent_path().filename().string()
                                                       : folder.filename().string();
    const std::string path = newFolder() + kUnnamed + ".gdb";
    for (const NamedFile& file : files) {
        VirtualFiles::all().add(path + "/" + file.name, file.bytes);
    }
    VirtualFiles::all().rename(path, name);
    return openOgr({.input = {path, baseOf(stemOf(name)), m_file},
                    .format = "OpenFileGDB",
                    .drivers = {"OpenFileGDB"}},
                   m_opened);
}

Result<void> FileOpener::openFile(const std::filesystem::path& file,
                                  const std::vector<NamedFile>& files) {
    m_file = file;
    const std::size_t before = m_opened.layers.size();
    auto opened = openOne(files, 0);
    const bool isEmpty = opened && m_opened.layers.size() == before;
    return isEmpty ? refused(ErrorCode::FileUnreadable, "no layers") : opened;
}

Result<void> FileOpener::openOne(const std::vector<NamedFile>& files, std::size_t which) {
    const NamedFile& file = files[which];
    const auto format = foreignFormat(file.name, charactersOf(file.bytes));
    if (!format) {
        Error error = format.error();
        error.subject = m_file.string();
        return error;
    }
    switch (*format) {
    case ForeignFormat::Shapefile:
        return openShapefile(files, which);
    case ForeignFormat::DbfTable:
        return openTable(file, files);
    case ForeignFormat::GeoPackage:
        return openGeoPackage(inputOf(file, ".gpkg"), m_opened);
    case ForeignFormat::GeoJson:
    case ForeignFormat::GeoJsonLines:
        return openJson(file, *format == ForeignFormat::GeoJsonLines);
    case ForeignFormat::Kml:
        return openKml(file, "KML");
    case ForeignFormat::Dxf:
        return openDxf(file);
    case ForeignFormat::BinaryDxf:
        return refused(ErrorCode::FormatNotSupported, "binary DXF; save it as text (ASCII) DXF");
    case ForeignFormat::ParcelTxt:
        return openParcelTxt(inputOf(file, ".txt"), charactersOf(file.bytes), m_options, m_opened);
    case ForeignFormat::Csv:
        return openCsv(file);
    case ForeignFormat::Zip:
        return openZip(file);
    case ForeignFormat::FileGeodatabase:
        break;
    }
    return refused(ErrorCode::FormatNotSupported, {});
}

/// How the texts of a dBASE file are encoded, with what there is to say of it.
std::string FileOpener::encodingOfTable(const std::string& path, const std::string& layer) {
    const auto told = detectDbfEncoding(path);
    if (!m_options.encoding.empty() || !told) {
        return m_options.encoding.empty() ? "ISO-8859-1" : m_options.encoding;
    }
    if (const auto converter = TextConverter::from(told->name)) {
        for (Finding& finding : told->findings(layer, *converter)) {
            m_opened.findings.push_back(std::move(finding));
        }
    }
    return told->name;
}

Result<void> FileOpener::openShapefile(const std::vector<NamedFile>& files, std::size_t which) {
    const NamedFile& shp = files[which];
    const ReaderInput input = inputOf(shp, ".shp");
    const std::string stem = stemOf(input.path);
    for (const char* const ending : {".dbf", ".shx", ".prj", ".cpg"}) {
        if (const NamedFile* const part = partOf(files, shp, ending)) {
            VirtualFiles::all().add(stem + ending, part->bytes);
            VirtualFiles::all().rename(stem + ending, part->name);
        }
    }
    if (!VirtualFiles::all().find(stem + ".shx")) {
        VirtualFiles::all().keep(stem + ".shx", shapeIndexOf(charactersOf(shp.bytes)));
        warn(input.stem, "the .shx is missing; its index was made from the .shp");
    }
    OgrInput opening{.input = input,
                     .format = "ESRI Shapefile",
                     .drivers = {"ESRI Shapefile"},
                     .options = {"ENCODING="},
                     .namedByFile = true};
    if (VirtualFiles::all().find(stem + ".dbf")) {
        opening.encoding = encodingOfTable(stem + ".dbf", input.stem);
    } else {
        warn(input.stem, "the .dbf is missing: there are no attributes");
    }
    return openOgr(opening, m_opened);
}

Result<void> FileOpener::openTable(const NamedFile& file, const std::vector<NamedFile>& files) {
    const ReaderInput input = inputOf(file, ".dbf");
    if (const NamedFile* const cpg = partOf(files, file, ".cpg")) {
        VirtualFiles::all().add(stemOf(input.path) + ".cpg", cpg->bytes);
    }
    return openOgr({.input = input,
                    .format = "dBASE",
                    .drivers = {"ESRI Shapefile"},
                    .options = {"ENCODING="},
                    .encoding = encodingOfTable(input.path, input.stem),
                    .namedByFile = true},
                   m_opened);
}

Result<void> FileOpener::openJson(const NamedFile& file, bool lines) {
    const ReaderInput input = inputOf(file, lines ? ".geojsonl" : ".geojson");
    const std::size_t before = m_opened.layers.size();
    const OgrInput opening{.input = input,
                           .format = lines ? "GeoJSONSeq" : "GeoJSON",
                           .drivers = {lines ? "GeoJSONSeq" : "GeoJSON"},
                           .namedByFile = true};
    if (auto done = openOgr(opening, m_opened); !done) {
        return done;
    }
    if (m_opened.layers.size() == before) {
        return refused(ErrorCode::FileUnreadable, "no features");
    }
    return {};
}

Result<void> FileOpener::openKml(const NamedFile& file, const char* format) {
    if (const auto objection = xmlObjection(charactersOf(file.bytes))) {
        return refused(ErrorCode::FormatNotSupported, *objection);
    }
    const ReaderInput input = inputOf(file, ".kml");
    if (charactersOf(file.bytes).find("<NetworkLink") != std::string_view::npos) {
        warn(input.stem, "links to other files or to the network (NetworkLink) are not followed");
    }
    return openOgr({.input = input, .format = format, .drivers = {"LIBKML", "KML"}}, m_opened);
}

Result<void> FileOpener::openDxf(const NamedFile& file) {
    const DrawingHead head = readDrawingHead(charactersOf(file.bytes));
    const ReaderInput input = inputOf(file, ".dxf");
    std::string encoding = m_options.encoding;
    if (encoding.empty() && !head.encoding.empty()) {
        encoding = head.encoding;
        m_opened.findings.push_back(
            {.severity = Severity::Note,
             .code = FindingCode::EncodingDetected,
             .layer = input.stem,
             .values = {encoding, head.codePage, std::to_string(head.lines)}});
    }
    const CPLConfigOptionSetter chosen(
        "DXF_ENCODING", encoding.empty() ? nullptr : encoding.c_str(), false);
    OgrInput opening{.input = input, .format = "DXF", .drivers = {"DXF"}, .namedByFile = true};
    if (!head.version.empty()) {
        opening.notes.emplace_back("$ACADVER", head.version);
    }
    if (!head.codePage.empty()) {
        opening.notes.emplace_back("$DWGCODEPAGE", head.codePage);
    }
    if (!head.units.empty()) {
        opening.notes.emplace_back("$INSUNITS", head.units);
    }
    return openOgr(opening, m_opened);
}

Result<void> FileOpener::openCsv(const NamedFile& file) {
    Utf8Text text = toUtf8Text(charactersOf(file.bytes), m_options.encoding);
    const ReaderInput input = inputOf(file, ".csv");
    if (text.encoding != "ASCII" && text.encoding != "UTF-8") {
        m_opened.findings.push_back(
            {.severity = Severity::Note,
             .code = FindingCode::EncodingDetected,
             .layer = input.stem,
             .values = {text.encoding, text.declared, std::to_string(text.lines)}});
    }
    openDelimited(input, std::move(text.text), m_opened);
    return {};
}

Result<void> FileOpener::openZip(const NamedFile& file) {
    const ZipLimits limits{.bytes = m_options.limits.unpackedBytes};
    const std::string_view all = charactersOf(file.bytes);
    const auto read = readZipDirectory(
        [&](std::uint64_t offset, std::uint64_t size) {
            return offset > all.size() ? std::string() : std::string(all.substr(offset, size));
        },
        all.size(),
        limits);
    if (const auto* const refusal = std::get_if<ZipRefusal>(&read)) {
        return refused(ErrorCode::ArchiveRefused, refusal->detail);
    }
    std::vector<NamedFile> names;
    for (const ZipEntry& entry : std::get<ZipDirectory>(read).entries) {
        names.push_back({entry.name, {}});
    }
    if (hasName(names, "xl/workbook.xml")) {
        return openSpreadsheet(inputOf(file, ".xlsx"), m_opened);
    }
    if (hasName(names, "word/document.xml") || hasName(names, "ppt/presentation.xml")) {
        return refused(ErrorCode::FormatNotSupported, "Office document");
    }
    if (hasName(names, "mimetype") && hasName(names, "content.xml")) {
        return refused(ErrorCode::FormatNotSupported, "OpenDocument; save it as XLSX or CSV");
    }
    auto unpacked = unzip(file.bytes, m_file.string(), limits);
    if (!unpacked) {
        return unpacked.error();
    }
    const std::string folder = newFolder();
    std::vector<NamedFile> files;
    for (UnpackedFile& one : *unpacked) {
        VirtualFiles::all().keep(folder + one.name, std::move(one.bytes));
        files.push_back({one.name, *VirtualFiles::all().find(folder + one.name)});
    }
    return openArchive(files);
}

/// Every file geodatabase in an archive, as a folder.
Result<void> FileOpener::openArchivedFolders(const std::vector<NamedFile>& files,
                                             std::vector<bool>& taken) {
    std::vector<std::string> done;
    for (const NamedFile& file : files) {
        const std::string folder = databaseFolder(file.name);
        if (folder.empty() || std::find(done.begin(), done.end(), folder) != done.end()) {
            continue;
        }
        done.push_back(folder);
        const std::string path = newFolder() + kUnnamed + ".gdb/";
        const std::string name = folder.substr(0, folder.size() - 1);
        for (std::size_t i = 0; i < files.size(); ++i) {
            if (databaseFolder(files[i].name) == folder) {
                VirtualFiles::all().add(path + files[i].name.substr(folder.size()), files[i].bytes);
                taken[i] = true;
            }
        }
        VirtualFiles::all().rename(path.substr(0, path.size() - 1), name);
        if (auto opened =
                openOgr({.input = {path.substr(0, path.size() - 1), baseOf(stemOf(name)), m_file},
                         .format = "OpenFileGDB",
                         .drivers = {"OpenFileGDB"}},
                        m_opened);
            !opened) {
            return opened;
        }
    }
    return {};
}

/// All that can be read of an archive; what cannot is named. An archive of nothing else fails.
Result<void> FileOpener::openArchive(const std::vector<NamedFile>& files) {
    const std::size_t before = m_opened.layers.size();
    std::vector<bool> taken(files.size(), false);
    std::optional<Error> first;
    if (auto folders = openArchivedFolders(files, taken); !folders) {
        first = folders.error();
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        const bool part =
            isPartOfOther(files[i].name) ||
            (zipExtension(files[i].name) == ".dbf" && partOf(files, files[i], ".shp") != nullptr);
        if (taken[i] || part || files[i].bytes.empty()) {
            continue;
        }
        const auto format = foreignFormat(files[i].name, charactersOf(files[i].bytes));
        const bool map = format && *format == ForeignFormat::Kml;
        const auto opened = map ? openKml(files[i], "KMZ") : openOne(files, i);
        if (opened) {
            continue;
        }
        if (!first) {
            first = opened.error();
        }
        warn(files[i].name, "not read: " + opened.error().detail);
    }
    if (m_opened.layers.size() > before) {
        return {};
    }
    return first ? *first : refused(ErrorCode::FormatNotSupported, "no layer in the zip archive");
}

} // namespace tuban::data
