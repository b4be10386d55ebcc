#include "data/sources/zip_archive.h"

#include "data/sources/text_encoding.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <fstream>
#include <optional>

namespace tuban::data {

namespace {

constexpr std::uint64_t kMostEntries = 10'000;
constexpr std::uint64_t kMostBytes = std::uint64_t{2} * 1024 * 1024 * 1024;
constexpr std::uint64_t kHighestRatio = 100;
constexpr std::size_t kEndRecord = 22;
constexpr std::size_t kLongestComment = 65535;
constexpr std::size_t kEntryHeader = 46;
constexpr std::uint32_t kEncrypted = 1;
constexpr std::uint32_t kUtf8Name = 0x800;

/// @source PKWARE APPNOTE 6.3.9: end of central directory (4.3.16), file header (4.3.12); the
/// 64-bit forms (4.3.14, 4.5.3) are only needed above 4 GB, beyond the limits here.
struct Directory {
    std::uint64_t entries;
    std::uint64_t size;
    std::uint64_t offset;
};

struct Entry {
    std::string name;
    std::uint64_t packed;
    std::uint64_t unpacked;
    bool encrypted;
    bool utf8; ///< says so itself
    bool link;
};

std::uint32_t number(std::string_view bytes, std::size_t at, int width) {
    std::uint32_t value = 0;
    for (int i = width - 1; i >= 0; --i) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    }
    return value;
}

std::string readPart(std::ifstream& file, std::uint64_t offset, std::uint64_t size) {
    std::string part(size, '\0');
    file.clear();
    file.seekg(static_cast<std::streamoff>(offset));
    file.read(part.data(), static_cast<std::streamsize>(size));
    part.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return part;
}

std::optional<Directory> findDirectory(std::ifstream& file) {
    file.seekg(0, std::ios::end);
    const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(0, file.tellg()));
    const std::uint64_t tail = std::min<std::uint64_t>(size, kEndRecord + kLongestComment);
    const std::string end = readPart(file, size - tail, tail);
    const auto at = end.rfind("PK\x05\x06");
    if (at == std::string::npos || at + kEndRecord > end.size()) {
        return std::nullopt;
    }
    const Directory directory{
        number(end, at + 10, 2), number(end, at + 12, 4), number(end, at + 16, 4)};
    if (directory.offset + directory.size > size) {
        return std::nullopt;
    }
    return directory;
}

std::optional<std::vector<Entry>> readEntries(std::ifstream& file, const Directory& directory) {
    const std::string bytes = readPart(file, directory.offset, directory.size);
    std::vector<Entry> entries;
    std::size_t at = 0;
    while (at + kEntryHeader <= bytes.size() && number(bytes, at, 4) == 0x02014B50U) {
        const std::size_t nameSize = number(bytes, at + 28, 2);
        const std::size_t extra = number(bytes, at + 30, 2);
        const std::size_t comment = number(bytes, at + 32, 2);
        if (at + kEntryHeader + nameSize > bytes.size()) {
            return std::nullopt;
        }
        constexpr std::uint32_t kUnixLink = 0xA000;
        const std::uint32_t unixMode = number(bytes, at + 38, 4) >> 16U;
        entries.push_back({bytes.substr(at + kEntryHeader, nameSize),
                           number(bytes, at + 20, 4),
                           number(bytes, at + 24, 4),
                           (number(bytes, at + 8, 2) & kEncrypted) != 0,
                           (number(bytes, at + 8, 2) & kUtf8Name) != 0,
                           (unixMode & 0xF000U) == kUnixLink});
        at += kEntryHeader + nameSize + extra + comment;
    }
    if (entries.size() != directory.entries) {
        return std::nullopt;
    }
    return entries;
}

/// Whether a name leads out of the archive or could mean a device.
bool leadsElsewhere(const std::string& name) {
    const bool drive = name.size() > 1 && name[1] == ':';
    if (name.empty() || name.front() == '/' || drive || name.find('\\') != std::string::npos ||
        name.find('\0') != std::string::npos) {
        return true;
    }
    std::size_t start = 0;
    while (start <= name.size()) {
        const auto end = std::min(name.find('/', start), name.size());
        if (name.compare(start, end - start, "..") == 0) {
            return true;
        }
        start = end + 1;
    }
    return false;
}

std::string extensionOf(const std::string& name) {
    const auto dot = name.rfind('.');
    const auto slash = name.rfind('/');
    if (dot == std::string::npos || (slash != std::string::npos && slash > dot)) {
        return {};
    }
    std::string extension = name.substr(dot);
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return extension;
}

bool isOneOf(const std::string& text, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

bool isLayer(const std::string& name) {
    return isOneOf(extensionOf(name),
                   {".shp",
                    ".gpkg",
                    ".geojson",
                    ".json",
                    ".topojson",
                    ".kml",
                    ".fgb",
                    ".dxf",
                    ".csv",
                    ".mif",
                    ".tab"});
}

/// Encoding of the names that do not say it.
std::string nameEncoding(const std::vector<Entry>& entries) {
    bool utf8 = true;
    GbReading gb;
    for (const Entry& entry : entries) {
        if (!entry.utf8) {
            utf8 = utf8 && isUtf8(entry.name);
            const GbReading one = readGb18030(entry.name);
            gb.valid = gb.valid && one.valid && !one.cut;
            gb.characters += one.characters;
            gb.common += one.common;
        }
    }
    return utf8 ? "UTF-8" : plausibleGb18030(gb) ? "GB18030" : "CP437";
}

Error refused(const std::string& path, std::string why) {
    return {ErrorCode::FileUnreadable, path, std::move(why)};
}

/// Whether an entry may not be in an archive that is opened.
std::optional<Error> objection(const std::string& path, const Entry& entry) {
    if (entry.unpacked / kHighestRatio > entry.packed) {
        return refused(path, "zip archive that unpacks to too much: " + entry.name);
    }
    if (entry.encrypted) {
        return refused(path, "encrypted: " + entry.name);
    }
    if (entry.link || leadsElsewhere(entry.name)) {
        return Error{ErrorCode::NetworkReference, path, entry.name};
    }
    if (isOneOf(extensionOf(entry.name), {".zip", ".kmz", ".gz", ".7z", ".rar", ".tar"})) {
        return Error{ErrorCode::FormatNotSupported, path, "archive in an archive: " + entry.name};
    }
    return std::nullopt;
}

} // namespace

Result<ZipLayers> layersInZip(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::optional<Directory> directory = findDirectory(file);
    if (!directory) {
        return refused(path, "zip archive without directory");
    }
    if (directory->entries > kMostEntries) {
        return refused(path, "zip archive with more than 10 000 entries");
    }
    auto entries = readEntries(file, *directory);
    if (!entries) {
        return refused(path, "zip archive with a damaged directory");
    }
    ZipLayers layers{{}, nameEncoding(*entries)};
    const auto converter = TextConverter::from(layers.nameEncoding);
    std::uint64_t total = 0;
    for (Entry& entry : *entries) {
        if (!entry.utf8 && converter) {
            entry.name = converter->toUtf8(entry.name);
        }
        if (auto error = objection(path, entry)) {
            return *error;
        }
        total += entry.unpacked;
        if (total > kMostBytes) {
            return refused(path, "zip archive that unpacks to too much: " + entry.name);
        }
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
