#include "model/crs_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace tuban;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

std::vector<FindingCode> doubts(const char* crs, const StoredExtent& extent) {
    const auto info = geometry::describeCrs(crs);
    EXPECT_TRUE(info) << crs;
    std::vector<FindingCode> codes;
    for (const Finding& finding : crsDoubts(*info, extent, "layer")) {
        codes.push_back(finding.code);
    }
    return codes;
}

// A square kilometre at 38.85 N 116.88 E, 10.4 km west of the central meridian 117 E.
constexpr StoredExtent kBare{489000, 4301000, 490000, 4302000};
constexpr StoredExtent kPrefixed{39489000, 4301000, 39490000, 4302000};
constexpr StoredExtent kSwapped{4301000, 489000, 4302000, 490000};

} // namespace

TEST(CrsDoubts, HasNoneAboutDataInItsOwnZone) {
    EXPECT_THAT(doubts("EPSG:4548", kBare), IsEmpty());
    EXPECT_THAT(doubts("EPSG:4527", kPrefixed), IsEmpty());
    EXPECT_THAT(doubts("EPSG:4498", {20489000, 4301000, 20490000, 4302000}), IsEmpty());
    EXPECT_THAT(doubts("EPSG:4490", {116.8, 38.8, 116.9, 38.9}), IsEmpty());
    EXPECT_THAT(doubts("EPSG:26986", {230000, 900000, 240000, 910000}), IsEmpty());
}

TEST(CrsDoubts, SeesAZonePrefixThatTheCrsDoesNotHave) {
    EXPECT_THAT(doubts("EPSG:4548", kPrefixed), ElementsAre(FindingCode::ZonePrefixMismatch));
    EXPECT_THAT(doubts("EPSG:4527", kBare), ElementsAre(FindingCode::ZonePrefixMismatch));
    EXPECT_THAT(doubts("EPSG:4528", kPrefixed), ElementsAre(FindingCode::ZonePrefixMismatch));
}

TEST(CrsDoubts, SeesDataFarFromTheCentralMeridian) {
    // The sample point in zone 38 lies 250 km from its meridian 114 E.
    EXPECT_THAT(doubts("EPSG:4547", {749000, 4301000, 750000, 4302000}),
                ElementsAre(FindingCode::CentralMeridianMismatch));
    // 130 km are the edge of a 3-degree zone at this latitude, and well within a 6-degree zone.
    EXPECT_THAT(doubts("EPSG:4548", {369000, 4301000, 370000, 4302000}), IsEmpty());
    EXPECT_THAT(doubts("EPSG:4509", {249000, 4301000, 250000, 4302000}), IsEmpty());
}

TEST(CrsDoubts, SeesSwappedAxes) {
    EXPECT_THAT(doubts("EPSG:4548", kSwapped), ElementsAre(FindingCode::AxesSwapped));
    EXPECT_THAT(doubts("EPSG:4527", {4301000, 39489000, 4302000, 39490000}),
                ElementsAre(FindingCode::AxesSwapped));
    EXPECT_THAT(doubts("EPSG:4326", {38.8, 116.8, 38.9, 116.9}),
                ElementsAre(FindingCode::AxesSwapped));
}

TEST(LikelyCrs, ReadsTheZonePrefix) {
    EXPECT_EQ(likelyCrs(kPrefixed), "EPSG:4527 (39)");
    EXPECT_EQ(likelyCrs({20489000, 4301000, 20490000, 4302000}), "EPSG:4498 (20)");
    EXPECT_EQ(likelyCrs({116.8, 38.8, 116.9, 38.9}), "degrees");
    EXPECT_EQ(likelyCrs(kBare), "");
}
