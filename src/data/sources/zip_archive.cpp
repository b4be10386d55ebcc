#include "data/sources/zip_archive.h"

#include "data/sources/zip_directory.h"

#include <algorithm>
#include <fstream>

namespace tuban::data {

namespace {

bool isLayer(const std::string& name) {
    static constexpr std::string_view kLayers[] = {".shp",
                                                   ".gpkg",
                                                   ".geojson",
                                                   ".json",
                                                   ".topojson",
                                                   ".kml",
                                                   ".fgb",
                                                   ".dxf",
                                                   ".csv",
                                                   ".mif",
                                                   ".tab"};
    const std::string extension = zipExtension(name);
    return std::find(std::begin(kLayers), std::end(kLayers), extension) != std::end(kLayers);
}

ErrorCode codeOf(ZipRefusal::Kind kind) {
    switch (kind) {
    case ZipRefusal::Kind::LeadsElsewhere:
        return ErrorCode::NetworkReference;
    case ZipRefusal::Kind::Nested:
        return ErrorCode::FormatNotSupported;
    default:
        return ErrorCode::FileUnreadable;
    }
}

} // namespace

Result<ZipLayers> layersInZip(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    file.seekg(0, std::ios::end);
    const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(0, file.tellg()));
    const auto bytes = [&](std::uint64_t offset, std::uint64_t length) {
        std::string part(length, '\0');
        file.clear();
        file.seekg(static_cast<std::streamoff>(offset));
        file.read(part.data(), static_cast<std::streamsize>(length));
        part.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
        return part;
    };
    const auto read = readZipDirectory(bytes, size);
    if (const auto* const refusal = std::get_if<ZipRefusal>(&read)) {
        return Error{codeOf(refusal->kind), path, refusal->detail};
    }
    const auto& directory = std::get<ZipDirectory>(read);
    ZipLayers layers{{}, directory.nameEncoding};
    for (const ZipEntry& entry : directory.entries) {
        if (isLayer(entry.name)) {
            layers.paths.push_back("/vsizip/{" + path + "}/" + entry.name);
        }
    }
    if (layers.paths.empty()) {
        return Error{ErrorCode::FormatNotSupported, path, "no layer in the zip archive"};
    }
    return layers;
}

} // namespace tuban::data
