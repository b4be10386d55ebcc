#include "data/feature_source.h"
#include "data/sources/file_format.h"
#include "data/sources/gpkg_source.h"
#include "data/sources/ogr_source.h"
#include "data/sqlite/sqlite_reader.h"
#include "data/sources/zip_archive.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

struct Spec {
    std::string path;
    std::optional<std::string> layer = {};
};

bool exists(const std::string& path) {
    std::error_code ignored;
    return !path.empty() && fs::exists(path, ignored);
}

/// "/vsi…", "\\server\share", "scheme://…" and connection strings of GDAL such as "PG:…" or
/// "WFS:…": nothing of this is a local file, so no library may get to see it.
bool namesNoLocalFile(const std::string& spec) {
    const auto colon = spec.find(':');
    const std::string prefix = spec.substr(0, colon);
    const bool connection = colon != std::string::npos && colon > 1 &&
                            std::all_of(prefix.begin(), prefix.end(), [](unsigned char c) {
                                return std::isupper(c) != 0 || std::isdigit(c) != 0 || c == '_';
                            });
    return spec.compare(0, 4, "/vsi") == 0 || spec.compare(0, 2, "\\\\") == 0 ||
           spec.find("://") != std::string::npos || (connection && !exists(prefix));
}

/// Splits "path:layer"; a path with a colon that exists as a whole wins.
Result<Spec> parse(const std::string& text) {
    if (namesNoLocalFile(text)) {
        return Error{ErrorCode::NetworkReference, text};
    }
    if (exists(text)) {
        return Spec{text};
    }
    for (auto colon = text.rfind(':'); colon != std::string::npos && colon > 0;
         colon = text.rfind(':', colon - 1)) {
        if (exists(text.substr(0, colon))) {
            return Spec{text.substr(0, colon), text.substr(colon + 1)};
        }
    }
    return Error{ErrorCode::FileNotFound, text.substr(0, text.rfind(':'))};
}

/// A Shapefile is named by its .shp; its index and table lead there too.
fs::path mainFile(const fs::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    if (extension == ".shx" || extension == ".dbf") {
        for (const char* shp : {".shp", ".SHP"}) {
            if (const fs::path main = fs::path(path).replace_extension(shp);
                exists(main.string())) {
                return main;
            }
        }
    }
    return path;
}

/// The part of a Shapefile without which its records cannot be found.
std::optional<Error> missingIndex(const fs::path& path) {
    for (const char* extension : {".shx", ".SHX", ".Shx"}) {
        if (exists(fs::path(path).replace_extension(extension).string())) {
            return std::nullopt;
        }
    }
    return Error{ErrorCode::FileUnreadable,
                 path.string(),
                 "missing: " + fs::path(path).replace_extension(".shx").filename().string()};
}

std::string vsiHead(const std::string& path) {
    std::string head(kHeadBytes, '\0');
    VSILFILE* const file = VSIFOpenL(path.c_str(), "rb");
    head.resize(file == nullptr ? 0 : VSIFReadL(head.data(), 1, head.size(), file));
    if (file != nullptr) {
        VSIFCloseL(file);
    }
    return head;
}

Result<std::unique_ptr<FeatureSource>> openZip(const std::string& path,
                                               const std::optional<std::string>& layer) {
    auto layers = layersInZip(path);
    if (!layers) {
        return layers.error();
    }
    const CPLConfigOptionSetter names("CPL_ZIP_ENCODING", layers->nameEncoding.c_str(), false);
    std::vector<OgrAccess> access;
    for (const std::string& one : layers->paths) {
        auto format = detectFormat(one, vsiHead(one));
        if (!format) {
            Error error = format.error();
            error.subject = path;
            return error;
        }
        const bool geoPackage = format->kind == FileKind::GeoPackage;
        if (format->kind == FileKind::Zip) {
            return Error{ErrorCode::FormatNotSupported, path, "archive in an archive: " + one};
        }
        access.push_back(geoPackage ? OgrAccess{"GPKG", {"GPKG"}} : format->access);
    }
    auto source = OgrSource::open(path, layers->paths, access, layer);
    if (!source) {
        return source.error();
    }
    return std::unique_ptr<FeatureSource>(std::move(*source));
}

Result<std::unique_ptr<FeatureSource>>
openOgr(const std::string& path, const OgrAccess& access, const std::optional<std::string>& layer) {
    auto source = OgrSource::open(path, {path}, {access}, layer);
    if (!source) {
        return source.error();
    }
    return std::unique_ptr<FeatureSource>(std::move(*source));
}

Result<std::unique_ptr<FeatureSource>> openFile(const fs::path& path,
                                                const std::optional<std::string>& layer) {
    auto head = readFileHead(path, kHeadBytes);
    if (!head) {
        return head.error();
    }
    auto format = detectFormat(path.string(), *head);
    if (!format) {
        return format.error();
    }
    switch (format->kind) {
    case FileKind::GeoPackage: {
        auto source = GpkgSource::open(path, layer);
        if (!source) {
            return source.error();
        }
        return std::unique_ptr<FeatureSource>(std::move(*source));
    }
    case FileKind::Zip:
        return openZip(path.string(), layer);
    case FileKind::Ogr:
        break;
    }
    if (format->access.format == "ESRI Shapefile") {
        if (auto missing = missingIndex(path)) {
            return *missing;
        }
    }
    return openOgr(path.string(), format->access, layer);
}

} // namespace

Result<std::unique_ptr<FeatureSource>> openSource(const std::string& spec) {
    auto parsed = parse(spec);
    if (!parsed) {
        return parsed.error();
    }
    std::error_code failure;
    // GDAL gets absolute paths only: a relative one could look like a connection string.
    const fs::path path = fs::canonical(mainFile(parsed->path), failure);
    if (failure) {
        return Error{ErrorCode::FileUnreadable, parsed->path, failure.message()};
    }
    if (namesNoLocalFile(path.string())) {
        return Error{ErrorCode::NetworkReference, path.string()};
    }
    if (fs::is_directory(path, failure)) {
        const auto folder = detectFolder(path.string());
        return folder ? openOgr(path.string(), *folder, parsed->layer)
                      : Error{ErrorCode::FormatNotSupported, path.string(), "a folder"};
    }
    if (!fs::is_regular_file(path, failure)) {
        return Error{ErrorCode::FileUnreadable, path.string(), "not a regular file"};
    }
    return openFile(path, parsed->layer);
}

} // namespace tuban::data
