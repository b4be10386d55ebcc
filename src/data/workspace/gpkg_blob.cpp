#include "data/workspace/gpkg_blob.h"

#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

namespace tuban::data {

namespace {

using geometry::GridPoint;

static_assert(std::endian::native == std::endian::little, "values are copied as they are");

constexpr auto kGrid = geometry::Grid::tenthMillimetre();

// Numbers of the kinds in WKB.
constexpr std::uint32_t kPoint = 1;
constexpr std::uint32_t kLineString = 2;
constexpr std::uint32_t kPolygon = 3;
constexpr std::uint32_t kMultiPolygon = 6;

constexpr std::size_t kVertexSize = 2 * sizeof(double);
constexpr std::size_t kCountSize = sizeof(std::uint32_t);
constexpr std::size_t kStartSize = 1 + sizeof(std::uint32_t);
constexpr std::size_t kHeaderSize = 8;
constexpr std::size_t kExtentSize = 4 * sizeof(double);
constexpr std::uint8_t kLittleEndian = 1;
constexpr std::uint8_t kExtentXy = 1U << 1U;

std::size_t wkbSize(const GridGeometry& geometry) {
    std::size_t size = kStartSize + kCountSize;
    for (const GridGeometry::Part& part : geometry.parts) {
        size += kStartSize + kCountSize;
        for (const GridGeometry::Vertices& list : part) {
            size += kCountSize + list.size() * kVertexSize;
        }
    }
    return size;
}

/// The cell that a double is next to, if it is the very double that the writer gives for it. Up to
/// 2^52 cells each cell has a double of its own, but the product may round to a neighbour.
std::optional<std::int64_t> exactCell(double units) {
    constexpr auto kLargestCell = std::int64_t{1} << 52U;
    if (!(std::abs(units) <= kGrid.toUnits(kLargestCell))) { // not a number, too
        return std::nullopt;
    }
    const std::int64_t near = kGrid.snap(units);
    for (const std::int64_t cell : {near, near - 1, near + 1}) {
        if (std::bit_cast<std::uint64_t>(kGrid.toUnits(cell)) ==
            std::bit_cast<std::uint64_t>(units)) {
            return cell;
        }
    }
    return std::nullopt;
}

class BlobWriter {
public:
    explicit BlobWriter(std::string& bytes) : m_bytes(bytes) {}

    void header(std::int32_t srsId, const geometry::GridBox* extent) {
        m_bytes += "GP";
        put<std::uint8_t>(0); // version 1
        put<std::uint8_t>(extent == nullptr ? kLittleEndian : kLittleEndian | kExtentXy);
        put(srsId);
        if (extent != nullptr) {
            put(kGrid.toUnits(extent->min.x));
            put(kGrid.toUnits(extent->max.x));
            put(kGrid.toUnits(extent->min.y));
            put(kGrid.toUnits(extent->max.y));
        }
    }

    void body(const GridGeometry& geometry, GeometryKind kind) {
        switch (kind) {
        case GeometryKind::Point:
            start(kPoint);
            point(geometry.parts.front().front().front());
            break;
        case GeometryKind::LineString:
            start(kLineString);
            vertices(geometry.parts.front().front());
            break;
        case GeometryKind::Polygon:
            polygon(geometry.parts.front());
            break;
        case GeometryKind::MultiPolygon:
            start(kMultiPolygon);
            count(geometry.parts.size());
            for (const GridGeometry::Part& part : geometry.parts) {
                polygon(part);
            }
            break;
        case GeometryKind::None:
            assert(false);
            break;
        }
    }

private:
    template <typename T> void put(T value) {
        char bytes[sizeof value];
        std::memcpy(bytes, &value, sizeof value);
        m_bytes.append(bytes, sizeof value);
    }
    void count(std::size_t n) { put(static_cast<std::uint32_t>(n)); }
    void start(std::uint32_t kind) {
        put<std::uint8_t>(1); // little-endian
        put(kind);
    }
    void point(GridPoint p) {
        put(kGrid.toUnits(p.x));
        put(kGrid.toUnits(p.y));
    }
    void vertices(const GridGeometry::Vertices& list) {
        count(list.size());
        for (const GridPoint p : list) {
            point(p);
        }
    }
    void polygon(const GridGeometry::Part& part) {
        start(kPolygon);
        count(part.size());
        for (const GridGeometry::Vertices& ring : part) {
            vertices(ring);
        }
    }

    std::string& m_bytes;
};

/// Reads until something is wrong; from there on nothing moves and all that is read is zero.
class BlobReader {
public:
    explicit BlobReader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    Result<GridGeometry> read(GeometryKind kind) {
        const std::optional<geometry::GridBox> extent = header(kind != GeometryKind::Point);
        GridGeometry geometry = body(kind);
        if (m_place != m_bytes.size()) {
            fail("bytes behind the end");
        }
        if (m_fault == nullptr && extent && *extent != geometry.extent()) {
            fail("the extent is not that of the geometry");
        }
        if (m_fault != nullptr) {
            return Error{ErrorCode::WorkspaceDamaged,
                         "geometry",
                         m_fault,
                         "byte " + std::to_string(m_faultPlace)};
        }
        return geometry;
    }

private:
    void fail(const char* fault) {
        if (m_fault == nullptr) {
            m_fault = fault;
            m_faultPlace = m_place;
        }
    }

    std::size_t left() const { return m_fault == nullptr ? m_bytes.size() - m_place : 0; }

    template <typename T> T value() {
        T value{};
        if (sizeof value > left()) {
            fail("cut off");
            return value;
        }
        std::memcpy(&value, m_bytes.data() + m_place, sizeof value);
        m_place += sizeof value;
        return value;
    }

    template <typename T> void expect(T expected, const char* fault) {
        if (value<T>() != expected) {
            fail(fault);
        }
    }

    /// How many elements follow: at least one, and never more than the bytes left can hold.
    std::size_t count(std::size_t leastBytes) {
        const auto n = value<std::uint32_t>();
        if (n == 0) {
            fail("an empty geometry");
        } else if (n > left() / leastBytes) {
            fail("more elements announced than follow");
        }
        return m_fault == nullptr ? n : 0;
    }

    std::optional<geometry::GridBox> header(bool withExtent) {
        expect('G', "not a geometry of a GeoPackage");
        expect('P', "not a geometry of a GeoPackage");
        expect<std::uint8_t>(0, "unknown version");
        expect<std::uint8_t>(withExtent ? kLittleEndian | kExtentXy : kLittleEndian,
                             "unexpected kind of header");
        value<std::int32_t>(); // the CRS, which the table knows
        if (!withExtent) {
            return std::nullopt;
        }
        geometry::GridBox extent;
        for (std::int64_t* cell : {&extent.min.x, &extent.max.x, &extent.min.y, &extent.max.y}) {
            *cell = this->cell();
        }
        return extent;
    }

    GridGeometry body(GeometryKind kind) {
        GridGeometry geometry;
        switch (kind) {
        case GeometryKind::Point:
            start(kPoint);
            geometry.parts = {{{point()}}};
            break;
        case GeometryKind::LineString:
            start(kLineString);
            geometry.parts = {{{}}};
            vertices(geometry.parts.front().front());
            break;
        case GeometryKind::Polygon:
            geometry.parts.resize(1);
            polygon(geometry.parts.front());
            break;
        case GeometryKind::MultiPolygon:
            start(kMultiPolygon);
            geometry.parts.resize(count(kStartSize + 2 * kCountSize + kVertexSize));
            for (GridGeometry::Part& part : geometry.parts) {
                polygon(part);
            }
            break;
        case GeometryKind::None:
            fail("a geometry in a table without geometry");
            break;
        }
        return geometry;
    }

    void start(std::uint32_t kind) {
        expect<std::uint8_t>(1, "not little-endian");
        expect(kind, "another kind of geometry");
    }

    void polygon(GridGeometry::Part& part) {
        start(kPolygon);
        part.resize(count(kCountSize + kVertexSize));
        for (GridGeometry::Vertices& ring : part) {
            vertices(ring);
        }
    }

    void vertices(GridGeometry::Vertices& list) {
        list.resize(count(kVertexSize));
        for (GridPoint& vertex : list) {
            vertex = point();
        }
    }

    GridPoint point() {
        const std::int64_t x = cell();
        return {x, cell()};
    }

    std::int64_t cell() {
        const auto cell = exactCell(value<double>());
        if (!cell) {
            fail("a coordinate off the grid");
        }
        return cell.value_or(0);
    }

    std::span<const std::byte> m_bytes;
    std::size_t m_place = 0;
    const char* m_fault = nullptr;
    std::size_t m_faultPlace = 0;
};

} // namespace

void appendGridWkb(std::string& bytes, const GridGeometry& geometry, GeometryKind kind) {
    bytes.reserve(bytes.size() + wkbSize(geometry));
    BlobWriter(bytes).body(geometry, kind);
}

std::string geoPackageBlob(const GridGeometry& geometry, GeometryKind kind, std::int32_t srsId) {
    const geometry::GridBox extent = geometry.extent();
    std::string bytes;
    bytes.reserve(kHeaderSize + kExtentSize + wkbSize(geometry));
    BlobWriter writer(bytes);
    writer.header(srsId, kind == GeometryKind::Point ? nullptr : &extent);
    writer.body(geometry, kind);
    return bytes;
}

Result<GridGeometry> readGpkgBlob(std::span<const std::byte> blob, GeometryKind kind) {
    return BlobReader(blob).read(kind);
}

} // namespace tuban::data
