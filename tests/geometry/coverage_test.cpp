#include "fuzz_options.h"
#include "geometry/coverage.h"
#include "polygon_samples.h"
#include "slab_oracle.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>
#include <numeric>

namespace tuban::geometry {

namespace {

using namespace samples;
using Rational = boost::multiprecision::cpp_rational;

constexpr Int128 kOne = static_cast<Int128>(1) << kFixedAreaBits;

EdgeResidual residualOf(const PolygonChunk& chunk) {
    EdgeResidual residual;
    for (std::size_t f = 0; f < chunk.size(); ++f) {
        residual.add(chunk, f);
    }
    return residual;
}

CoverageMap mapOf(const PolygonChunk& chunk) {
    Result<CoverageMap> map = CoverageMap::build(residualOf(chunk), Progress());
    EXPECT_TRUE(map.has_value());
    return std::move(*map);
}

Rational exact(FixedArea area) {
    return Rational(boost::multiprecision::cpp_int(toString(area))) /
           Rational(boost::multiprecision::cpp_int(1) << kFixedAreaBits);
}

/// A small layer full of coincidences: lattice parcels with faults, and triangles.
std::vector<Rings> troubledLayer(Random& random, std::int64_t size) {
    std::vector<Rings> parcels;
    const auto kind = between(random, 0, 2);
    if (kind > 0) {
        parcels = Lattice(random, 3, 3, size / 3).parcels();
    }
    const auto pick = [&] {
        return static_cast<std::size_t>(
            between(random, 0, static_cast<std::int64_t>(parcels.size()) - 1));
    };
    for (auto faults = between(random, 0, 3); faults > 0 && !parcels.empty(); --faults) {
        const std::size_t i = pick();
        Points& ring = parcels[i].front();
        const auto at = between(random, 0, static_cast<std::int64_t>(ring.size()) - 1);
        GridPoint& vertex = ring[static_cast<std::size_t>(at)];
        switch (between(random, 0, 4)) {
        case 0:
            parcels.erase(parcels.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        case 1:
            parcels.push_back(Rings(parcels[i]));
            break;
        case 2:
            vertex = {vertex.x + between(random, -1, 1), vertex.y + between(random, -1, 1)};
            break;
        case 3: {
            const GridPoint next = ring[static_cast<std::size_t>(at + 1) % ring.size()];
            ring.insert(ring.begin() + at + 1, {(vertex.x + next.x) / 2, (vertex.y + next.y) / 2});
            break;
        }
        default:
            ring = scaled(ring, 1, {between(random, -2, 2), between(random, -2, 2)});
        }
    }
    for (auto more = between(random, 0, kind == 2 ? 0 : 6); more > 0; --more) {
        parcels.push_back({scribble(random, size, 3)});
    }
    return parcels;
}

struct Case {
    PolygonChunk parcels;
    PolygonChunk district;
};

Case troubledCase(Random& random, GridPoint offset) {
    const std::int64_t size = between(random, 5, 24);
    const std::int64_t factor = std::int64_t{1} << between(random, 0, 24);
    std::vector<Rings> parcels = troubledLayer(random, size);
    for (Rings& rings : parcels) {
        rings.front() = scaled(rings.front(), factor, offset);
    }
    Points border = between(random, 0, 1) == 0
                        ? scribble(random, size, 3)
                        : star(random, {size / 2, size / 2}, 0.7 * static_cast<double>(size), 9);
    return {layer(parcels), layer({{scaled(border, factor, offset)}})};
}

template <typename Number> void expectAsOracle(const Case& sample, double relative) {
    if (sample.district.parts(0).count() == 0) {
        return;
    }
    const CoverageMap map = mapOf(sample.parcels);
    const SlabOracle<Number> oracle(sample.parcels, sample.district, 0);
    GridBox box = sample.district.extent(0);
    for (std::size_t f = 0; f < sample.parcels.size(); ++f) {
        if (!sample.parcels.extent(f).empty()) {
            box.add(sample.parcels.extent(f).min);
            box.add(sample.parcels.extent(f).max);
        }
    }
    const double extent =
        static_cast<double>(box.max.x - box.min.x) * static_cast<double>(box.max.y - box.min.y);
    const auto expectNear = [&](FixedArea area, const Number& expected) {
        const Rational difference = exact(area) - Rational(expected);
        EXPECT_LE(std::abs(static_cast<double>(difference)), relative * extent + 1e-7);
        if constexpr (std::is_same_v<Number, Rational>) {
            EXPECT_EQ(area == 0, expected == 0);
        }
    };
    expectNear(map.overlapEverywhere(), oracle.overlapEverywhere);
    expectNear(map.overlapIn(sample.district, 0), oracle.overlap);
}

} // namespace

TEST(EdgeResidual, OfASeamlessCoverageIsItsBorder) {
    Random random(1);
    const Lattice lattice(random, 40, 30, 1000, 3);
    const CoverageMap map = mapOf(layer(lattice.parcels()));
    EXPECT_FALSE(map.hasOverlap());
    EXPECT_EQ(map.overlapEverywhere(), 0);
    EXPECT_EQ(map.gapFaces().total, 0U);
    EXPECT_EQ(map.overlapFaces().total, 0U);
}

TEST(Coverage, EqualsExactSlabSumsOnTroubledLayers) {
    Random random(testing::fuzzSeed() + 1);
    const std::uint64_t wanted = testing::environmentNumber("TUBAN_FUZZ_EXACT_LAYERS", 1500);
    for (std::uint64_t i = 0; i < wanted && !HasFailure(); ++i) {
        SCOPED_TRACE(i);
        const GridPoint farAway{between(random, 0, 405'000'000'000), between(random, -9, 9)};
        expectAsOracle<Rational>(troubledCase(random, farAway), 0.0);
    }
}

TEST(Coverage, EqualsSlabSumsOnManyTroubledLayers) {
    Random random(testing::fuzzSeed() + 2);
    const std::uint64_t wanted = testing::environmentNumber(
        "TUBAN_FUZZ_LAYERS", testing::dependingOnBuild(20'000, 4'000));
    for (std::uint64_t i = 0; i < wanted && !HasFailure(); ++i) {
        SCOPED_TRACE(i);
        expectAsOracle<long double>(troubledCase(random, {0, 0}), 1e-12);
    }
}

} // namespace tuban::geometry
