#include "geometry/ring_checks.h"

#include <gtest/gtest.h>

#include "polygon_samples.h"

namespace tuban::geometry {

namespace {

using namespace samples;

struct Named {
    const char* name;
    PolygonChunk chunk;
};

const Points kSquare = rectangle(0, 0, 100, 100);

std::vector<Named> clearlyValid() {
    return {
        {"triangle", feature({{{{0, 0}, {5, 1}, {2, 7}}}})},
        {"square", feature({{kSquare}})},
        {"square with vertices on its sides",
         feature({{{{0, 0}, {50, 0}, {100, 0}, {100, 50}, {100, 100}, {0, 100}, {0, 50}}}})},
        {"comb", feature({{{{0, 0}, {90, 0}, {90, 50}, {70, 50}, {70, 9}, {50, 9}, {50, 50}, {40, 50},
                            {40, 9}, {10, 9}, {10, 50}, {0, 50}}}})},
        {"hole", feature({{kSquare, rectangle(10, 10, 20, 20)}})},
        {"two holes, one above the other",
         feature({{kSquare, rectangle(10, 10, 20, 20), rectangle(10, 30, 20, 40)}})},
        {"two parts", feature({{kSquare}, {rectangle(200, 0, 300, 100)}})},
        {"island in a hole",
         feature({{kSquare, rectangle(10, 10, 90, 90)}, {rectangle(20, 20, 80, 80)}})},
        {"no rings", feature({})},
    };
}

std::vector<Named> invalid() {
    return {
        {"bow-tie", feature({{{{0, 0}, {10, 0}, {0, 10}, {10, 11}}}})},
        {"twice round", feature({{{{0, 30}, {-20, -25}, {28, 10}, {-28, 10}, {20, -25}}}})},
        {"bow-tie without area", feature({{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}}})},
        {"bow-tie at a vertex",
         feature({{{{0, 0}, {5, 5}, {10, 0}, {10, 10}, {5, 5}, {0, 10}}}})},
        {"spike outwards", feature({{{{0, 0}, {10, 0}, {10, 5}, {20, 5}, {10, 5}, {10, 10}, {0, 10}}}})},
        {"spike along a side", feature({{{{0, 0}, {10, 0}, {5, 0}, {5, 8}}}})},
        {"flat ring", feature({{{{0, 0}, {10, 10}, {4, 4}}}})},
        {"exverted ring",
         feature({{{{0, 0}, {10, 0}, {10, 4}, {5, 4}, {2, 8}, {8, 8}, {5, 4}, {0, 4}}}})},
        {"hole outside the shell", feature({{kSquare, rectangle(200, 0, 210, 10)}})},
        {"hole crossing the shell", feature({{kSquare, rectangle(90, 10, 110, 20)}})},
        {"hole in a hole", feature({{kSquare, rectangle(10, 10, 90, 90), rectangle(20, 20, 80, 80)}})},
        {"hole along the shell", feature({{kSquare, rectangle(0, 10, 10, 20)}})},
        {"hole equal to the shell", feature({{kSquare, kSquare}})},
        {"nested shells", feature({{kSquare}, {rectangle(10, 10, 20, 20)}})},
        {"overlapping parts", feature({{kSquare}, {rectangle(50, 50, 150, 150)}})},
        {"doubled part", feature({{kSquare}, {kSquare}})},
        {"parts with a common side", feature({{kSquare}, {rectangle(100, 0, 200, 100)}})},
        {"hole of one part in the shell of another",
         feature({{kSquare}, {rectangle(200, 0, 300, 100), rectangle(20, 20, 30, 30)}})},
        {"holes with a common side",
         feature({{kSquare, rectangle(10, 10, 20, 20), rectangle(20, 10, 30, 20)}})},
    };
}

} // namespace

TEST(RingChecker, CertifiesWhatIsClearlyValid) {
    RingChecker checker;
    for (const Named& sample : clearlyValid()) {
        EXPECT_TRUE(checker.isClearlyValid(sample.chunk, 0)) << sample.name;
        EXPECT_FALSE(invalidity(sample.chunk, 0)) << sample.name;
    }
}

TEST(RingChecker, DoesNotCertifyWhatIsInvalid) {
    RingChecker checker;
    for (const Named& sample : invalid()) {
        EXPECT_FALSE(checker.isClearlyValid(sample.chunk, 0)) << sample.name;
        EXPECT_TRUE(invalidity(sample.chunk, 0)) << sample.name;
    }
}

/// Rings round their middle and not, once and twice, with spikes and repeated vertices.
TEST(RingChecker, NeverCertifiesWhatGeosCallsInvalid) {
    Random random(7);
    RingChecker checker;
    int certified = 0;
    int refused = 0;
    for (int i = 0; i < 20'000 && !HasFailure(); ++i) {
        const auto vertices = static_cast<std::size_t>(between(random, 3, 9));
        const std::int64_t size = between(random, 4, 30);
        Points ring = between(random, 0, 2) == 0 ? scribble(random, size, vertices)
                                                 : star(random, {0, 0}, 15.0, vertices);
        if (between(random, 0, 3) == 0) {
            const Points again = star(random, {0, 0}, 15.0, vertices);
            ring.insert(ring.end(), again.begin(), again.end());
        }
        const std::int64_t factor = std::int64_t{1} << between(random, 0, 40);
        const PolygonChunk chunk = feature({{scaled(ring, factor, {3, -8})}});
        if (checker.isClearlyValid(chunk, 0)) {
            EXPECT_FALSE(invalidity(chunk, 0)) << i;
            certified += chunk.ringCount() > 0;
        } else {
            ++refused;
        }
    }
    EXPECT_GT(certified, 5'000);
    EXPECT_GT(refused, 5'000);
}

TEST(RingRepair, GivesValidPolygonsOnTheGrid) {
    for (const Named& sample : invalid()) {
        PolygonChunkBuilder builder;
        appendRepaired(sample.chunk, 0, builder);
        const PolygonChunk chunk = builder.take();
        ASSERT_EQ(chunk.size(), 1U);
        EXPECT_FALSE(invalidity(chunk, 0)) << sample.name;
    }
}

} // namespace tuban::geometry
