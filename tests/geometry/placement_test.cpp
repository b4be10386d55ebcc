#include "geometry/placement.h"
#include "geometry/polygon_chunk.h"

#include <array>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <thread>

namespace tuban::geometry {

namespace {

using Coordinates = std::vector<double>;

Placer placer(const Placement& placement) {
    Result<Placer> made = Placer::create(placement);
    EXPECT_TRUE(made) << placement.sourceCrs << " → " << placement.targetCrs;
    return std::move(made).value();
}

std::vector<GridPoint> placed(const Placement& placement, const Coordinates& xy) {
    std::vector<GridPoint> out;
    Placer p = placer(placement);
    EXPECT_TRUE(p.place(xy, out));
    return out;
}

ErrorCode refusal(const Placement& placement) {
    const Result<Placer> made = Placer::create(placement);
    EXPECT_FALSE(made) << placement.sourceCrs << " → " << placement.targetCrs;
    return made ? ErrorCode::Cancelled : made.error().code;
}

const Grid kGrid = Grid::tenthMillimetre();

} // namespace

TEST(Placer, SnapsAsTheGridDoesHalvesAwayFromZero) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> metres(-4.2e7, 4.2e7);
    Coordinates xy{0.00005, -0.00005, 1.00025, -1.00025, 0.49999999999999994e-4, -0.0};
    for (int i = 0; i < 20000; ++i) {
        const double v = metres(random);
        xy.push_back(v);
        xy.push_back(std::round(v * 8.0) / 8.0 + 0.00003125);
    }
    const std::vector<GridPoint> points = placed({}, xy);
    ASSERT_EQ(points.size(), xy.size() / 2);
    for (std::size_t i = 0; i < points.size(); ++i) {
        ASSERT_EQ(points[i], kGrid.snap(xy[2 * i], xy[2 * i + 1])) << i;
    }
}

TEST(Placer, CountsVerticesOffTheGridAsTheGridHoldsThem) {
    Placer p = placer({});
    std::vector<GridPoint> out;
    ASSERT_TRUE(
        p.place(Coordinates{39489582.9172, 4301858.72, 489582.91725, 0.1, 1.0, 2.00001}, out));
    EXPECT_EQ(p.offGridVertices(), 2U);
    ASSERT_TRUE(p.place(Coordinates{0.00001, 0.00001}, out));
    EXPECT_EQ(p.offGridVertices(), 3U);
    EXPECT_EQ(out.size(), 4U);
}

TEST(Placer, RefusesWhatIsNotFiniteOrTooFarAndAppendsNothing) {
    const double limit = std::ldexp(1.0, 52) / 1e4;
    const double infinity = std::numeric_limits<double>::infinity();
    Placer p = placer({});
    std::vector<GridPoint> out{{1, 2}};
    for (const double bad : {std::nan(""), infinity, -infinity, limit, -limit, 1e300}) {
        EXPECT_FALSE(p.place(Coordinates{1.00001, 1.0, bad, 1.0}, out)) << bad;
        EXPECT_FALSE(p.place(Coordinates{1.0, bad}, out)) << bad;
    }
    EXPECT_EQ(out, (std::vector<GridPoint>{{1, 2}}));
    EXPECT_EQ(p.offGridVertices(), 0U);
    EXPECT_TRUE(p.place(Coordinates{std::nextafter(limit, 0.0) - 1.0, 0.0}, out));
}

// Sample point 38.85 N 116.88 E; values of the reference registry tool for EPSG v10.076.
TEST(Placer, TakesTheSamplePointToItsZoneEastBeforeNorth) {
    const Coordinates point{116.88, 38.85};
    EXPECT_EQ(placed({kGrid, "EPSG:4490", "EPSG:4548"}, point).front(),
              kGrid.snap(489582.9172, 4301858.72));
    EXPECT_EQ(placed({kGrid, "EPSG:4490", "EPSG:4527"}, point).front(),
              kGrid.snap(39489582.9172, 4301858.72));
    EXPECT_EQ(placed({kGrid, "EPSG:4490", "EPSG:4498"}, point).front(),
              kGrid.snap(20489582.9172, 4301858.72));
    EXPECT_EQ(placed({kGrid, "EPSG:4490", "EPSG:4526"}, point).front().x,
              kGrid.snap(38750032.6066));
}

TEST(Placer, TakesTheSamplePointBack) {
    const Grid fine = Grid::withDecimals(9);
    for (const auto& [crs, east] :
         std::vector<std::pair<std::string, double>>{{"EPSG:4548", 489582.9172},
                                                     {"EPSG:4527", 39489582.9172},
                                                     {"EPSG:4498", 20489582.9172}}) {
        const GridPoint p = placed({fine, crs, "EPSG:4490"}, {east, 4301858.72}).front();
        // 0.1 mm on the ground is 1e-9 degrees.
        EXPECT_NEAR(fine.toUnits(p.x), 116.88, 1.2e-9) << crs;
        EXPECT_NEAR(fine.toUnits(p.y), 38.85, 1.2e-9) << crs;
    }
}

TEST(Placer, LeavesCoordinatesAloneWhenBothSystemsAreTheSame) {
    Result<Placer> p = Placer::create({kGrid, "EPSG:4527", "urn:ogc:def:crs:EPSG::4527"});
    ASSERT_TRUE(p);
    std::vector<GridPoint> out;
    ASSERT_TRUE(p->place(Coordinates{39489582.91725, 4301858.72}, out));
    EXPECT_EQ(p->offGridVertices(), 1U); // counted only where nothing transforms
}

TEST(Placer, TakesWgs84ForCgcs2000WithoutAShift) {
    const Coordinates point{116.88, 38.85};
    const GridPoint wgs84 = placed({kGrid, "EPSG:4326", "EPSG:4548"}, point).front();
    const GridPoint cgcs2000 = placed({kGrid, "EPSG:4490", "EPSG:4548"}, point).front();
    EXPECT_NEAR(static_cast<double>(wgs84.x), static_cast<double>(cgcs2000.x), 2.0);
    EXPECT_NEAR(static_cast<double>(wgs84.y), static_cast<double>(cgcs2000.y), 2.0);
}

TEST(Placer, RefusesADatumChangeWithoutParameters) {
    for (const char* old : {"EPSG:4214", "EPSG:4610", "EPSG:2384", "EPSG:2415", "EPSG:2436"}) {
        EXPECT_EQ(refusal({kGrid, old, "EPSG:4548"}), ErrorCode::BallparkTransformation) << old;
        EXPECT_EQ(refusal({kGrid, "EPSG:4490", old}), ErrorCode::BallparkTransformation) << old;
    }
    EXPECT_EQ(refusal({kGrid, "EPSG:4214", "EPSG:4326"}), ErrorCode::BallparkTransformation);
    EXPECT_EQ(refusal({kGrid, "EPSG:26986", "EPSG:4548"}), ErrorCode::BallparkTransformation);
}

TEST(Placer, RefusesSystemsItCannotRead) {
    EXPECT_EQ(refusal({kGrid, "EPSG:4490", "EPSG:999999"}), ErrorCode::UnknownCrs);
    EXPECT_EQ(refusal({kGrid, "", "EPSG:4548"}), ErrorCode::UnknownCrs);
    EXPECT_EQ(refusal({kGrid, "EPSG:4548", ""}), ErrorCode::UnknownCrs);
    EXPECT_EQ(refusal({kGrid, "EPSG:4490", "EPSG:4490", true}), ErrorCode::NoTransformation);
}

TEST(Placer, RefusesARingWithAVertexThatHasNoPlaceInTheTarget) {
    Placer p = placer({kGrid, "EPSG:4490", "EPSG:4548"});
    std::vector<GridPoint> out;
    EXPECT_FALSE(p.place(Coordinates{116.88, 38.85, 116.88, 91.0}, out));
    EXPECT_FALSE(p.place(Coordinates{116.88, std::nan("")}, out));
    EXPECT_TRUE(out.empty());
    EXPECT_TRUE(p.place(Coordinates{116.88, 38.85}, out));
}

TEST(Placer, ChoosesTheShiftOfTheAreaForEachPoint) {
    // NAD27 → NAD83 in Boston moves a point by some tens of metres east; a null shift would not.
    const GridPoint shifted = placed({kGrid, "EPSG:4267", "EPSG:32619"}, {-71.06, 42.36}).front();
    const GridPoint plain = placed({kGrid, "EPSG:4326", "EPSG:32619"}, {-71.06, 42.36}).front();
    const double east = static_cast<double>(shifted.x - plain.x) / 1e4;
    const double north = static_cast<double>(shifted.y - plain.y) / 1e4;
    EXPECT_GT(std::hypot(east, north), 20.0);
    EXPECT_LT(std::hypot(east, north), 60.0);
}

} // namespace tuban::geometry
