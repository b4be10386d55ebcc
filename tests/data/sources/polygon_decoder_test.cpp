#include "data/sources/polygon_decoder.h"
#include "data/sources/wkb_kind.h"
#include "support/gpkg_file.h"
#include "support/layer_rows.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>

namespace tuban::data {

using geometry::GridPoint;
using test::blobOf;
using test::wkbOf;
using testing::ElementsAre;

namespace {

std::span<const std::byte> bytesOf(const std::string& text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

struct Decoded {
    DecodedGeometry met;
    geometry::PolygonChunk polygons;
    double squareMetres = 0.0;
};

Decoded decode(const std::string& wkb, const geometry::Placement& placement = {}) {
    auto decoder = PolygonDecoder::create(placement);
    geometry::PolygonChunkBuilder builder;
    Decoded result{.met = decoder->append(bytesOf(wkb), builder), .polygons = {}};
    result.polygons = builder.take();
    result.squareMetres = static_cast<double>(result.polygons.doubledArea(0)) / 2e8;
    return result;
}

/// The WKB of a triangle with one ordinate replaced.
std::string triangleWith(std::size_t ordinate, double value) {
    std::string wkb = wkbOf("POLYGON((0 20,10 0,10 10,0 20))");
    const auto raw = std::bit_cast<std::array<char, 8>>(value);
    std::copy(raw.begin(), raw.end(), wkb.begin() + 13 + 8 * static_cast<std::ptrdiff_t>(ordinate));
    return wkb;
}

} // namespace

TEST(PolygonDecoder, RoundsToTheNearestCellHalvesAwayFromZero) {
    const auto polygon = decode(wkbOf("POLYGON((0.00004 -0.00005,10.00005 0.00006,"
                                      "9.99994 10.00016,0.00004 -0.00005))"));
    const geometry::Ring ring = polygon.polygons.ring(0);
    EXPECT_THAT(std::vector<GridPoint>(ring.begin(), ring.end()),
                ElementsAre(GridPoint{0, -1}, GridPoint{100001, 1}, GridPoint{99999, 100002}));
    EXPECT_EQ(polygon.met.offGridVertices, 4U);
    EXPECT_EQ(decode(wkbOf("POLYGON((1.0001 2,3 4.9999,5 6,1.0001 2))")).met.offGridVertices, 0U);
}

TEST(PolygonDecoder, RoundsLikeThePlacerOnEveryOrdinate) {
    // The decoder's own rounding and that of geometry must be the same cells.
    for (const double x : {0.00005,
                           -0.00005,
                           500000.00015,
                           39500000.12345,
                           -1e-9,
                           0.49999999995,
                           123456789.00005,
                           450359962737.0}) {
        const std::string wkb = triangleWith(2, x);
        const auto decoded = decode(wkb);
        ASSERT_EQ(decoded.polygons.ringCount(), 1U) << x;
        auto placer = geometry::Placer::create({});
        std::vector<GridPoint> placed;
        ASSERT_TRUE(placer->place(std::vector<double>{x, 0.0}, placed));
        const geometry::Ring ring = decoded.polygons.ring(0); // turned where x is negative
        EXPECT_EQ(std::count(ring.begin(), ring.end(), placed[0]), 1) << x;
    }
}

TEST(PolygonDecoder, ReadsBothByteOrdersAndEwkb) {
    const std::string wkt = "POLYGON Z((0 0 1,10 0 2,10 10 3,0 10 4,0 0 1))";
    EXPECT_EQ(decode(wkbOf(wkt, false)).squareMetres, 100.0);
    EXPECT_EQ(decode(wkbOf(wkt, true)).squareMetres, 100.0);
    std::string ewkb = wkbOf("POLYGON((0 0,10 0,10 10,0 10,0 0))");
    ewkb[4] = '\x20'; // type flag: an SRID follows
    ewkb.insert(5, "\xE6\x10\0\0", 4);
    EXPECT_EQ(decode(ewkb).squareMetres, 100.0);
}

TEST(PolygonDecoder, ReplacesArcsByChords) {
    const auto circle = decode(wkbOf("CURVEPOLYGON(CIRCULARSTRING(10 0,0 10,-10 0,0 -10,10 0))"));
    EXPECT_TRUE(circle.met.linearised);
    const double area = 100.0 * std::numbers::pi;
    EXPECT_LT(circle.squareMetres, area);
    EXPECT_NEAR(circle.squareMetres, area, area * 4e-6);
    const auto collection =
        decode(wkbOf("GEOMETRYCOLLECTION(POLYGON((0 0,10 0,10 10,0 0)),"
                     "MULTISURFACE(CURVEPOLYGON(CIRCULARSTRING(110 0,100 10,90 0,100 -10,110 0)),"
                     "((200 0,210 0,210 10,200 0))))"));
    EXPECT_TRUE(collection.met.linearised);
    EXPECT_NEAR(collection.squareMetres, area + 100.0, area * 4e-6);
}

TEST(PolygonDecoder, TakesTrianglesAndSurfaces) {
    EXPECT_EQ(decode(wkbOf("TRIANGLE((0 0,10 0,10 10,0 0))")).squareMetres, 50.0);
    EXPECT_EQ(decode(wkbOf("TIN Z(((0 0 0,10 0 0,10 10 0,0 0 0)),((0 0 0,10 10 0,0 10 0,0 0 0)))"))
                  .squareMetres,
              100.0);
    EXPECT_EQ(
        decode(wkbOf("POLYHEDRALSURFACE Z(((0 0 0,10 0 0,10 10 0,0 10 0,0 0 0)))")).squareMetres,
        100.0);
}

TEST(PolygonDecoder, NamesWhatIsWrong) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(decode(triangleWith(2, kNan)).met.fault, GeometryFault::NotFinite);
    EXPECT_EQ(decode(triangleWith(5, -kInfinity)).met.fault, GeometryFault::NotFinite);
    EXPECT_EQ(decode(triangleWith(3, 1e300)).met.fault, GeometryFault::Unplaceable);
    EXPECT_EQ(decode(triangleWith(3, -4.6e11)).met.fault, GeometryFault::Unplaceable);
    EXPECT_EQ(decode(wkbOf("LINESTRING(0 0,1 1)")).met.fault, GeometryFault::NotPolygon);
    EXPECT_EQ(decode(wkbOf("MULTIPOINT((0 0),(1 1))")).met.fault, GeometryFault::NotPolygon);
    EXPECT_EQ(decode(wkbOf("CIRCULARSTRING(0 0,1 1,2 0)")).met.fault, GeometryFault::NotPolygon);
    EXPECT_EQ(decode(wkbOf("POLYGON EMPTY")).met.fault, GeometryFault::Absent);
    EXPECT_EQ(decode(wkbOf("GEOMETRYCOLLECTION EMPTY")).met.fault, GeometryFault::Absent);
    EXPECT_EQ(decode({}).met.fault, GeometryFault::Damaged);
    EXPECT_TRUE(decode(wkbOf("POLYGON((0 0,10 0,10 10,0 10))")).met.ringOpen);
    EXPECT_EQ(decode(wkbOf("POLYGON((0 0,10 0,0 0))")).met.ringsDropped, 1U);
    EXPECT_EQ(decode(wkbOf("POLYGON((0 0,10 0,10 10,0 0),(1 1,2 2,1 1))")).met.ringsDropped, 1U);
}

TEST(PolygonDecoder, LeavesTheFeatureEmptyWhenAnyPartIsDamaged) {
    const std::string wkb = wkbOf("MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,9 5,9 9,5 5)))");
    for (std::size_t size = 0; size < wkb.size(); ++size) {
        const auto cut = decode(wkb.substr(0, size));
        EXPECT_EQ(cut.met.fault, GeometryFault::Damaged) << size;
        EXPECT_EQ(cut.polygons.size(), 1U);
        EXPECT_EQ(cut.polygons.parts(0).count(), 0U);
    }
}

TEST(PolygonDecoder, EndsOnDeepNesting) {
    std::string wkb;
    for (int i = 0; i < 100000; ++i) {
        wkb += std::string("\1\7\0\0\0\1\0\0\0", 9);
    }
    EXPECT_EQ(decode(wkb).met.fault, GeometryFault::Damaged);
}

TEST(PolygonDecoder, TransformsWhereAskedTo) {
    const geometry::Placement placement{.sourceCrs = "EPSG:4490", .targetCrs = "EPSG:4548"};
    const auto placed =
        decode(wkbOf("POLYGON((117 38,117.01 38,117.01 38.01,117 38))", true), placement);
    ASSERT_EQ(placed.met.fault, GeometryFault::None);
    // On the central meridian x is the false easting; 0.01 degrees there are about 878 by 1110 m.
    EXPECT_EQ(placed.polygons.ring(0)[0].x, 5000000000);
    EXPECT_NEAR(placed.squareMetres, 878.0 * 1110.0 / 2, 500.0);
    const auto far = decode(wkbOf("POLYGON((117 38,1e9 38,117.01 38.01,117 38))"), placement);
    EXPECT_EQ(far.met.fault, GeometryFault::Unplaceable);
}

TEST(GeoPackageBlob, SkipsEnvelopesOfEveryKind) {
    const std::string wkb = wkbOf("POLYGON((0 20,10 0,10 10,0 20))");
    const std::size_t sizes[] = {0, 32, 48, 48, 64};
    for (std::size_t kind = 0; kind < 8; ++kind) {
        std::string blob{'G', 'P', '\0', static_cast<char>(1 | (kind << 1U)), 0, 0, 0, 0};
        blob += std::string(kind < 5 ? sizes[kind] : 64, '\x55') + wkb;
        const auto found = geoPackageWkb(bytesOf(blob));
        EXPECT_EQ(found.size(), kind < 5 ? wkb.size() : 0U) << kind;
        EXPECT_TRUE(geoPackageWkb(bytesOf(blob.substr(0, 7))).empty());
    }
    EXPECT_TRUE(geoPackageWkb(bytesOf(wkb)).empty());
    EXPECT_TRUE(isEmptyGeoPackageBlob(bytesOf(blobOf("POLYGON EMPTY"))));
}

TEST(WkbKind, SeesAreasAndCollections) {
    for (const char* wkt : {"POLYGON EMPTY",
                            "MULTIPOLYGON EMPTY",
                            "GEOMETRYCOLLECTION EMPTY",
                            "CURVEPOLYGON EMPTY",
                            "POLYGON Z EMPTY",
                            "POLYGON ZM EMPTY"}) {
        EXPECT_TRUE(mayHoldPolygons(bytesOf(wkbOf(wkt)))) << wkt;
        EXPECT_TRUE(mayHoldPolygons(bytesOf(wkbOf(wkt, true)))) << wkt;
    }
    for (const char* wkt : {"POINT(1 2)", "LINESTRING(0 0,1 1)", "MULTILINESTRING EMPTY"}) {
        EXPECT_FALSE(mayHoldPolygons(bytesOf(wkbOf(wkt)))) << wkt;
    }
    EXPECT_FALSE(mayHoldPolygons({}));
}

} // namespace tuban::data
