// The synthetic zone is the ground of every benchmark: what is claimed of it is proved here.

#include "edge_matching.h"
#include "parcel_plan.h"
#include "planar.h"
#include "zone.h"
#include "zone_check.h"

#include <gdal_priv.h>

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

namespace tuban::bench {
namespace {

namespace fs = std::filesystem;

using ::testing::IsEmpty;
using ::testing::SizeIs;

class ZoneTest : public ::testing::Test {
protected:
    ~ZoneTest() override { fs::remove_all(m_folder); }

    std::string write(const std::string& name, const ZoneOptions& options) const {
        const std::string path = (m_folder / (name + ".gpkg")).string();
        m_totals = writeZone(path, options);
        return path;
    }

    static std::string bytesOf(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    mutable ZoneTotals m_totals;

private:
    static fs::path newFolder() {
        std::string pattern = (fs::temp_directory_path() / "tuban-bench-XXXXXX").string();
        return mkdtemp(pattern.data());
    }
    fs::path m_folder = newFolder();
};

Ring square(std::int64_t x, std::int64_t y, std::int64_t side) {
    return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
}

EdgeMatching matched(const std::vector<Ring>& rings) {
    EdgeMatching matching;
    for (const Ring& ring : rings) {
        matching.add(ring);
    }
    matching.match();
    return matching;
}

TEST_F(ZoneTest, IsASeamlessValidCoverageWithTrueAlignedDistricts) {
    const ZoneReport report = checkZone(write("zone", {3000}));
    EXPECT_THAT(report.problems, IsEmpty()) << report.text();
    EXPECT_GE(report.validated, 3000);
}

TEST_F(ZoneTest, HasTheNumbersItClaims) {
    const ZoneReport report = checkZone(write("zone", {10000}));
    EXPECT_EQ(report.parcels.features, 10000);
    EXPECT_GE(report.parcels.fewest, 5);
    EXPECT_LE(report.parcels.most, 60);
    EXPECT_NEAR(report.parcels.mean(), 24.0, 1.0);
    EXPECT_NEAR(static_cast<double>(report.withHoles), 100.0, 20.0);
    EXPECT_GE(report.multipolygons, 20);
    EXPECT_EQ(report.natural.features, 20);
    EXPECT_GE(report.natural.fewest, 500);
    EXPECT_LE(report.natural.most, 20000);
    EXPECT_EQ(report.aligned.features, 20);
}

TEST_F(ZoneTest, ReportsWhatItWrote) {
    const ZoneReport report = checkZone(write("zone", {2000}));
    EXPECT_EQ(m_totals.parcels, report.parcels.features);
    EXPECT_EQ(m_totals.vertices, report.parcels.vertices);
    EXPECT_EQ(m_totals.naturalVertices, report.natural.vertices);
    EXPECT_EQ(m_totals.alignedVertices, report.aligned.vertices);
}

TEST_F(ZoneTest, ComesOutByteForByteTheSame) {
    const std::string a = write("a", {1000});
    const std::string b = write("b", {1000});
    EXPECT_EQ(bytesOf(a), bytesOf(b));
    EXPECT_EQ(bytesOf(truthPathOf(a)), bytesOf(truthPathOf(b)));
}

TEST_F(ZoneTest, DiffersWithTheSeed) {
    const std::string a = write("a", {1000});
    const std::string b = write("b", {1000, 7});
    EXPECT_NE(bytesOf(truthPathOf(a)), bytesOf(truthPathOf(b)));
    EXPECT_TRUE(checkZone(b).ok());
}

TEST_F(ZoneTest, CarriesASpatialIndexWhenAsked) {
    EXPECT_THAT(bytesOf(write("a", {1000, kDefaultSeed, true})),
                ::testing::HasSubstr("rtree_parcels_geom"));
    EXPECT_THAT(bytesOf(write("b", {1000})),
                ::testing::Not(::testing::HasSubstr("rtree_parcels_geom")));
}

TEST_F(ZoneTest, CheckNoticesATruthThatIsOffByOne) {
    const std::string path = write("zone", {1000});
    std::string truth = bytesOf(truthPathOf(path));
    // The integer column of the first row ends before the last comma of its line.
    const std::size_t lineEnd = truth.find('\n', truth.find('\n') + 1);
    char& digit = truth[truth.rfind(',', lineEnd) - 1];
    digit = digit == '0' ? '1' : static_cast<char>(digit - 1);
    std::ofstream(truthPathOf(path), std::ios::binary) << truth;
    EXPECT_THAT(checkZone(path).problems, SizeIs(1));
}

TEST_F(ZoneTest, CheckNoticesAMissingParcel) {
    const std::string path = write("zone", {1000});
    {
        const GDALDatasetUniquePtr file{
            GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)};
        file->ExecuteSQL("DELETE FROM parcels WHERE fid = 500", nullptr, nullptr);
    }
    EXPECT_FALSE(checkZone(path).ok());
}

TEST(ParcelPlan, GivesExactlyTheParcelsAskedFor) {
    for (const std::int64_t count : {1000, 1234, 4321, 25000}) {
        std::int64_t parcels = 0;
        ParcelPlan(5, count).forEach([&](const Parcel&) { ++parcels; });
        EXPECT_EQ(parcels, count);
    }
}

TEST(ParcelPlan, DrawsOutersAnticlockwiseAndHolesClockwise) {
    const ParcelPlan plan(kDefaultSeed, 2000);
    plan.forEach([&](const Parcel& parcel) {
        const ParcelShape shape = plan.shapeOf(parcel);
        for (const Ring& ring : shape.outers) {
            EXPECT_TRUE(doubledArea(ring) > 0);
        }
        EXPECT_TRUE(doubledArea(shape.hole) <= 0);
        EXPECT_EQ(shape.hole.empty(), !parcel.host);
    });
}

TEST(EdgeMatching, LeavesTheOuterBorderOfACoverage) {
    const EdgeMatching matching = matched({square(0, 0, 2), square(2, 0, 2)});
    EXPECT_EQ(matching.matched(), 1);
    EXPECT_THAT(matching.residual(), SizeIs(6));
    EXPECT_THAT(matching.residualRings(), SizeIs(1));
}

TEST(EdgeMatching, FindsAGapAsASecondRing) {
    std::vector<Ring> rings;
    for (std::int64_t k = 0; k < 9; ++k) {
        if (k != 4) {
            rings.push_back(square(k % 3, k / 3, 1));
        }
    }
    EXPECT_THAT(matched(rings).residualRings(), SizeIs(2));
}

TEST(EdgeMatching, FindsARepeatedParcel) {
    EXPECT_EQ(matched({square(0, 0, 1), square(0, 0, 1)}).repeated(), 4);
}

TEST(EdgeMatching, FindsAVertexOnOneSideOnly) {
    const Ring split{{1, 0}, {2, 0}, {2, 2}, {1, 2}, {1, 1}, {1, 0}};
    const EdgeMatching matching = matched({{{0, 0}, {1, 0}, {1, 2}, {0, 2}, {0, 0}}, split});
    EXPECT_EQ(matching.matched(), 0);
}

} // namespace
} // namespace tuban::bench
