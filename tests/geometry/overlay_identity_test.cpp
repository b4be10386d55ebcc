// What must hold bit for bit: seamless coverages sum to the whole, and neither threads nor the
// width of the index cells matter. Only such identities notice a wrong rounding.

#include "base/parallel.h"
#include "fuzz_options.h"
#include "overlay_fixtures.h"

#include <gtest/gtest.h>
#include <map>
#include <numeric>

namespace tuban::geometry {

namespace {

using namespace testing;

FixedArea inDistrict(const PartTable& parts, std::size_t district) {
    FixedArea sum = 0;
    for (const std::vector<FixedArea>& parcel : parts) {
        sum += parcel[district];
    }
    return sum;
}

FixedArea ofParcel(const PartTable& parts, std::size_t parcel) {
    return std::accumulate(parts[parcel].begin(), parts[parcel].end(), FixedArea{0});
}

/// A triangulation, its union, and shapes that share some, all or none of its edges.
struct Tiling {
    Layer triangles;
    Layer whole;
    Layer others;
};

Tiling randomTiling(ShapeMaker& make) {
    const std::int64_t n = make.number(2, 12);
    Tiling tiling;
    tiling.triangles = make.geos().triangulation(make.sites(n, 4 + static_cast<std::size_t>(n)));
    tiling.whole = {make.geos().unionOf(tiling.triangles)};
    for (int i = 0; i < 4; ++i) {
        tiling.others.push_back(make.shape(n, tiling.triangles));
    }
    tiling.others.push_back(make.tangle(n));
    const std::int64_t factor = std::int64_t{1} << make.number(0, 41);
    const GridPoint offset{make.number(-9, 405'000'000'000), make.number(-9, 43'000'000'000)};
    for (Layer* layer : {&tiling.triangles, &tiling.whole, &tiling.others}) {
        *layer = placed(*layer, factor, offset);
    }
    return tiling;
}

/// The parcels of a bent lattice, and districts that lie inside it, across them.
struct Zone {
    PolygonChunk parcels;
    Layer districts;
};

constexpr std::size_t kClasses = 7;

Zone randomZone(std::uint64_t seed) {
    constexpr std::int64_t kColumns = 60;
    constexpr std::int64_t kRows = 50;
    constexpr std::int64_t kWidth = 500'000; // 50 m
    ShapeMaker make(seed);
    std::map<std::pair<std::int64_t, std::int64_t>, GridPoint> nodes;
    for (std::int64_t j = 0; j <= kRows; ++j) {
        for (std::int64_t i = 0; i <= kColumns; ++i) {
            nodes[{i, j}] = {405'000'000'000 + i * kWidth + make.number(-99'999, 99'999),
                             43'000'000'000 + j * kWidth + make.number(-99'999, 99'999)};
        }
    }
    Layer parcels;
    for (std::int64_t j = 0; j < kRows; ++j) {
        for (std::int64_t i = 0; i < kColumns; ++i) {
            parcels.push_back(
                {{{nodes[{i, j}], nodes[{i + 1, j}], nodes[{i + 1, j + 1}], nodes[{i, j + 1}]}}});
        }
    }
    Zone zone{chunkOf(parcels), {}};
    const Layer triangles = make.geos().triangulation(make.sites(12, 30));
    for (int d = 0; d < 12; ++d) {
        zone.districts.push_back(make.shape(12, triangles));
    }
    zone.districts = placed(zone.districts, 2'000'003, {405'000'400'000, 43'000'400'000});
    zone.districts.push_back({{{nodes[{3, 3}], nodes[{9, 3}], nodes[{9, 9}], nodes[{3, 9}]}}});
    return zone;
}

using CellSums = std::vector<FixedArea>; // by class and district

CellSums sumsWith(int threads, const Zone& zone) {
    const OverlayIndex index = indexOf(zone.districts, threads);
    const std::size_t districts = index.districtCount();
    std::vector<CellSums> partial(static_cast<std::size_t>(threads),
                                  CellSums(kClasses * districts, 0));
    constexpr std::size_t kBatch = 100;
    parallelFor(zone.parcels.size() / kBatch, threads, [&](int worker, std::size_t batch) {
        OverlayScanner scanner(index);
        for (std::size_t p = batch * kBatch; p < (batch + 1) * kBatch; ++p) {
            for (const OverlayPart& part : scanner.partsOf(zone.parcels, p)) {
                partial[static_cast<std::size_t>(worker)]
                       [p % kClasses * districts + part.district] += part.area;
            }
        }
    });
    CellSums sums(kClasses * districts, 0);
    for (const CellSums& one : partial) {
        std::ranges::transform(sums, one, sums.begin(), std::plus());
    }
    return sums;
}

} // namespace

TEST(OverlayIdentity, PartsOfATriangulationSumToTheirUnionBitForBit) {
    const std::uint64_t wanted =
        environmentNumber("TUBAN_FUZZ_TILINGS", dependingOnBuild(3'000, 300));
    ShapeMaker make(fuzzSeed() + 10);
    for (std::uint64_t i = 0; i < wanted && !HasFailure(); ++i) {
        SCOPED_TRACE(i);
        const Tiling tiling = randomTiling(make);
        if (tiling.triangles.empty()) {
            continue;
        }
        const PartTable ofTriangles = overlaid(tiling.triangles, tiling.others);
        const PartTable ofWhole = overlaid(tiling.whole, tiling.others);
        for (std::size_t d = 0; d < tiling.others.size(); ++d) {
            EXPECT_TRUE(inDistrict(ofTriangles, d) == ofWhole[0][d]);
        }
        const PartTable inTriangles = overlaid(tiling.others, tiling.triangles);
        const PartTable inWhole = overlaid(tiling.others, tiling.whole);
        for (std::size_t p = 0; p < tiling.others.size(); ++p) {
            EXPECT_TRUE(ofParcel(inTriangles, p) == inWhole[p][0]);
        }
    }
}

TEST(OverlayIdentity, SeamlessParcelsSumToEveryDistrictTheyCover) {
    const Zone zone = randomZone(fuzzSeed() + 20);
    const OverlayIndex index = indexOf(zone.districts);
    const PartTable parts = overlaid(zone.parcels, index);
    const PolygonChunk& districts = index.districts();
    for (std::size_t d = 0; d < districts.size(); ++d) {
        EXPECT_TRUE(inDistrict(parts, d) == wholeCells(districts.doubledArea(d)));
    }
}

TEST(OverlayIdentity, ThreadsChangeNoBit) {
    for (std::uint64_t seed = fuzzSeed(); seed < fuzzSeed() + 3; ++seed) {
        const Zone zone = randomZone(seed);
        const CellSums sums = sumsWith(1, zone);
        EXPECT_TRUE(std::ranges::count(sums, 0) < std::ssize(sums) / 2);
        for (const int threads : {2, 3, 4, 7}) {
            EXPECT_TRUE(sumsWith(threads, zone) == sums) << threads << " threads";
        }
    }
}

TEST(OverlayIdentity, WidthOfTheIndexCellsChangesNoBit) {
    const Zone zone = randomZone(fuzzSeed() + 30);
    const PartTable parts = overlaid(zone.parcels, indexOf(zone.districts));
    for (const int bits : {16, 18, 21, 24, 28}) {
        EXPECT_TRUE(overlaid(zone.parcels, indexOf(zone.districts, 1, bits)) == parts)
            << "cells of 2^" << bits;
    }
}

} // namespace tuban::geometry
