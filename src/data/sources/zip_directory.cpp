#include "data/sources/zip_directory.h"

#include "data/sources/text_encoding.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace tuban::data {

namespace {

constexpr std::size_t kEndRecord = 22;
constexpr std::size_t kLongestComment = 65535;
constexpr std::size_t kEntryHeader = 46;
constexpr std::uint32_t kEncrypted = 1;
constexpr std::uint32_t kUtf8Name = 0x800;

struct Place {
    std::uint64_t entries;
    std::uint64_t size;
    std::uint64_t offset;
};

std::uint32_t number(std::string_view bytes, std::size_t at, int width) {
    std::uint32_t value = 0;
    for (int i = width - 1; i >= 0; --i) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    }
    return value;
}

std::optional<Place> findDirectory(const ZipBytes& bytes, std::uint64_t size) {
    const std::uint64_t tail = std::min<std::uint64_t>(size, kEndRecord + kLongestComment);
    const std::string end = bytes(size - tail, tail);
    const auto at = end.rfind("PK\x05\x06");
    if (at == std::string::npos || at + kEndRecord > end.size()) {
        return std::nullopt;
    }
    const Place place{number(end, at + 10, 2), number(end, at + 12, 4), number(end, at + 16, 4)};
    return place.offset + place.size > size ? std::nullopt : std::optional(place);
}

std::optional<std::vector<ZipEntry>> readEntries(const ZipBytes& read, const Place& place) {
    const std::string bytes = read(place.offset, place.size);
    std::vector<ZipEntry> entries;
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
        entries.push_back({.name = bytes.substr(at + kEntryHeader, nameSize),
                           .packed = number(bytes, at + 20, 4),
                           .unpacked = number(bytes, at + 24, 4),
                           .offset = number(bytes, at + 42, 4),
                           .checksum = number(bytes, at + 16, 4),
                           .method = number(bytes, at + 10, 2),
                           .encrypted = (number(bytes, at + 8, 2) & kEncrypted) != 0,
                           .utf8 = (number(bytes, at + 8, 2) & kUtf8Name) != 0,
                           .link = (unixMode & 0xF000U) == kUnixLink});
        at += kEntryHeader + nameSize + extra + comment;
    }
    return entries.size() == place.entries ? std::optional(std::move(entries)) : std::nullopt;
}

/// Names that Windows gives to devices, whatever ending they have.
/// @source Microsoft, "Naming Files, Paths, and Namespaces"
bool isDevice(std::string_view part) {
    std::string stem(part.substr(0, part.find('.')));
    std::transform(stem.begin(), stem.end(), stem.begin(), [](unsigned char c) {
        return static_cast<char>(std::toupper(c));
    });
    while (!stem.empty() && stem.back() == ' ') {
        stem.pop_back();
    }
    for (const char* const name : {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}) {
        if (stem == name) {
            return true;
        }
    }
    const bool numbered = stem.size() == 4 && stem[3] >= '0' && stem[3] <= '9';
    return numbered && (stem.compare(0, 3, "COM") == 0 || stem.compare(0, 3, "LPT") == 0);
}

/// Whether a name leads out of the archive or could mean a device.
bool leadsElsewhere(const std::string& name) {
    const bool drive = name.size() > 1 && name[1] == ':';
    if (name.empty() || name.front() == '/' || drive || name.find('\\') != std::string::npos ||
        name.find('\0') != std::string::npos) {
        return true;
    }
    for (std::size_t start = 0; start <= name.size();) {
        const auto end = std::min(name.find('/', start), name.size());
        const std::string_view part = std::string_view(name).substr(start, end - start);
        if (part == ".." || isDevice(part)) {
            return true;
        }
        start = end + 1;
    }
    return false;
}

/// Encoding of the names that do not say it.
std::string encodingOfNames(const std::vector<ZipEntry>& entries) {
    bool utf8 = true;
    GbReading gb;
    for (const ZipEntry& entry : entries) {
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

/// Whether an entry may not be in an archive that is opened.
std::optional<ZipRefusal> objection(const ZipEntry& entry, const ZipLimits& limits) {
    using Kind = ZipRefusal::Kind;
    if (entry.unpacked > limits.free && entry.unpacked / limits.ratio > entry.packed) {
        return ZipRefusal{Kind::TooMuch, "zip archive that unpacks to too much: " + entry.name};
    }
    if (entry.encrypted) {
        return ZipRefusal{Kind::Encrypted, "encrypted: " + entry.name};
    }
    if (entry.link || leadsElsewhere(entry.name)) {
        return ZipRefusal{Kind::LeadsElsewhere, entry.name};
    }
    const std::string extension = zipExtension(entry.name);
    for (const char* const archive :
         {".zip", ".kmz", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz"}) {
        if (extension == archive) {
            return ZipRefusal{Kind::Nested, "archive in an archive: " + entry.name};
        }
    }
    return std::nullopt;
}

} // namespace

std::string zipExtension(const std::string& name) {
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

std::variant<ZipDirectory, ZipRefusal>
readZipDirectory(const ZipBytes& bytes, std::uint64_t size, const ZipLimits& limits) {
    using Kind = ZipRefusal::Kind;
    const std::optional<Place> place = findDirectory(bytes, size);
    if (!place) {
        return ZipRefusal{Kind::Damaged, "zip archive without directory"};
    }
    if (place->entries > limits.entries) {
        return ZipRefusal{Kind::TooMuch, "zip archive with more than 10 000 entries"};
    }
    auto entries = readEntries(bytes, *place);
    if (!entries) {
        return ZipRefusal{Kind::Damaged, "zip archive with a damaged directory"};
    }
    ZipDirectory directory{{}, encodingOfNames(*entries)};
    const auto converter = TextConverter::from(directory.nameEncoding);
    std::uint64_t total = 0;
    std::uint64_t packed = 0;
    for (ZipEntry& entry : *entries) {
        if (!entry.utf8 && converter) {
            entry.name = converter->toUtf8(entry.name);
        }
        if (auto refusal = objection(entry, limits)) {
            return *refusal;
        }
        total += entry.unpacked;
        packed += entry.packed;
        const bool bomb = total > 16 * limits.free && total / limits.ratio > packed;
        if (total > limits.bytes || bomb) {
            return ZipRefusal{Kind::TooMuch, "zip archive that unpacks to too much: " + entry.name};
        }
    }
    directory.entries = std::move(*entries);
    return directory;
}

} // namespace tuban::data
