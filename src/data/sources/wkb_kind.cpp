#include "data/sources/wkb_kind.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace tuban::data {

namespace {

constexpr std::size_t kHeader = 8;
constexpr unsigned kEmptyFlag = 0x10;
constexpr unsigned kExtendedFlag = 0x20;
constexpr std::array<std::size_t, 5> kEnvelopeBytes{0, 32, 48, 48, 64};

unsigned byteAt(std::span<const std::byte> bytes, std::size_t i) {
    return std::to_integer<unsigned>(bytes[i]);
}

bool hasHeader(std::span<const std::byte> blob) {
    return blob.size() >= kHeader && byteAt(blob, 0) == 'G' && byteAt(blob, 1) == 'P';
}

} // namespace

std::span<const std::byte> geoPackageWkb(std::span<const std::byte> blob) {
    if (!hasHeader(blob)) {
        return {};
    }
    const unsigned flags = byteAt(blob, 3);
    const unsigned envelope = (flags >> 1U) & 7U;
    if ((flags & (kEmptyFlag | kExtendedFlag)) != 0 || envelope >= kEnvelopeBytes.size() ||
        blob.size() < kHeader + kEnvelopeBytes[envelope]) {
        return {};
    }
    return blob.subspan(kHeader + kEnvelopeBytes[envelope]);
}

bool isEmptyGeoPackageBlob(std::span<const std::byte> blob) {
    return hasHeader(blob) && (byteAt(blob, 3) & kEmptyFlag) != 0;
}

bool mayHoldPolygons(std::span<const std::byte> wkb) {
    if (wkb.size() < 5) {
        return false;
    }
    std::uint32_t code = 0;
    std::memcpy(&code, wkb.data() + 1, sizeof code);
    if (byteAt(wkb, 0) == 0) {
        code = __builtin_bswap32(code);
    }
    switch ((code & 0x0FFFFFFFU) % 1000) {
    case 3:  // Polygon
    case 6:  // MultiPolygon
    case 7:  // GeometryCollection
    case 10: // CurvePolygon
    case 12: // MultiSurface
    case 15: // PolyhedralSurface
    case 16: // TIN
    case 17: // Triangle
        return true;
    default:
        return false;
    }
}

} // namespace tuban::data
