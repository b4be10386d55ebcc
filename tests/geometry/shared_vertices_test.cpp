#include "geometry/shared_vertices.h"

#include <ctime>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::geometry {

namespace {

using Line = std::vector<GridPoint>;
using Insertion = SharedVertices::Insertion;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Line rectangle(std::int64_t west, std::int64_t south, std::int64_t east, std::int64_t north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}};
}

SharedVertices with(const std::vector<Line>& rings) {
    SharedVertices shared;
    for (std::uint32_t i = 0; i < rings.size(); ++i) {
        shared.add(i, 0, rings[i]);
    }
    return shared;
}

} // namespace

TEST(SharedVertices, FindsVerticesInTheMiddleOfEdgesInTheirOrder) {
    const auto found =
        with({rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 40), rectangle(100, 40, 200, 100)})
            .find();
    EXPECT_THAT(found, ElementsAre(Insertion{0, 0, 1, {100, 40}}));
    const auto reversed = with({rectangle(0, 0, 100, 100), // the west side runs down
                                rectangle(-50, 60, 0, 100),
                                rectangle(-50, 20, 0, 60),
                                rectangle(-50, 0, 0, 20)})
                              .find();
    EXPECT_THAT(reversed, ElementsAre(Insertion{0, 0, 3, {0, 60}}, Insertion{0, 0, 3, {0, 20}}));
}

TEST(SharedVertices, TakesVerticesOneCellOffTheEdgeButNotTwo) {
    const Line slanted{{0, 0}, {1000, 300}, {0, 300}};
    // 500 · 0.3 = 150: exact, one cell and two cells below the edge
    EXPECT_EQ(with({slanted, {{500, 150}, {900, -50}, {501, -50}}}).find().size(), 1U);
    EXPECT_EQ(with({slanted, {{500, 149}, {900, -50}, {501, -50}}}).find().size(), 1U);
    EXPECT_THAT(with({slanted, {{500, 147}, {900, -50}, {501, -50}}}).find(), IsEmpty());
}

TEST(SharedVertices, LeavesEndsAndOwnVerticesAlone) {
    EXPECT_THAT(with({rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100)}).find(), IsEmpty());
    EXPECT_THAT(with({{{0, 0}, {100, 0}, {100, 50}, {50, 0}, {0, 50}}}).find(), IsEmpty())
        << "a ring that touches itself";
    EXPECT_THAT(with({{{0, 0}, {1000, 700}, {0, 700}}, {{1, 0}, {500, -90}, {400, -100}}}).find(),
                IsEmpty())
        << "one cell from the end and off the edge";
}

/// Squares in rows that are shifted by half a square: between two rows each square gets one vertex.
TEST(SharedVertices, IsQuickForManyParcels) {
    constexpr std::int64_t kAcross = 400;
    constexpr std::int64_t kSide = 200'000;
    SharedVertices shared;
    for (std::int64_t row = 0; row < kAcross; ++row) {
        for (std::int64_t column = 0; column < kAcross; ++column) {
            const std::int64_t west = column * kSide + (row % 2) * kSide / 2;
            shared.add(static_cast<std::uint32_t>(row * kAcross + column),
                       0,
                       rectangle(west, row * kSide, west + kSide, (row + 1) * kSide));
        }
    }
    const std::clock_t begin = std::clock();
    const auto found = shared.find();
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    EXPECT_EQ(found.size(), std::size_t{2 * kAcross * (kAcross - 1)});
    EXPECT_LT(seconds, 20.0) << "a quadratic search would take hours";
}

} // namespace tuban::geometry
