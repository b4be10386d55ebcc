// Random and adversarial overlays against GEOS OverlayNG, arbitrated by exact rationals.
// TUBAN_FUZZ_PAIRS and TUBAN_FUZZ_SEED make it as long and as different as wanted: scripts/soak.

#include "exact_overlay_oracle.h"
#include "fuzz_options.h"
#include "geometry/cell_grid.h"
#include "overlay_fixtures.h"

#include <chrono>
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>

namespace tuban::geometry {

namespace {

using namespace testing;

struct Case {
    Layer districts;
    Layer parcels;
    std::int64_t factor = 1;
    double unit = 1; // length of a step of the coarse grid, in what GEOS gets to see
    GridPoint offset;
    int cellWidthBits = 0;
};

struct Outcome {
    std::uint64_t pairs = 0;
    std::uint64_t nonZero = 0;
    std::uint64_t mismatches = 0;
    std::uint64_t geosWrong = 0; // GEOS differs, the exact oracle sides with the kernel
};

int randomCellWidth(ShapeMaker& make, const PolygonChunk& districts) {
    GridBox box;
    for (std::size_t i = 0; i < districts.size(); ++i) {
        if (!districts.extent(i).empty()) {
            box.add(districts.extent(i).min);
            box.add(districts.extent(i).max);
        }
    }
    if (box.empty()) {
        return 0;
    }
    int smallest = 0;
    const std::int64_t longest = std::max(box.max.x - box.min.x, box.max.y - box.min.y);
    while (CellGrid::cellsAcross(0, longest, smallest) > 64) {
        ++smallest;
    }
    return smallest + static_cast<int>(make.number(0, 3));
}

Layer someShapes(ShapeMaker& make, std::int64_t n, const Layer& triangles, std::int64_t count) {
    Layer layer;
    while (count-- > 0) {
        layer.push_back(make.shape(n, triangles));
    }
    return layer;
}

void jitter(ShapeMaker& make, Layer& layer) {
    for (Shape& shape : layer) {
        if (Shape moved = make.moved(shape); make.geos().isValid(moved)) {
            shape = std::move(moved);
        }
    }
}

Case randomCase(ShapeMaker& make) {
    const std::int64_t n = make.number(2, 12);
    Layer triangles;
    Layer otherTriangles;
    if (make.chance(70)) {
        triangles = make.geos().triangulation(make.sites(n, 4 + static_cast<std::size_t>(n)));
        otherTriangles = make.chance(70) ? triangles : make.geos().triangulation(make.sites(n, 10));
    }
    Case c;
    c.districts = someShapes(make, n, triangles, make.number(1, 3));
    c.parcels = someShapes(make, n, otherTriangles, make.number(3, 8));
    if (make.chance(20)) {
        c.parcels = placed(c.parcels, 1, {make.number(-n, n), make.number(-n, n)});
    }
    c.factor = std::int64_t{1} << (make.chance(75) ? make.number(0, 25) : make.number(26, 41));
    if (c.factor >= 16 && c.factor <= 1 << 25 && make.chance(25)) {
        c.unit = static_cast<double>(c.factor);
        c.districts = placed(c.districts, c.factor, {0, 0});
        c.parcels = placed(c.parcels, c.factor, {0, 0});
        c.factor = 1;
        jitter(make, c.districts);
        jitter(make, c.parcels);
    }
    if (make.chance(30)) {
        const std::int64_t far = std::int64_t{1} << 50;
        c.offset = {make.number(-far, far), make.number(-far, far)};
    }
    return c;
}

/// What the kernel gets to see: at full scale, and with spikes that change no area.
Layer disguised(ShapeMaker& make, const Layer& layer, const Case& c) {
    Layer result = layer;
    for (Shape& shape : result) {
        if (make.chance(30)) {
            shape = make.spiked(shape, 12);
        }
    }
    return placed(result, c.factor, c.offset);
}

bool agreesExactly(FixedArea part, const Shape& parcel, const Shape& district) {
    const Rational off = toRational(part) - inFixedCells(exactDoubledOverlap(parcel, district));
    return abs(off) <= 64; // half a binary place per crossing
}

void check(ShapeMaker& make, const Case& c, Outcome& outcome) {
    const Layer districts = disguised(make, c.districts, c);
    const Layer parcels = disguised(make, c.parcels, c);
    const int width = randomCellWidth(make, chunkOf(districts));
    const PartTable parts = overlaid(parcels, districts, width);
    const auto scale = static_cast<double>(c.factor) * static_cast<double>(c.factor);
    for (std::size_t p = 0; p < parcels.size(); ++p) {
        for (std::size_t d = 0; d < districts.size(); ++d) {
            const double expected = make.geos().intersectionArea(c.parcels[p], c.districts[d]);
            const double found = inSquareCells(parts[p][d]) / scale;
            ++outcome.pairs;
            outcome.nonZero += found != 0;
            if (std::abs(found - expected) <= 1e-9 * std::max(c.unit * c.unit, expected)) {
                continue;
            }
            if (agreesExactly(parts[p][d], parcels[p], districts[d])) {
                ++outcome.geosWrong;
            } else {
                ++outcome.mismatches;
                ADD_FAILURE() << "pair " << outcome.pairs << ": " << found << ", GEOS says "
                              << expected << ", factor " << c.factor << ", cells of 2^" << width;
            }
        }
    }
}

} // namespace

TEST(OverlayFuzz, AgreesWithGeosOnRandomAndAdversarialPairs) {
    const std::uint64_t wanted =
        environmentNumber("TUBAN_FUZZ_PAIRS", dependingOnBuild(60'000, 10'000));
    const std::uint64_t seed = fuzzSeed();
    ShapeMaker make(seed);
    Outcome outcome;
    const auto start = std::chrono::steady_clock::now();
    while (outcome.pairs < wanted && outcome.mismatches < 10) {
        check(make, randomCase(make), outcome);
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::cout << "seed " << seed << ", pairs " << outcome.pairs << ", with common area "
              << outcome.nonZero << ", mismatches " << outcome.mismatches << ", GEOS overruled "
              << outcome.geosWrong << ", seconds " << seconds.count() << "\n";
    EXPECT_EQ(outcome.mismatches, 0U);
    EXPECT_GT(outcome.nonZero * 2, outcome.pairs) << "too few pairs overlap to prove anything";
    EXPECT_LE(outcome.geosWrong * 10'000, outcome.pairs) << "the oracle overrules GEOS too often";
}

TEST(OverlayFuzz, CountsTangledRingsByWindingNumber) {
    const std::uint64_t wanted =
        environmentNumber("TUBAN_FUZZ_TANGLES", dependingOnBuild(1'500, 200));
    ShapeMaker make(fuzzSeed());
    for (std::uint64_t i = 0; i < wanted && !HasFailure(); ++i) {
        SCOPED_TRACE(i);
        const std::int64_t n = make.number(2, 12);
        const std::int64_t factor = std::int64_t{1} << make.number(0, 35);
        const Layer districts = placed({make.tangle(n), make.tangle(n)}, factor, {7, -7});
        const Layer parcels = placed({make.tangle(n)}, factor, {7, -7});
        const int width = randomCellWidth(make, chunkOf(districts));
        const PartTable parts = overlaid(parcels, districts, width);
        for (std::size_t d = 0; d < districts.size(); ++d) {
            EXPECT_TRUE(agreesExactly(parts[0][d], parcels[0], districts[d]));
        }
    }
}

} // namespace tuban::geometry
