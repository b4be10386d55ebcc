#include "geometry/ellipsoid.h"
#include "geometry/ellipsoid_area.h"
#include "geometry/placement.h"

#include <proj.h>

#include <cmath>
#include <geodesic.h>
#include <gtest/gtest.h>
#include <numbers>
#include <string>
#include <vector>

namespace tuban::geometry {

namespace {

const Grid kGrid = Grid::tenthMillimetre();

struct Metres {
    double east;
    double north;
};
using Outline = std::vector<Metres>;

PolygonChunk polygon(const std::vector<Outline>& rings, const Grid& grid = kGrid) {
    PolygonChunkBuilder builder;
    for (const Outline& ring : rings) {
        std::vector<GridPoint> points;
        for (const Metres& p : ring) {
            points.push_back(grid.snap(p.east, p.north));
        }
        builder.addRing(points);
    }
    builder.endPart();
    builder.endFeature();
    return builder.take();
}

Outline box(double east, double north, double width, double height) {
    return {{east, north},
            {east + width, north},
            {east + width, north + height},
            {east, north + height}};
}

/// A block whose sides have neither the same direction nor the same length.
Outline skewedBlock(double east, double north, double size) {
    return {{east, north},
            {east + size, north - 0.1 * size},
            {east + 1.15 * size, north + 0.7 * size},
            {east + 0.4 * size, north + 1.1 * size},
            {east - 0.1 * size, north + 0.6 * size}};
}

double ellipsoidal(const std::string& crs, const PolygonChunk& chunk, const Grid& grid = kGrid) {
    Result<EllipsoidalAreaMeter> meter = EllipsoidalAreaMeter::create(crs, grid);
    EXPECT_TRUE(meter) << crs;
    const std::optional<Area> area = meter->ellipsoidalArea(chunk, 0);
    EXPECT_TRUE(area) << crs;
    return area.value_or(Area()).inSquareMetres();
}

double planar(const std::string& crs, const PolygonChunk& chunk) {
    return planarArea(chunk, 0, kGrid, *describeCrs(crs)).inSquareMetres();
}

struct LongLat {
    double longitude; // degrees
    double latitude;
};

/// The vertices that the survey's rule gives, in degrees: an own reading of it, with PROJ's
/// inverse.
std::vector<LongLat> surveyVertices(const std::string& crs, const Outline& outline) {
    std::vector<double> xy;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Metres a = outline[i];
        const Metres b = outline[(i + 1) % outline.size()];
        const double length = std::hypot(b.east - a.east, b.north - a.north);
        const int parts = length > 70.0 ? static_cast<int>(std::floor(length / 70.0)) + 1 : 1;
        for (int k = 0; k < parts; ++k) {
            xy.push_back(a.east + (b.east - a.east) * k / parts);
            xy.push_back(a.north + (b.north - a.north) * k / parts);
        }
    }
    PJ_CONTEXT* context = proj_context_create();
    PJ* plain = proj_create_crs_to_crs(context, crs.c_str(), "EPSG:4490", nullptr);
    PJ* inverse = proj_normalize_for_visualization(context, plain);
    std::vector<LongLat> vertices;
    for (std::size_t i = 0; i < xy.size(); i += 2) {
        const PJ_COORD p = proj_trans(inverse, PJ_FWD, proj_coord(xy[i], xy[i + 1], 0.0, 0.0));
        vertices.push_back({p.xy.x, p.xy.y});
    }
    proj_destroy(inverse);
    proj_destroy(plain);
    proj_context_destroy(context);
    return vertices;
}

/// The latitude whose zone reaches a given area per radian from the equator, near a first guess.
double latitudeOf(const EqualAreaPlane& plane, double perRadian, double guess) {
    for (int i = 0; i < 3; ++i) {
        const auto area = [&](double degrees) {
            return plane.perRadian(Angle::degrees(degrees)).inSquareMetres();
        };
        guess += (perRadian - area(guess)) * 0.002 / (area(guess + 0.001) - area(guess - 0.001));
    }
    return guess;
}

/// PROJ's area of the polygon whose edges are geodesics. Each edge is first divided into `division`
/// parts along the path that the trapezoid formula takes: longitude linear in the area of the zone.
double geodesicArea(const std::vector<LongLat>& ring, int division) {
    const EqualAreaPlane plane(Ellipsoid::cgcs2000(), Angle::degrees(117.0));
    geod_geodesic ellipsoid;
    geod_init(&ellipsoid, 6378137.0, 1.0 / 298.257222101);
    geod_polygon sum;
    geod_polygon_init(&sum, 0);
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LongLat a = ring[i];
        const LongLat b = ring[(i + 1) % ring.size()];
        const double zoneA = plane.perRadian(Angle::degrees(a.latitude)).inSquareMetres();
        const double zoneB = plane.perRadian(Angle::degrees(b.latitude)).inSquareMetres();
        for (int k = 0; k < division; ++k) {
            const double t = static_cast<double>(k) / division;
            const double guess = a.latitude + (b.latitude - a.latitude) * t;
            const double latitude =
                k == 0 ? guess : latitudeOf(plane, zoneA + (zoneB - zoneA) * t, guess);
            geod_polygon_addpoint(
                &ellipsoid, &sum, latitude, a.longitude + (b.longitude - a.longitude) * t);
        }
    }
    double area = 0.0;
    geod_polygon_compute(&ellipsoid, &sum, 0, 1, &area, nullptr);
    return area;
}

} // namespace

TEST(PlanarArea, IsExactOnTheGridHolesTakenOff) {
    const PolygonChunk chunk =
        polygon({box(489000.0001, 4301000.0, 300.0001, 200.0), box(489050, 4301050, 10, 10)});
    EXPECT_EQ(planar("EPSG:4548", chunk), 59900.02);
}

TEST(PlanarArea, OfAMapInFeetIsInSquareMetres) {
    const PolygonChunk acre = polygon({box(750000, 2960000, 660, 66)}); // one acre
    // 43 560 square feet of 1200/3937 m each.
    EXPECT_NEAR(planar("EPSG:2249", acre), 43560.0 * 1200 / 3937 * 1200 / 3937, 1e-9);
}

TEST(AreaOf, TakesPartsOfTheKernelToSquareMetres) {
    const FixedArea half = FixedArea(1) << kFixedAreaBits; // doubled area 1: half a cell
    EXPECT_DOUBLE_EQ(areaOf(half, kGrid, *describeCrs("EPSG:4548")).inSquareMetres(), 0.5e-8);
}

TEST(EllipsoidalArea, DiffersFromPlanarByTheDistanceFromTheCentralMeridian) {
    // Planar over ellipsoidal is 1 + y²/R², R ≈ 6371 km.
    for (const double distance : {10417.0, 80000.0, 130000.0}) {
        const PolygonChunk chunk = polygon({box(500000 - distance - 500, 4301858, 1000, 1000)});
        const double ratio = planar("EPSG:4548", chunk) / ellipsoidal("EPSG:4548", chunk);
        const double expected = distance * distance / (6371e3 * 6371e3);
        EXPECT_NEAR(ratio - 1.0, expected, 0.01 * expected + 2e-9) << distance;
    }
}

TEST(EllipsoidalArea, Is158SquareMetresLessOn100HectaresAt80Kilometres) {
    const PolygonChunk chunk = polygon({box(579500, 4301858, 1000, 1000)});
    EXPECT_NEAR(planar("EPSG:4548", chunk) - ellipsoidal("EPSG:4548", chunk), 158.0, 1.0);
}

TEST(EllipsoidalArea, IsTheSameInEveryZoneAndWithOrWithoutPrefix) {
    const Outline outline = box(489000, 4301000, 60, 45);
    Outline prefixed = outline;
    for (Metres& p : prefixed) {
        p.east += 39e6;
    }
    const double area = ellipsoidal("EPSG:4548", polygon({outline}));
    EXPECT_NEAR(ellipsoidal("EPSG:4527", polygon({prefixed})), area, 1e-6);

    // The same corners seen from the neighbour zone; edges are short, so straightness is no matter.
    const Grid fine = Grid::withDecimals(7);
    Result<Placer> toNeighbour = Placer::create({fine, "EPSG:4548", "EPSG:4547"});
    ASSERT_TRUE(toNeighbour);
    std::vector<double> xy;
    for (const Metres& p : outline) {
        xy.insert(xy.end(), {p.east, p.north});
    }
    std::vector<GridPoint> corners;
    ASSERT_TRUE(toNeighbour->place(xy, corners));
    PolygonChunkBuilder builder;
    builder.addRing(corners);
    builder.endPart();
    builder.endFeature();
    EXPECT_NEAR(ellipsoidal("EPSG:4547", builder.take(), fine), area, 1e-4);
}

TEST(EllipsoidalArea, TakesHolesOff) {
    const Outline outer = box(489000, 4301000, 300, 200);
    const Outline hole = box(489050, 4301050, 60, 40);
    const double whole = ellipsoidal("EPSG:4548", polygon({outer}));
    const double gone = ellipsoidal("EPSG:4548", polygon({hole}));
    EXPECT_NEAR(ellipsoidal("EPSG:4548", polygon({outer, hole})), whole - gone, 1e-6);
}

// Along the path of the formula PROJ's geodesics find the same area to 1e-9. What is left is the
// rounding of geodesic sums, about 1e-4 m² whatever the size, and the cut of the series after e⁸.
TEST(EllipsoidalArea, EqualsTheGeodesicAreaOfTheSamePathToOneInABillion) {
    for (const double size : {600.0, 2500.0, 12000.0}) {
        for (const double east : {489582.0, 380000.0, 627000.0}) {
            const Outline outline = skewedBlock(east, 4301858.0, size);
            const double area = ellipsoidal("EPSG:4548", polygon({outline}));
            const double geodesic = geodesicArea(surveyVertices("EPSG:4548", outline), 10);
            EXPECT_NEAR(area / geodesic, 1.0, 1e-9) << size << " m at " << east;
        }
    }
}

// Joined by geodesics instead, the same vertices enclose another area: between vertices 70 m apart
// the two paths part by up to s² tan B / 8R = 0.08 mm, and opposite sides cancel in part.
TEST(EllipsoidalArea, DiffersFromGeodesicEdgesByTheirBowOnly) {
    for (const double size : {150.0, 600.0, 2500.0}) {
        const Outline outline = skewedBlock(489582.0, 4301858.0, size);
        const double area = ellipsoidal("EPSG:4548", polygon({outline}));
        const double geodesic = geodesicArea(surveyVertices("EPSG:4548", outline), 1);
        double bow = 0.0;
        for (std::size_t i = 0; i < outline.size(); ++i) {
            const Metres a = outline[i];
            const Metres b = outline[(i + 1) % outline.size()];
            bow += std::abs(b.east - a.east) * 70.0 * 70.0 *
                   std::tan(38.85 * std::numbers::pi / 180) / (12 * 6.37e6);
        }
        EXPECT_LT(std::abs(area - geodesic), bow) << size;
        EXPECT_LT(std::abs(area / geodesic - 1.0), 2e-7) << size;
    }
}

TEST(EllipsoidalArea, NeighboursShareTheirBorderBitForBit) {
    const Placement placement{Grid::withDecimals(6), "EPSG:4548", "EPSG:4548", true};
    Result<Placer> placer = Placer::create(placement);
    ASSERT_TRUE(placer);
    std::vector<GridPoint> there;
    std::vector<GridPoint> back;
    ASSERT_TRUE(
        placer->place(std::vector<double>{489000.1, 4301000.2, 491234.5, 4302222.3}, there));
    ASSERT_TRUE(placer->place(std::vector<double>{491234.5, 4302222.3, 489000.1, 4301000.2}, back));
    // An open ring of two vertices is closed on the way: border out and back.
    const std::size_t parts = static_cast<std::size_t>(std::hypot(2234.4, 1222.1) / 70.0) + 1;
    ASSERT_EQ(there.size(), 2 * parts);
    for (std::size_t i = 0; i < there.size(); ++i) {
        EXPECT_EQ(there[i], back[(parts + i) % there.size()]);
        EXPECT_EQ(there[i], there[(there.size() - i) % there.size()]);
    }
}

TEST(EllipsoidalArea, DividesEdgesOverSeventyMetresOnly) {
    Result<Placer> placer = Placer::create({Grid::withDecimals(6), "EPSG:4548", "EPSG:4548", true});
    ASSERT_TRUE(placer);
    const auto vertices = [&](double length) {
        std::vector<GridPoint> out;
        const double x = 489000.0;
        EXPECT_TRUE(placer->place(std::vector<double>{x, 4.3e6, x + length, 4.3e6, x, 4.3e6}, out));
        return out.size();
    };
    EXPECT_EQ(vertices(69.9), 3U);
    EXPECT_EQ(vertices(70.0), 3U); // not longer than 70 m
    EXPECT_EQ(vertices(70.1), 5U);
    EXPECT_EQ(vertices(140.0), 7U); // ⌊140/70⌋ + 1 = 3 parts each way
    EXPECT_EQ(vertices(139.9), 5U);
}

TEST(EllipsoidalArea, MeasuresSeventyMetresInFeetToo) {
    Result<Placer> placer = Placer::create({Grid::withDecimals(6), "EPSG:2249", "EPSG:2249", true});
    ASSERT_TRUE(placer);
    std::vector<GridPoint> out;
    const double x = 750000.0;
    ASSERT_TRUE(placer->place(std::vector<double>{x, 2.96e6, x + 200.0, 2.96e6, x, 2.96e6}, out));
    EXPECT_EQ(out.size(), 3U); // 61 m
    const PolygonChunk acre = polygon({box(750000, 2960000, 660, 66)});
    // Massachusetts lies within two standard parallels: scale within 1 : 10 000 of true.
    EXPECT_NEAR(ellipsoidal("EPSG:2249", acre) / planar("EPSG:2249", acre), 1.0, 1e-4);
}

TEST(EllipsoidalArea, RefusesAnEdgeRoundTheWorld) {
    Result<Placer> placer = Placer::create({Grid::withDecimals(4), "EPSG:4548", "EPSG:4548", true});
    ASSERT_TRUE(placer);
    std::vector<GridPoint> out;
    EXPECT_FALSE(placer->place(std::vector<double>{0.0, 0.0, 1e11, 0.0, 0.0, 1.0}, out));
    EXPECT_TRUE(out.empty());
}

TEST(EllipsoidalArea, NeedsAProjectedSystem) {
    const Result<EllipsoidalAreaMeter> meter = EllipsoidalAreaMeter::create("EPSG:4490", kGrid);
    ASSERT_FALSE(meter);
    EXPECT_EQ(meter.error().code, ErrorCode::NoTransformation);
}

TEST(EllipsoidalArea, SaysSoWhereAVertexHasNoPlaceOnTheEarth) {
    Result<EllipsoidalAreaMeter> meter = EllipsoidalAreaMeter::create("EPSG:4548", kGrid);
    ASSERT_TRUE(meter);
    const PolygonChunk nowhere = polygon({box(1e10, 1e10, 100, 100)});
    EXPECT_FALSE(meter->ellipsoidalArea(nowhere, 0).has_value());
}

} // namespace tuban::geometry
