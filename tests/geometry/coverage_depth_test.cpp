// Uncovered and multiply covered area of districts: against GEOS on random layers, and with every
// kind of fault put into a seamless layer on purpose.

#include "exact_overlay_oracle.h"
#include "fuzz_options.h"
#include "geometry/coverage.h"
#include "overlay_fixtures.h"
#include "polygon_samples.h"
#include "slab_oracle.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::geometry {

namespace {

using namespace testing;

struct Depths {
    std::vector<FixedArea> covered;
    std::vector<DistrictCoverage> districts;
};

Depths depthsOf(const PolygonChunk& parcels, const OverlayIndex& index, int threads = 1) {
    EdgeResidual residual;
    Depths depths{std::vector<FixedArea>(index.districtCount(), 0), {}};
    OverlayScanner scanner(index);
    for (std::size_t p = 0; p < parcels.size(); ++p) {
        residual.add(parcels, p);
        for (const OverlayPart& part : scanner.partsOf(parcels, p)) {
            depths.covered[part.district] += part.area;
        }
    }
    depths.districts =
        CoverageDepth::compute(residual, index, depths.covered, threads, Progress()).value();
    return depths;
}

/// Whether an area equals an exact one, up to half a binary place for each of some crossings.
bool equals(FixedArea area, const Rational& exactDoubled) {
    return abs(toRational(area) - inFixedCells(exactDoubled)) <= 64;
}

/// A seamless layer of 7 × 6 parcels with a bend on each side, and districts inside it: two across
/// parcels, one along their edges, one within a single parcel. Parcels are 50 m wide.
struct Zone {
    static constexpr int kColumns = 7;
    static constexpr int kRows = 6;
    static constexpr std::int64_t kWidth = 500'000;

    explicit Zone(std::uint64_t seed)
        : random(seed), lattice(random, kColumns, kRows, kWidth, 1), parcels(lattice.parcels()) {
        districts = {round(3 * kWidth, 3 * kWidth, 2 * kWidth),
                     round(9 * kWidth / 2, 3 * kWidth, 2 * kWidth),
                     {{lattice.parcel(3, 3)}, {lattice.parcel(5, 2)}},
                     rectangle(4 * kWidth + kWidth / 3,
                               3 * kWidth + kWidth / 3,
                               4 * kWidth + kWidth / 2,
                               3 * kWidth + kWidth / 2)};
    }

    Shape round(std::int64_t x, std::int64_t y, std::int64_t radius) {
        Points ring;
        for (int i = 0; i < 40; ++i) {
            const double angle = 0.1570796 * i;
            const auto r = static_cast<double>(radius - samples::between(random, 0, radius / 9));
            ring.push_back(
                {x + std::llround(r * std::cos(angle)), y + std::llround(r * std::sin(angle))});
        }
        return {{ring}};
    }
    std::size_t number(int column, int row) const {
        return static_cast<std::size_t>(row * kColumns + column);
    }
    Points& outline(int column, int row) { return parcels[number(column, row)].front(); }
    PolygonChunk chunk() const { return samples::layer(parcels); }

    samples::Random random;
    samples::Lattice lattice;
    std::vector<samples::Rings> parcels;
    Layer districts;
};

void expectAsExact(const PolygonChunk& parcels, const OverlayIndex& index, const Depths& depths) {
    const PolygonChunk& districts = index.districts();
    for (std::size_t d = 0; d < districts.size(); ++d) {
        const samples::SlabOracle<Rational> oracle(parcels, districts, d);
        const DistrictCoverage& found = depths.districts[d];
        EXPECT_TRUE(equals(found.uncovered, oracle.uncovered)) << d;
        EXPECT_TRUE(equals(found.overlap, oracle.overlap)) << d;
        EXPECT_EQ(found.overlap == 0, oracle.overlap == 0) << d;
        EXPECT_TRUE(depths.covered[d] + found.uncovered - found.overlap ==
                    wholeCells(districts.doubledArea(d)));
    }
}

/// Parts of feature `feature` in all districts.
std::vector<FixedArea>
partsOf(const PolygonChunk& parcels, std::size_t feature, const OverlayIndex& index) {
    return overlaid(parcels, index)[feature];
}

} // namespace

TEST(CoverageDepth, OfASeamlessLayerIsExactlyOne) {
    const Zone zone(1);
    const OverlayIndex index = indexOf(zone.districts);
    for (const DistrictCoverage& coverage : depthsOf(zone.chunk(), index).districts) {
        EXPECT_TRUE(coverage.uncovered == 0);
        EXPECT_TRUE(coverage.overlap == 0);
    }
}

TEST(CoverageDepth, OfARemovedParcelIsUncoveredByItsParts) {
    Zone zone(2);
    const OverlayIndex index = indexOf(zone.districts);
    const PolygonChunk seamless = zone.chunk();
    for (const auto& [column, row] : {std::pair{1, 2}, {3, 3}, {4, 3}, {5, 2}}) {
        const std::size_t removed = zone.number(column, row);
        const std::vector<FixedArea> parts = partsOf(seamless, removed, index);
        EXPECT_THAT(parts, ::testing::Contains(::testing::Gt(0))) << "the fault must be inside";
        std::vector<samples::Rings> left = zone.parcels;
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(removed));
        const Depths depths = depthsOf(samples::layer(left), index);
        for (std::size_t d = 0; d < parts.size(); ++d) {
            EXPECT_TRUE(depths.districts[d].uncovered == parts[d]);
            EXPECT_TRUE(depths.districts[d].overlap == 0);
        }
    }
}

TEST(CoverageDepth, OfARepeatedParcelOverlapsByItsParts) {
    Zone zone(3);
    const OverlayIndex index = indexOf(zone.districts);
    const PolygonChunk seamless = zone.chunk();
    for (const auto& [column, row] : {std::pair{1, 2}, {3, 3}, {4, 3}, {5, 2}}) {
        const std::vector<FixedArea> parts = partsOf(seamless, zone.number(column, row), index);
        EXPECT_THAT(parts, ::testing::Contains(::testing::Gt(0))) << "the fault must be inside";
        std::vector<samples::Rings> more = zone.parcels;
        for (FixedArea copies = 1; copies <= 3; ++copies) {
            more.push_back(zone.parcels[zone.number(column, row)]);
            const Depths depths = depthsOf(samples::layer(more), index);
            for (std::size_t d = 0; d < parts.size(); ++d) {
                EXPECT_TRUE(depths.districts[d].uncovered == 0);
                EXPECT_TRUE(depths.districts[d].overlap == copies * parts[d]);
            }
        }
    }
}

TEST(CoverageDepth, SeesAVertexMovedByATenthOfAMillimetre) {
    for (std::uint64_t seed = 4; seed < 12; ++seed) {
        Zone zone(seed);
        const OverlayIndex index = indexOf(zone.districts);
        const FixedArea before = zone.chunk().doubledArea(zone.number(3, 3));
        Points& outline = zone.outline(3, 3);
        GridPoint& vertex = outline[seed % outline.size()];
        vertex.x += seed % 2 == 0 ? 1 : -1;
        const PolygonChunk parcels = zone.chunk();
        const Depths depths = depthsOf(parcels, index);
        expectAsExact(parcels, index, depths);
        const DistrictCoverage& first = depths.districts.front();
        const FixedArea change = parcels.doubledArea(zone.number(3, 3)) - before;
        EXPECT_TRUE(first.overlap - first.uncovered == wholeCells(change));
        EXPECT_TRUE(first.overlap + first.uncovered > 0);
    }
}

TEST(CoverageDepth, SeesTheSliverOfAVertexOnOneSideOnly) {
    Zone zone(13);
    const OverlayIndex index = indexOf(zone.districts);
    Points& outline = zone.outline(3, 3);
    const GridPoint a = outline[0];
    const GridPoint b = outline[1];
    outline.insert(outline.begin() + 1, {(a.x + b.x) / 2, (a.y + b.y) / 2 + 1});
    const PolygonChunk parcels = zone.chunk();
    const Depths depths = depthsOf(parcels, index);
    expectAsExact(parcels, index, depths);
    EXPECT_TRUE(depths.districts[0].uncovered + depths.districts[0].overlap > 0);
}

TEST(CoverageDepth, PassesAVertexOnOneSideThatLiesOnTheLine) {
    Zone zone(14);
    Points& ours = zone.outline(3, 3);
    Points& theirs = zone.outline(3, 2);
    // Makes the shared edge divisible, on both sides, then divides it on one.
    const GridPoint a = ours[0];
    const GridPoint b{a.x + 160'000, a.y + 2'000};
    std::ranges::replace(theirs, ours[1], b);
    ours[1] = b;
    ours.insert(ours.begin() + 1, {a.x + 80'000, a.y + 1'000});
    const OverlayIndex index = indexOf(zone.districts);
    for (const DistrictCoverage& coverage : depthsOf(zone.chunk(), index).districts) {
        EXPECT_TRUE(coverage.uncovered == 0);
        EXPECT_TRUE(coverage.overlap == 0);
    }
}

TEST(CoverageDepth, DoesNotDependOnThreads) {
    Zone zone(15);
    zone.outline(3, 3)[3].y += 77;
    zone.parcels.push_back(zone.parcels[zone.number(5, 2)]);
    const OverlayIndex index = indexOf(zone.districts);
    const Depths one = depthsOf(zone.chunk(), index, 1);
    for (const int threads : {2, 3, 4, 7}) {
        const Depths many = depthsOf(zone.chunk(), index, threads);
        for (std::size_t d = 0; d < index.districtCount(); ++d) {
            EXPECT_TRUE(one.districts[d].uncovered == many.districts[d].uncovered);
            EXPECT_TRUE(one.districts[d].overlap == many.districts[d].overlap);
        }
    }
}

TEST(CoverageDepth, AgreesWithGeosOnRandomLayers) {
    const std::uint64_t wanted =
        environmentNumber("TUBAN_FUZZ_DEPTHS", dependingOnBuild(4'000, 500));
    ShapeMaker make(fuzzSeed() + 40);
    for (std::uint64_t i = 0; i < wanted && !HasFailure(); ++i) {
        SCOPED_TRACE(i);
        const std::int64_t n = make.number(2, 12);
        const Layer triangles =
            make.geos().triangulation(make.sites(n, 4 + static_cast<std::size_t>(n)));
        Layer parcels;
        for (auto count = make.number(1, 8); count > 0; --count) {
            parcels.push_back(make.shape(n, triangles));
        }
        const Layer districts{make.shape(n, triangles), make.shape(n, triangles)};
        const OverlayIndex index = indexOf(districts);
        const PolygonChunk chunk = chunkOf(parcels);
        const Depths depths = depthsOf(chunk, index);
        for (std::size_t d = 0; d < districts.size(); ++d) {
            const double covered = make.geos().coveredArea(parcels, districts[d]);
            const double area = inSquareCells(wholeCells(index.districts().doubledArea(d)));
            const double counted = inSquareCells(depths.covered[d]);
            const auto agree = [](FixedArea found, double expected) {
                return std::abs(inSquareCells(found) - expected) <= 1e-8;
            };
            if (agree(depths.districts[d].uncovered, area - covered) &&
                agree(depths.districts[d].overlap, counted - covered)) {
                continue;
            }
            const samples::SlabOracle<Rational> arbiter(chunk, index.districts(), d);
            EXPECT_TRUE(equals(depths.districts[d].uncovered, arbiter.uncovered));
            EXPECT_TRUE(equals(depths.districts[d].overlap, arbiter.overlap));
        }
    }
}

} // namespace tuban::geometry
