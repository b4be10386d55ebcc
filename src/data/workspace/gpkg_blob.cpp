#include "data/workspace/gpkg_blob.h"

#include <bit>
#include <cassert>
#include <cstring>

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

class BlobWriter {
public:
    std::string take() { return std::move(m_bytes); }

    void header(std::int32_t srsId, const geometry::GridBox* extent) {
        constexpr std::uint8_t kLittleEndian = 1;
        constexpr std::uint8_t kExtentXy = 1U << 1U;
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

    std::string m_bytes;
};

} // namespace

std::string geoPackageBlob(const GridGeometry& geometry, GeometryKind kind, std::int32_t srsId) {
    const geometry::GridBox extent = geometry.extent();
    BlobWriter writer;
    writer.header(srsId, kind == GeometryKind::Point ? nullptr : &extent);
    writer.body(geometry, kind);
    return writer.take();
}

} // namespace tuban::data
