#include "geometry/placement.h"
#include "jobs/import_crs.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tuban::jobs {

namespace {

constexpr double kFeet = 1.0 / 0.3048;

std::string epsg(int code) {
    return "EPSG:" + std::to_string(code);
}

bool hasZone(int code) {
    return code >= 4513 && code <= 4533;
}

/// @source EPSG registry: 4513 to 4533 are zones 25 to 45, 4534 to 4554 the same without zone.
int zoneOf(int code) {
    return code - (hasZone(code) ? 4513 : 4534) + 25;
}

/// A square of 0.05° beside the central meridian, in degrees and in the system.
struct Ground {
    StoredExtent degrees{};
    StoredExtent metres{};
};

Ground groundOf(int code) {
    const double west = code == 4490 ? 117.1 : 3.0 * zoneOf(code) + 0.1;
    Ground ground;
    ground.degrees = {west, 38.70, west + 0.05, 38.75};
    ground.metres = ground.degrees;
    if (code == 4490) {
        return ground;
    }
    auto placer = geometry::Placer::create({.sourceCrs = "EPSG:4490", .targetCrs = epsg(code)});
    EXPECT_TRUE(placer) << code;
    std::vector<geometry::GridPoint> points;
    const StoredExtent& d = ground.degrees;
    EXPECT_TRUE(
        placer->place(std::vector<double>{d[0], d[1], d[2], d[1], d[2], d[3], d[0], d[3]}, points));
    ground.metres = {1e12, 1e12, -1e12, -1e12};
    for (const geometry::GridPoint p : points) {
        const double x = static_cast<double>(p.x) / 1e4;
        const double y = static_cast<double>(p.y) / 1e4;
        ground.metres = {std::min(ground.metres[0], x),
                         std::min(ground.metres[1], y),
                         std::max(ground.metres[2], x),
                         std::max(ground.metres[3], y)};
    }
    return ground;
}

StoredExtent turned(const StoredExtent& e) {
    return {e[1], e[0], e[3], e[2]};
}
StoredExtent scaled(const StoredExtent& e, double factor) {
    return {e[0] * factor, e[1] * factor, e[2] * factor, e[3] * factor};
}
StoredExtent movedEast(const StoredExtent& e, double metres) {
    return {e[0] + metres, e[1], e[2] + metres, e[3]};
}

struct Mistake {
    std::string name;
    std::string stated;
    StoredExtent extent;
};

std::vector<Mistake> mistakes(int code) {
    const Ground ground = groundOf(code);
    const std::string own = epsg(code);
    const StoredExtent& right = ground.metres;
    std::vector<Mistake> all{{"swapped", own, turned(right)},
                             {"swapped, nothing stated", {}, turned(right)},
                             {"feet", own, scaled(right, kFeet)},
                             {"feet, nothing stated", {}, scaled(right, kFeet)},
                             {"metres taken for feet", own, scaled(right, 0.3048)},
                             {"millimetres", own, scaled(right, 1000.0)},
                             {"kilometres", own, scaled(right, 0.001)}};
    if (code == 4490) {
        const StoredExtent metres = groundOf(4527).metres;
        all.push_back({"metres with zone taken for degrees", own, metres});
        all.push_back({"metres without zone taken for degrees", own, movedEast(metres, -39e6)});
        all.push_back({"radians", own, scaled(right, 0.017453292519943295)});
        all.push_back({"the other hemisphere", own, {-right[2], right[1], -right[0], right[3]}});
        all.push_back({"another place", own, movedEast(right, 1.0)});
        return all;
    }
    const double zone = 1e6 * zoneOf(code);
    const bool last = zoneOf(code) == 45;
    all.push_back({"degrees taken for metres", own, ground.degrees});
    all.push_back({"degrees, swapped, taken for metres", own, turned(ground.degrees)});
    all.push_back({hasZone(code) ? "zone missing" : "zone too much",
                   own,
                   movedEast(right, hasZone(code) ? -zone : zone)});
    all.push_back({"another zone", own, movedEast(right, hasZone(code) ? 1e6 : zone + 1e6)});
    all.push_back({"the system beside it", epsg(last ? code - 1 : code + 1), right});
    return all;
}

/// Refused, or named with a warning; never taken over in silence.
bool isCaught(const Mistake& mistake, int code) {
    const auto decision = decideCrs({.layer = "x",
                                     .stated = mistake.stated,
                                     .extent = mistake.extent,
                                     .workspace = epsg(code == 4490 ? 4527 : code),
                                     .reach = groundOf(code == 4490 ? 4527 : code).metres});
    if (!decision) {
        return decision.error().code == ErrorCode::CrsUnclear ||
               decision.error().code == ErrorCode::NoTransformation;
    }
    return std::any_of(
        decision->findings.begin(), decision->findings.end(), [](const Finding& finding) {
            return finding.severity == Severity::Warning;
        });
}

} // namespace

TEST(DecideCrs, TakesWhatIsRightWithoutADoubt) {
    for (int code = 4513; code <= 4554; ++code) {
        const StoredExtent extent = groundOf(code).metres;
        const auto decision = decideCrs({.layer = "x",
                                         .stated = epsg(code),
                                         .extent = extent,
                                         .workspace = epsg(code),
                                         .reach = extent});
        ASSERT_TRUE(decision) << code << " " << decision.error().detail;
        EXPECT_TRUE(decision->findings.empty()) << code;
        EXPECT_EQ(decision->crs, epsg(code));
    }
}

/// Row N5: twelve mistakes in each of the systems 4490 and 4513 to 4554.
TEST(DecideCrs, CatchesEveryMistakeOfAxisZoneAndUnit) {
    std::size_t cases = 0;
    std::vector<int> codes{4490};
    for (int code = 4513; code <= 4554; ++code) {
        codes.push_back(code);
    }
    for (const int code : codes) {
        for (const Mistake& mistake : mistakes(code)) {
            EXPECT_TRUE(isCaught(mistake, code)) << code << ": " << mistake.name;
            ++cases;
        }
    }
    EXPECT_EQ(cases, 43U * 12U);
}

TEST(DecideCrs, TakesSmallNumbersForDegreesOnlyAboutTheWorkspace) {
    const auto decide = [](const StoredExtent& extent, const std::string& workspace) {
        return decideCrs({.layer = "x", .extent = extent, .workspace = workspace});
    };
    const auto degrees = decide({117.1, 38.7, 117.2, 38.8}, "EPSG:4548");
    ASSERT_TRUE(degrees) << degrees.error().detail;
    EXPECT_EQ(degrees->findings[0].code, FindingCode::CrsTold);
    EXPECT_TRUE(decide({38.7, 117.1, 38.8, 117.2}, "EPSG:4548")->northFirst);
    // A drawing in its own units about its origin; a plane of an example (Columbus, Ohio).
    for (const StoredExtent& extent :
         {StoredExtent{0.0, 0.0, 17.4, 19.6}, {5.9, 10.8, 11.3, 14.7}, {-12.0, 4.5, -7.4, 6.7}}) {
        for (const char* const workspace : {"EPSG:4548", "EPSG:26917", "+proj=tmerc +lon_0=117"}) {
            const auto refused = decide(extent, workspace);
            ASSERT_FALSE(refused) << extent[0] << " " << workspace;
            EXPECT_EQ(refused.error().code, ErrorCode::CrsUnclear);
        }
    }
}

TEST(DecideCrs, AsksForTheSystemWhereOnlyTheDatumIsMissing) {
    const StoredExtent bay{-122.5, 37.7, -122.3, 37.9};
    const auto degrees = decideCrs({.layer = "x", .extent = bay, .workspace = "EPSG:26910"});
    ASSERT_FALSE(degrees) << "degrees of which datum?";
    EXPECT_EQ(degrees.error().code, ErrorCode::CrsUnclear);
    const char* const kUnknown =
        R"(PROJCS["UTM 18N",GEOGCS["WGS",DATUM["D_unknown",SPHEROID["WGS84",6378137,298.257223563]],)"
        R"(PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]],)"
        R"(PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],)"
        R"(PARAMETER["central_meridian",-75],PARAMETER["scale_factor",0.9996],)"
        R"(PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["Meter",1]])";
    const auto metres = decideCrs({.layer = "x",
                                   .stated = kUnknown,
                                   .extent = StoredExtent{360'000, 4'650'000, 480'000, 4'800'000},
                                   .workspace = "EPSG:32618"});
    ASSERT_FALSE(metres);
    EXPECT_EQ(metres.error().code, ErrorCode::CrsUnclear);
}

TEST(DecideCrs, WritesNumbersThatAreNoCoordinatesShort) {
    const auto refused = decideCrs({.layer = "x",
                                    .stated = "EPSG:4326",
                                    .extent = StoredExtent{-1.7e308, 0, 5, 5},
                                    .workspace = "EPSG:4548"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::CrsUnclear);
    EXPECT_LT(refused.error().detail.size(), 80U) << refused.error().detail;
}

/// Row N7: from an older datum without parameters nothing is taken over, not even near by.
TEST(DecideCrs, RefusesAnotherDatumWithoutParameters) {
    const StoredExtent extent = groundOf(4527).metres;
    for (const char* const older : {"EPSG:2363", "EPSG:2415"}) { // Xian 1980, Beijing 1954, zone 39
        const auto decision = decideCrs({.layer = "x",
                                         .stated = older,
                                         .extent = extent,
                                         .workspace = "EPSG:4527",
                                         .reach = extent});
        ASSERT_FALSE(decision) << older;
        EXPECT_TRUE(decision.error().code == ErrorCode::BallparkTransformation ||
                    decision.error().code == ErrorCode::NoTransformation)
            << older << " " << decision.error().detail;
    }
}

/// Row N6: another system is transformed, and the report says which and how well.
TEST(DecideCrs, SaysThatAnotherSystemWasTransformed) {
    const auto decision = decideCrs({.layer = "x",
                                     .stated = "EPSG:4548",
                                     .extent = groundOf(4548).metres,
                                     .workspace = "EPSG:4527",
                                     .reach = groundOf(4527).metres});
    ASSERT_TRUE(decision) << decision.error().detail;
    ASSERT_EQ(decision->findings.size(), 1U);
    EXPECT_EQ(decision->findings[0].code, FindingCode::CrsChanged);
    EXPECT_EQ(decision->findings[0].values[0], "EPSG:4548");
}

} // namespace tuban::jobs
