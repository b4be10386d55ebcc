#include "data/workspace/gpkg_blob.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace tuban::data {

namespace {

using geometry::GridPoint;

constexpr std::int32_t kSrs = 4548;
constexpr std::int64_t kLargestCell = std::int64_t{1} << 52U;
constexpr GeometryKind kKinds[] = {GeometryKind::Point,
                                   GeometryKind::LineString,
                                   GeometryKind::Polygon,
                                   GeometryKind::MultiPolygon};

Result<GridGeometry> read(std::string_view blob, GeometryKind kind) {
    return readGpkgBlob(std::as_bytes(std::span(blob)), kind);
}

/// A blob written bit by bit, not by the code under test.
class Bytes {
public:
    template <typename T> Bytes& put(T value) {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof raw);
        m_bytes.append(raw, sizeof raw);
        return *this;
    }
    Bytes& header(std::uint8_t flags) {
        m_bytes += "GP";
        return put<std::uint8_t>(0).put(flags).put(kSrs);
    }
    Bytes& start(std::uint32_t kind) { return put<std::uint8_t>(1).put(kind); }
    operator std::string() const { return m_bytes; } // NOLINT(google-explicit-constructor)

private:
    std::string m_bytes;
};

std::string pointBlob(double x, double y) {
    return Bytes().header(1).start(1).put(x).put(y);
}

/// A line from (0, 0) to (1, 2) metres, with the extent given.
std::string lineBlob(double minX, double maxX, double minY, double maxY) {
    Bytes bytes;
    bytes.header(3).put(minX).put(maxX).put(minY).put(maxY);
    return bytes.start(2).put<std::uint32_t>(2).put(0.0).put(0.0).put(1.0).put(2.0);
}

class Shapes {
public:
    GridGeometry shape(GeometryKind kind) {
        GridGeometry geometry;
        geometry.parts.resize(kind == GeometryKind::MultiPolygon ? 1 + below(3) : 1);
        for (GridGeometry::Part& part : geometry.parts) {
            const bool polygon =
                kind == GeometryKind::Polygon || kind == GeometryKind::MultiPolygon;
            part.resize(polygon ? 1 + below(3) : 1);
            for (GridGeometry::Vertices& list : part) {
                list.resize(kind == GeometryKind::Point ? 1 : 1 + below(9));
                for (GridPoint& vertex : list) {
                    vertex = {cell(), cell()};
                }
            }
        }
        return geometry;
    }
    std::int64_t cell() {
        const auto size = static_cast<std::int64_t>(m_random() >> (12 + below(52)));
        return below(2) == 0 ? size : -size;
    }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }

private:
    std::mt19937_64 m_random{1};
};

void expectRefused(const std::string& blob, GeometryKind kind, const std::string& detail) {
    const auto geometry = read(blob, kind);
    ASSERT_FALSE(geometry) << "accepted instead of: " << detail;
    EXPECT_EQ(geometry.error().code, ErrorCode::WorkspaceDamaged);
    EXPECT_EQ(geometry.error().detail, detail);
}

} // namespace

// The bytes by hand from OGC 12-128r17, clause 2.1.3, and ISO 19125-1, clause 8.
TEST(GpkgBlob, IsWhatTheStandardSays) {
    const GridGeometry line{{{{{0, 0}, {10'000, 20'000}}}}};
    EXPECT_EQ(geoPackageBlob(line, GeometryKind::LineString, kSrs), lineBlob(0, 1, 0, 2));
    const GridGeometry point{{{{{5, -25'000}}}}};
    EXPECT_EQ(geoPackageBlob(point, GeometryKind::Point, kSrs), pointBlob(0.0005, -2.5));
    const auto back = read(lineBlob(0, 1, 0, 2), GeometryKind::LineString);
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(*back, line);
}

TEST(GpkgBlob, IsAHeaderAndTheWkb) {
    Shapes shapes;
    for (const GeometryKind kind : kKinds) {
        const GridGeometry shape = shapes.shape(kind);
        const std::string blob = geoPackageBlob(shape, kind, kSrs);
        std::string wkb = "before";
        appendGridWkb(wkb, shape, kind);
        EXPECT_EQ("before" + blob.substr(kind == GeometryKind::Point ? 8 : 40), wkb);
    }
}

TEST(GpkgBlob, BringsBackTheVeryCells) {
    Shapes shapes;
    for (int i = 0; i < 20'000; ++i) {
        const GeometryKind kind = kKinds[i % 4];
        const GridGeometry shape = shapes.shape(kind);
        const auto back = read(geoPackageBlob(shape, kind, kSrs), kind);
        ASSERT_TRUE(back) << back.error().detail;
        ASSERT_EQ(*back, shape);
    }
}

TEST(GpkgBlob, BringsBackTheCellsAtTheEdgeOfTheGrid) {
    for (std::int64_t i = 0; i < 50'000; ++i) {
        const GridGeometry point{{{{{kLargestCell - i, i - kLargestCell}}}}};
        const auto back =
            read(geoPackageBlob(point, GeometryKind::Point, kSrs), GeometryKind::Point);
        ASSERT_TRUE(back) << i;
        ASSERT_EQ(*back, point) << i;
    }
}

TEST(GpkgBlob, RefusesCoordinatesThatAreNotNextToACell) {
    const std::string off = "a coordinate off the grid";
    EXPECT_TRUE(read(pointBlob(40'500'000.1234, 0.0), GeometryKind::Point));
    const double limit = static_cast<double>(kLargestCell) / 1e4;
    EXPECT_TRUE(read(pointBlob(limit, -limit), GeometryKind::Point));
    for (const double wrong : {0.00005,
                               std::nextafter(40'500'000.1234, 0.0),
                               std::nextafter(40'500'000.1234, 1e9),
                               -0.0,
                               std::numeric_limits<double>::denorm_min(),
                               limit + 1e-4,
                               1e300,
                               -1e300,
                               std::numeric_limits<double>::infinity(),
                               std::numeric_limits<double>::quiet_NaN()}) {
        expectRefused(pointBlob(wrong, 0.0), GeometryKind::Point, off);
        expectRefused(pointBlob(0.0, wrong), GeometryKind::Point, off);
    }
}

TEST(GpkgBlob, RefusesExtentsThatAreNotThoseOfTheGeometry) {
    const std::string detail = "the extent is not that of the geometry";
    expectRefused(lineBlob(0, 1, 0, 2.0001), GeometryKind::LineString, detail);
    expectRefused(lineBlob(-1, 1, 0, 2), GeometryKind::LineString, detail);
    expectRefused(lineBlob(1, 0, 0, 2), GeometryKind::LineString, detail);
}

TEST(GpkgBlob, RefusesOtherHeaders) {
    std::string blob = lineBlob(0, 1, 0, 2);
    blob[0] = 'g';
    expectRefused(blob, GeometryKind::LineString, "not a geometry of a GeoPackage");
    blob = lineBlob(0, 1, 0, 2);
    blob[2] = 1;
    expectRefused(blob, GeometryKind::LineString, "unknown version");
    for (const char flags : {'\x00', '\x01', '\x02', '\x05', '\x13', '\x23', '\x43'}) {
        blob = lineBlob(0, 1, 0, 2);
        blob[3] = flags;
        expectRefused(blob, GeometryKind::LineString, "unexpected kind of header");
    }
    blob = lineBlob(0, 1, 0, 2);
    blob[40] = 0;
    expectRefused(blob, GeometryKind::LineString, "not little-endian");
}

TEST(GpkgBlob, RefusesAnotherKindThanTheLayerHas) {
    Shapes shapes;
    for (const GeometryKind kind : kKinds) {
        const std::string blob = geoPackageBlob(shapes.shape(kind), kind, kSrs);
        for (const GeometryKind other : kKinds) {
            EXPECT_EQ(read(blob, other).has_value(), kind == other);
        }
        EXPECT_FALSE(read(blob, GeometryKind::None));
    }
    std::string threeDimensional = lineBlob(0, 1, 0, 2);
    threeDimensional[42] = 3; // 1002 = 0x03EA: LINESTRING Z
    expectRefused(threeDimensional, GeometryKind::LineString, "another kind of geometry");
}

TEST(GpkgBlob, RefusesCountsLargerThanTheirBytes) {
    const std::string more = "more elements announced than follow";
    for (const std::uint32_t count : {2U, 100U, 0x10000000U, 0xFFFFFFFFU}) {
        Bytes head;
        head.header(3).put(0.0).put(0.0).put(0.0).put(0.0);
        expectRefused(Bytes(head).start(2).put(count).put(0.0).put(0.0).put(0.0),
                      GeometryKind::LineString,
                      more);
        Bytes ring;
        ring.put<std::uint32_t>(1).put(0.0).put(0.0);
        expectRefused(std::string(Bytes(head).start(3).put(count)) + std::string(ring),
                      GeometryKind::Polygon,
                      more);
        expectRefused(std::string(Bytes(head).start(6).put(count).start(3).put<std::uint32_t>(1)) +
                          std::string(ring),
                      GeometryKind::MultiPolygon,
                      more);
    }
}

TEST(GpkgBlob, RefusesEmptyGeometries) {
    Bytes head;
    head.header(3).put(0.0).put(0.0).put(0.0).put(0.0);
    const std::string empty = "an empty geometry";
    expectRefused(Bytes(head).start(2).put<std::uint32_t>(0), GeometryKind::LineString, empty);
    expectRefused(Bytes(head).start(3).put<std::uint32_t>(0), GeometryKind::Polygon, empty);
    expectRefused(Bytes(head).start(6).put<std::uint32_t>(0), GeometryKind::MultiPolygon, empty);
    Bytes hole;
    hole.put<std::uint32_t>(1).put(0.0).put(0.0).put<std::uint32_t>(0);
    expectRefused(std::string(Bytes(head).start(3).put<std::uint32_t>(2)) + std::string(hole) +
                      std::string(16, '\0'),
                  GeometryKind::Polygon,
                  empty);
}

TEST(GpkgBlob, RefusesEveryCutAndEveryByteTooMany) {
    Shapes shapes;
    for (int i = 0; i < 100; ++i) {
        const GeometryKind kind = kKinds[i % 4];
        const std::string blob = geoPackageBlob(shapes.shape(kind), kind, kSrs);
        for (std::size_t length = 0; length < blob.size(); ++length) {
            ASSERT_FALSE(read(std::string_view(blob).substr(0, length), kind)) << length;
        }
        expectRefused(blob + '\0', kind, "bytes behind the end");
    }
}

// Only the number of the CRS is not looked at: every other flip is either refused or gives another
// geometry, which is written as these very bytes.
TEST(GpkgBlob, WhatIsAcceptedAfterAFlipIsWrittenTheSameWay) {
    Shapes shapes;
    std::size_t accepted = 0;
    for (int i = 0; i < 100; ++i) {
        const GeometryKind kind = kKinds[i % 4];
        std::string blob = geoPackageBlob(shapes.shape(kind), kind, kSrs);
        for (std::size_t bit = 0; bit < 8 * blob.size(); ++bit) {
            const char before = blob[bit / 8];
            blob[bit / 8] = static_cast<char>(before ^ (1 << (bit % 8)));
            if (const auto geometry = read(blob, kind)) {
                std::int32_t srs = 0;
                std::memcpy(&srs, blob.data() + 4, sizeof srs);
                ASSERT_EQ(geoPackageBlob(*geometry, kind, srs), blob);
                ++accepted;
            }
            blob[bit / 8] = before;
        }
    }
    EXPECT_GE(accepted, 3'200U); // at least those of the CRS
}

} // namespace tuban::data
