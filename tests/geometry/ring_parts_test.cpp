#include "geometry/geos_handle.h"
#include "geometry/geos_polygons.h"
#include "geometry/ring_parts.h"
#include "polygon_samples.h"

#include <geos_c.h>

#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

namespace tuban::geometry {

namespace {

using namespace samples;
using ::testing::ElementsAre;

std::vector<Ring> spans(const Rings& rings) {
    return {rings.begin(), rings.end()};
}

std::vector<std::size_t> parentsOf(const Rings& rings) {
    std::vector<std::size_t> parents;
    for (const NestedRing& ring : nestRings(spans(rings))) {
        parents.push_back(ring.parent);
    }
    return parents;
}

Points reversed(Points ring) {
    std::reverse(ring.begin(), ring.end());
    return ring;
}

constexpr std::size_t kNone = NestedRing::kNone;

/// Rings that are inside each other or apart: the cells of a quartered square, shrunk a little.
void quarter(std::mt19937_64& random, GridPoint min, std::int64_t size, Rings& out) {
    if (size < 40 || random() % 4 == 0) {
        return;
    }
    const std::int64_t inset = size / 20 + 1;
    Points ring =
        rectangle(min.x + inset, min.y + inset, min.x + size - inset, min.y + size - inset);
    ring.insert(ring.begin() + 1, {min.x + size / 2, min.y + inset / 2}); // not only right angles
    out.push_back(random() % 2 == 0 ? ring : reversed(ring));
    const std::int64_t half = size / 2 - inset - 1;
    for (const std::int64_t dx : {std::int64_t{0}, half}) {
        for (const std::int64_t dy : {std::int64_t{0}, half}) {
            quarter(random, {min.x + inset + dx, min.y + inset + dy}, half, out);
        }
    }
}

GeosGeometry polygonOf(const Points& ring) {
    return toGeos(feature({{ring}}), 0, {0, 0});
}

/// The parents by GEOS: the smallest of the rings that cover a ring.
std::vector<std::size_t> parentsByGeos(const Rings& rings) {
    std::vector<GeosGeometry> polygons;
    std::vector<double> areas(rings.size());
    for (std::size_t i = 0; i < rings.size(); ++i) {
        polygons.push_back(polygonOf(rings[i]));
        GEOSArea_r(geosContext(), polygons[i].get(), &areas[i]);
    }
    std::vector<std::size_t> parents(rings.size(), kNone);
    for (std::size_t i = 0; i < rings.size(); ++i) {
        for (std::size_t k = 0; k < rings.size(); ++k) {
            const bool around =
                areas[k] > areas[i] &&
                GEOSCovers_r(geosContext(), polygons[k].get(), polygons[i].get()) == 1;
            if (around && (parents[i] == kNone || areas[k] < areas[parents[i]])) {
                parents[i] = k;
            }
        }
    }
    return parents;
}

} // namespace

TEST(RingParts, HolesBelongToTheSmallestRingAroundThem) {
    const Rings rings{rectangle(10, 10, 20, 20),
                      reversed(rectangle(0, 0, 100, 100)),
                      rectangle(12, 12, 18, 18),
                      rectangle(200, 0, 300, 100),
                      rectangle(210, 10, 220, 20)};
    EXPECT_THAT(parentsOf(rings), ElementsAre(1, kNone, 0, kNone, 3));
    EXPECT_THAT(partsOfRings(spans(rings)),
                ElementsAre(ElementsAre(1, 0), ElementsAre(2), ElementsAre(3, 4)));
}

TEST(RingParts, DirectionDoesNotMatter) {
    for (const bool outer : {false, true}) {
        for (const bool inner : {false, true}) {
            const Points a = rectangle(0, 0, 100, 100);
            const Points b = rectangle(10, 10, 20, 20);
            EXPECT_THAT(parentsOf({outer ? a : reversed(a), inner ? b : reversed(b)}),
                        ElementsAre(kNone, 0));
        }
    }
}

TEST(RingParts, RingsMayTouchInAVertex) {
    const Points shell = rectangle(0, 0, 100, 100);
    EXPECT_THAT(parentsOf({shell, {{0, 0}, {30, 10}, {10, 30}}}), ElementsAre(kNone, 0));
    EXPECT_THAT(parentsOf({{{0, 0}, {30, 10}, {10, 30}}, shell}), ElementsAre(1, kNone));
    EXPECT_THAT(parentsOf({shell, {{0, 0}, {-30, -10}, {-10, -30}}}), ElementsAre(kNone, kNone));
    EXPECT_THAT(parentsOf({shell, rectangle(100, 100, 120, 120)}), ElementsAre(kNone, kNone));
    EXPECT_THAT(parentsOf({shell, {{0, 50}, {30, 40}, {30, 60}}}), ElementsAre(kNone, 0));
    EXPECT_THAT(parentsOf({{{0, 0}, {40, -40}, {50, 0}}, {{0, 0}, {40, 30}, {50, 10}}}),
                ElementsAre(kNone, kNone));
}

TEST(RingParts, RingsMayTouchAlongEdges) {
    const Points shell = rectangle(0, 0, 100, 100);
    EXPECT_THAT(parentsOf({shell, rectangle(0, 0, 50, 50)}), ElementsAre(kNone, 0));
    EXPECT_THAT(parentsOf({rectangle(0, 0, 50, 50), shell}), ElementsAre(1, kNone));
    EXPECT_THAT(parentsOf({shell, rectangle(50, 0, 100, 100)}), ElementsAre(kNone, 0));
    EXPECT_THAT(parentsOf({shell, rectangle(0, -50, 100, 0)}), ElementsAre(kNone, kNone));
    EXPECT_THAT(parentsOf({shell, rectangle(100, 0, 200, 100)}), ElementsAre(kNone, kNone));
    EXPECT_THAT(parentsOf({shell, rectangle(20, 100, 40, 140)}), ElementsAre(kNone, kNone));
    EXPECT_THAT(parentsOf({shell, rectangle(0, 20, 50, 80), rectangle(0, 40, 20, 60)}),
                ElementsAre(kNone, 0, 1));
}

TEST(RingParts, OfEqualRingsTheLaterLiesInside) {
    const Points ring{{0, 0}, {100, 7}, {60, 90}, {3, 40}};
    EXPECT_THAT(parentsOf({ring, ring}), ElementsAre(kNone, 0));
    EXPECT_THAT(parentsOf({ring, reversed(ring), ring}), ElementsAre(kNone, 0, 1));
}

TEST(RingParts, SaysTheSameAsGeos) {
    std::size_t rings = 0;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        std::mt19937_64 random(seed);
        Rings all;
        quarter(random, {-5'000'000'000'000, 41'000'000'000}, 4000, all);
        std::shuffle(all.begin(), all.end(), random);
        if (all.size() > 200) {
            all.resize(200);
        }
        rings += all.size();
        EXPECT_EQ(parentsOf(all), parentsByGeos(all)) << "seed " << seed;
    }
    EXPECT_GT(rings, 500U);
}

TEST(RingParts, CrossingRingsEndSomewhere) {
    std::mt19937_64 random(5);
    for (int round = 0; round < 2000; ++round) {
        Rings rings;
        for (int i = 0; i < 6; ++i) {
            Points ring;
            for (int k = 0; k < 4; ++k) {
                ring.push_back({static_cast<std::int64_t>(random() % 8),
                                static_cast<std::int64_t>(random() % 8)});
            }
            rings.push_back(std::move(ring));
        }
        std::size_t placed = 0;
        for (const auto& part : partsOfRings(spans(rings))) {
            placed += part.size();
        }
        ASSERT_EQ(placed, rings.size());
    }
}

TEST(RingParts, AHundredThousandHolesTakeNoSecond) {
    Rings rings{rectangle(0, 0, 4'000, 4'000)};
    for (std::int64_t i = 0; i < 100'000; ++i) {
        const std::int64_t x = i % 320 * 12 + 10;
        const std::int64_t y = i / 320 * 12 + 10;
        rings.push_back(rectangle(x, y, x + 5, y + 5));
    }
    const auto start = std::chrono::steady_clock::now();
    const auto parts = partsOfRings(spans(rings));
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts.front().size(), rings.size());
    EXPECT_LT(time.count(), 5.0) << "seconds; squares would take minutes";
}

} // namespace tuban::geometry
