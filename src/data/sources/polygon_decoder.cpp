#include "data/sources/polygon_decoder.h"

#include "data/sources/curves.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace tuban::data {

using geometry::GridPoint;

namespace {

constexpr int kMaxDepth = 32; // of collections within collections
// Cells are counted below 2^52; half a cell is left for rounding.
constexpr double kCellLimit = 4503599627370496.0 - 0.5;

enum WkbType : std::uint32_t {
    Point = 1,
    LineString = 2,
    Polygon = 3,
    MultiPoint = 4,
    MultiLineString = 5,
    MultiPolygon = 6,
    GeometryCollection = 7,
    CircularString = 8,
    Surface = 14,
    PolyhedralSurface = 15,
    Tin = 16,
    Triangle = 17,
};

bool isCurved(std::uint32_t type) {
    return type >= CircularString && type <= Surface;
}

/// Rounds to the nearest cell, halves away from zero, like std::llround; |cells| <= 2^52.
std::int64_t roundToCell(double cells) {
    const auto whole = static_cast<std::int64_t>(cells);
    const double rest = cells - static_cast<double>(whole); // exact
    return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
}

/// The tolerance of geometry::Grid::holds, on values that are in cells already.
bool offGrid(double cells, std::int64_t cell) {
    return std::abs(cells - static_cast<double>(cell)) > 1e-3;
}

} // namespace

/// A place in the bytes; every read is checked by the caller against `left()`.
struct PolygonDecoder::Cursor {
    const std::byte* at;
    const std::byte* end;
    bool swap = false;

    std::size_t left() const { return static_cast<std::size_t>(end - at); }

    std::uint32_t takeUint32() {
        std::uint32_t v = 0;
        std::memcpy(&v, at, sizeof v);
        at += sizeof v;
        return swap ? __builtin_bswap32(v) : v;
    }

    static double doubleAt(const std::byte* p, bool swapped) {
        std::uint64_t v = 0;
        std::memcpy(&v, p, sizeof v);
        return std::bit_cast<double>(swapped ? __builtin_bswap64(v) : v);
    }

    struct Header {
        std::uint32_t type;
        std::size_t stride; ///< ordinates of a vertex: 2, 3 or 4
    };
    /// Byte order and type; SRIDs of EWKB are skipped.
    bool takeHeader(Header& header) {
        if (left() < 5 || std::to_integer<int>(*at) > 1) {
            return false;
        }
        static_assert(std::endian::native == std::endian::little);
        swap = std::to_integer<int>(*at++) == 0;
        const std::uint32_t code = takeUint32();
        const bool srid = (code & 0x20000000U) != 0;
        const std::uint32_t iso = code & 0x0FFFFFFFU;
        if (iso >= 4000 || (srid && left() < 4)) {
            return false;
        }
        at += srid ? 4 : 0;
        const bool z = (code & 0x80000000U) != 0 || iso / 1000 == 1 || iso / 1000 == 3;
        const bool m = (code & 0x40000000U) != 0 || iso / 1000 == 2 || iso / 1000 == 3;
        header = {iso % 1000, 2U + (z ? 1U : 0U) + (m ? 1U : 0U)};
        return true;
    }
    /// A number of items of at least `bytesEach` bytes each, checked against what is left.
    bool takeCount(std::size_t bytesEach, std::uint32_t& count) {
        if (left() < 4) {
            return false;
        }
        count = takeUint32();
        return count <= left() / bytesEach;
    }
};

Result<PolygonDecoder> PolygonDecoder::create(const geometry::Placement& placement) {
    auto placer = geometry::Placer::create(placement);
    if (!placer) {
        return placer.error();
    }
    return PolygonDecoder(std::move(*placer), placement);
}

PolygonDecoder::PolygonDecoder(geometry::Placer placer, const geometry::Placement& placement)
    : m_placer(std::move(placer)), m_grid(placement.grid), m_transforms(placement.transforms()) {}

DecodedGeometry PolygonDecoder::append(std::span<const std::byte> wkb,
                                       geometry::PolygonChunkBuilder& out) {
    DecodedGeometry met = decode(wkb);
    if (m_curved) {
        const std::vector<std::byte> straight = withoutCurves(wkb);
        if (straight.empty()) {
            met = {.fault = GeometryFault::Damaged};
        } else {
            met = decode(straight);
            met.linearised = true;
        }
    }
    if (met.fault == GeometryFault::None) {
        std::size_t first = 0;
        for (const RingEnd& ring : m_rings) {
            const std::size_t length = ring.points - first;
            met.ringsDropped += out.addRing(std::span(m_points).subspan(first, length)) ? 0U : 1U;
            first = ring.points;
            if (ring.lastOfPart) {
                out.endPart();
            }
        }
    }
    out.endFeature();
    return met;
}

DecodedGeometry PolygonDecoder::decode(std::span<const std::byte> wkb) {
    m_points.clear();
    m_rings.clear();
    m_curved = false;
    DecodedGeometry met;
    Cursor in{wkb.data(), wkb.data() + wkb.size()};
    met.fault = readGeometry(in, 0, met);
    if (met.fault == GeometryFault::None && m_rings.empty()) {
        met.fault = met.othersLeftOut ? GeometryFault::NotPolygon : GeometryFault::Absent;
    }
    return met;
}

GeometryFault PolygonDecoder::readGeometry(Cursor& in, int depth, DecodedGeometry& met) {
    Cursor::Header header{};
    if (depth > kMaxDepth || !in.takeHeader(header)) {
        return GeometryFault::Damaged;
    }
    switch (header.type) {
    case Polygon:
    case Triangle:
        return readPolygon(in, header.stride, met);
    case MultiPolygon:
    case GeometryCollection:
    case PolyhedralSurface:
    case Tin:
    case MultiPoint:
    case MultiLineString:
        return readMembers(in, depth, met);
    case Point:
        met.othersLeftOut = true;
        if (in.left() < header.stride * sizeof(double)) {
            return GeometryFault::Damaged;
        }
        in.at += header.stride * sizeof(double);
        return GeometryFault::None;
    case LineString: {
        met.othersLeftOut = true;
        std::uint32_t points = 0;
        if (!in.takeCount(header.stride * sizeof(double), points)) {
            return GeometryFault::Damaged;
        }
        in.at += points * header.stride * sizeof(double);
        return GeometryFault::None;
    }
    default:
        m_curved = isCurved(header.type);
        return GeometryFault::Damaged;
    }
}

GeometryFault PolygonDecoder::readMembers(Cursor& in, int depth, DecodedGeometry& met) {
    constexpr std::size_t kSmallestMember = 9; // byte order, type, a count
    std::uint32_t members = 0;
    if (!in.takeCount(kSmallestMember, members)) {
        return GeometryFault::Damaged;
    }
    for (std::uint32_t i = 0; i < members; ++i) {
        const GeometryFault fault = readGeometry(in, depth + 1, met);
        if (fault != GeometryFault::None) {
            return fault;
        }
    }
    return GeometryFault::None;
}

GeometryFault PolygonDecoder::readPolygon(Cursor& in, std::size_t stride, DecodedGeometry& met) {
    std::uint32_t rings = 0;
    if (!in.takeCount(sizeof(std::uint32_t), rings)) {
        return GeometryFault::Damaged;
    }
    for (std::uint32_t i = 0; i < rings; ++i) {
        const GeometryFault fault = readRing(in, stride, met);
        if (fault != GeometryFault::None) {
            return fault;
        }
        m_rings.push_back({m_points.size(), i + 1 == rings});
    }
    return GeometryFault::None;
}

GeometryFault PolygonDecoder::readRing(Cursor& in, std::size_t stride, DecodedGeometry& met) {
    const std::size_t step = stride * sizeof(double);
    std::uint32_t count = 0;
    if (!in.takeCount(step, count)) {
        return GeometryFault::Damaged;
    }
    const std::byte* const first = in.at;
    in.at += count * step;
    met.vertices += count;
    if (count == 0) {
        return GeometryFault::None;
    }
    const std::byte* const last = in.at - step;
    met.ringOpen = met.ringOpen || std::memcmp(first, last, 2 * sizeof(double)) != 0;
    if (!m_transforms) {
        return in.swap ? snapRing<true>(first, count, step, met)
                       : snapRing<false>(first, count, step, met);
    }
    m_xy.clear();
    for (const std::byte* p = first; p != in.at; p += step) {
        m_xy.push_back(Cursor::doubleAt(p, in.swap));
        m_xy.push_back(Cursor::doubleAt(p + sizeof(double), in.swap));
    }
    return placeRing(met);
}

template <bool Swap>
GeometryFault PolygonDecoder::snapRing(const std::byte* at,
                                       std::size_t count,
                                       std::size_t step,
                                       DecodedGeometry& met) {
    const std::size_t start = m_points.size();
    m_points.resize(start + count);
    GridPoint* out = m_points.data() + start;
    const double scale = m_grid.cellsPerUnit();
    std::uint64_t strays = 0;
    bool fits = true;
    for (std::size_t i = 0; i < count; ++i, at += step) {
        const double x = Cursor::doubleAt(at, Swap) * scale;
        const double y = Cursor::doubleAt(at + sizeof(double), Swap) * scale;
        // False for NaN too; such a vertex is not converted.
        const bool fine = std::abs(x) < kCellLimit && std::abs(y) < kCellLimit;
        fits = fits && fine;
        const std::int64_t cellX = roundToCell(fine ? x : 0.0);
        const std::int64_t cellY = roundToCell(fine ? y : 0.0);
        strays += offGrid(x, cellX) || offGrid(y, cellY) ? 1U : 0U;
        out[i] = {cellX, cellY};
    }
    if (!fits) {
        return reasonOf(at - count * step, count, step, Swap);
    }
    met.offGridVertices += strays;
    return GeometryFault::None;
}

GeometryFault
PolygonDecoder::reasonOf(const std::byte* at, std::size_t count, std::size_t step, bool swap) {
    for (std::size_t i = 0; i < count; ++i, at += step) {
        if (!std::isfinite(Cursor::doubleAt(at, swap)) ||
            !std::isfinite(Cursor::doubleAt(at + sizeof(double), swap))) {
            return GeometryFault::NotFinite;
        }
    }
    return GeometryFault::Unplaceable;
}

GeometryFault PolygonDecoder::placeRing(DecodedGeometry& met) {
    const std::uint64_t before = m_placer.offGridVertices();
    if (!m_placer.place(m_xy, m_points)) {
        const auto* bytes = reinterpret_cast<const std::byte*>(m_xy.data());
        return reasonOf(bytes, m_xy.size() / 2, 2 * sizeof(double), false);
    }
    met.offGridVertices += m_placer.offGridVertices() - before;
    return GeometryFault::None;
}

} // namespace tuban::data
