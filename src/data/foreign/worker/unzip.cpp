#include "data/foreign/worker/unzip.h"

#include "data/foreign/worker/virtual_files.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>
#include <zlib.h>

namespace tuban::data {

namespace {

constexpr std::size_t kLocalHeader = 30;
constexpr std::uint32_t kStored = 0;
constexpr std::uint32_t kDeflated = 8;

std::size_t shortAt(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) +
           (std::size_t{static_cast<unsigned char>(bytes[at + 1])} << 8U);
}

/// The packed bytes of an entry; nothing: they are not where the directory says.
std::optional<std::string_view> packedBytes(std::string_view archive, const ZipEntry& entry) {
    if (entry.offset > archive.size() || archive.size() - entry.offset < kLocalHeader) {
        return std::nullopt;
    }
    const std::string_view local = archive.substr(entry.offset);
    if (local.compare(0, 4, "PK\x03\x04") != 0) {
        return std::nullopt;
    }
    const std::size_t start = kLocalHeader + shortAt(local, 26) + shortAt(local, 28);
    if (start > local.size() || local.size() - start < entry.packed) {
        return std::nullopt;
    }
    return local.substr(start, entry.packed);
}

/// Exactly `size` bytes, or nothing.
std::optional<std::string> inflated(std::string_view packed, std::size_t size) {
    std::string bytes(size, '\0');
    z_stream stream{};
    if (::inflateInit2(&stream, -MAX_WBITS) != Z_OK) {
        return std::nullopt;
    }
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_out = static_cast<uInt>(size);
    const int state = ::inflate(&stream, Z_FINISH);
    const bool whole = state == Z_STREAM_END && stream.total_out == size;
    ::inflateEnd(&stream);
    return whole ? std::optional(std::move(bytes)) : std::nullopt;
}

std::optional<std::string> unpacked(std::string_view archive, const ZipEntry& entry) {
    const auto packed = packedBytes(archive, entry);
    if (!packed) {
        return std::nullopt;
    }
    std::optional<std::string> bytes;
    if (entry.method == kStored && entry.packed == entry.unpacked) {
        bytes = std::string(*packed);
    } else if (entry.method == kDeflated) {
        bytes = inflated(*packed, entry.unpacked);
    }
    if (bytes && ::crc32_z(0, reinterpret_cast<const Bytef*>(bytes->data()), bytes->size()) !=
                     entry.checksum) {
        return std::nullopt;
    }
    return bytes;
}

} // namespace

Result<std::vector<UnpackedFile>>
unzip(std::span<const std::byte> archive, const std::string& shown, const ZipLimits& limits) {
    const std::string_view all = charactersOf(archive);
    const auto part = [&](std::uint64_t offset, std::uint64_t size) {
        return offset > all.size() ? std::string() : std::string(all.substr(offset, size));
    };
    const auto read = readZipDirectory(part, all.size(), limits);
    if (const auto* const refusal = std::get_if<ZipRefusal>(&read)) {
        return Error{ErrorCode::ArchiveRefused, shown, refusal->detail};
    }
    std::vector<UnpackedFile> files;
    for (const ZipEntry& entry : std::get<ZipDirectory>(read).entries) {
        if (entry.name.back() == '/') {
            continue; // a folder
        }
        auto bytes = unpacked(all, entry);
        if (!bytes) {
            return Error{ErrorCode::ArchiveRefused, shown, "damaged: " + entry.name};
        }
        files.push_back({entry.name, std::move(*bytes)});
    }
    return files;
}

} // namespace tuban::data
