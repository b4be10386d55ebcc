#include "check_fixtures.h"
#include "compliance/coverage_check.h"
#include "compliance/shape_check.h"

#include <gtest/gtest.h>

using namespace tuban;
using namespace tuban::compliance;
using namespace tuban::compliance::test;

namespace {

struct Checked {
    std::vector<CheckFinding> findings;
    std::optional<geometry::PolygonChunk> repaired;
    std::vector<CheckKind> kinds() const {
        std::vector<CheckKind> all;
        for (const CheckFinding& f : findings) {
            all.push_back(f.kind);
        }
        return all;
    }
};

Checked check(const CheckedLayer& layer) {
    const CheckRules rules = productRules();
    ShapeCheck shapes(rules, layer, true);
    auto outcome = shapes.check(0);
    return {std::move(outcome.findings), std::move(outcome.repaired)};
}

using Kinds = std::vector<CheckKind>;

} // namespace

TEST(ShapeCheck, FindsNothingInASoundPolygon) {
    EXPECT_TRUE(check(layerOf({{rectangle(0, 0, 50 * kMetre, 30 * kMetre)}})).findings.empty());
}

TEST(ShapeCheck, RepairsAFigureOfEightForMeasuringAndSaysSo) {
    const Points eight{{0, 0}, {10 * kMetre, 10 * kMetre}, {10 * kMetre, 0}, {0, 10 * kMetre}};
    CheckedLayer layer = layerOf({{eight}});
    Checked checked = check(layer);
    ASSERT_EQ(checked.kinds(), Kinds{CheckKind::ValidGeometry});
    EXPECT_EQ(checked.findings.front().values,
              (std::vector<std::string>{"Self-intersection", "0", "50.00"}));
    EXPECT_EQ(*checked.findings.front().place, (GridPoint{5 * kMetre, 5 * kMetre}));
    ASSERT_TRUE(checked.repaired);
    layer.setRepaired(0, std::move(*checked.repaired));
    const auto coverage = checkCoverage(productRules(), layer, 1, Progress());
    ASSERT_TRUE(coverage);
    EXPECT_EQ(coverage->overlaps, 0U);
}

TEST(ShapeCheck, TellsSpikesFromAcuteAngles) {
    // A triangle of 100 m × 1 m · tan: the angle at its tip is atan(1/100) = 0.573°, that of the
    // other atan(10/100) = 5.711°.
    const Points spike{{0, 0}, {100 * kMetre, 0}, {100 * kMetre, kMetre}};
    Checked checked = check(layerOf({{spike}}));
    ASSERT_EQ(checked.kinds(), Kinds{CheckKind::Spike});
    EXPECT_EQ(checked.findings.front().values.front(), "0.57");
    const Points acute{{0, 0}, {100 * kMetre, 0}, {100 * kMetre, 10 * kMetre}};
    checked = check(layerOf({{acute}}));
    ASSERT_EQ(checked.kinds(), Kinds{CheckKind::AcuteAngle});
    EXPECT_EQ(checked.findings.front().values.front(), "5.71");
}

TEST(ShapeCheck, FindsASpikeWithoutWidth) {
    const Points spike{{0, 0},
                       {50 * kMetre, 0},
                       {50 * kMetre, 30 * kMetre},
                       {90 * kMetre, 30 * kMetre},
                       {50 * kMetre, 30 * kMetre},
                       {0, 30 * kMetre}};
    const Kinds kinds = check(layerOf({{spike}})).kinds();
    EXPECT_TRUE(std::ranges::find(kinds, CheckKind::Spike) != kinds.end());
    EXPECT_TRUE(std::ranges::find(kinds, CheckKind::ValidGeometry) != kinds.end());
}

/// Two rooms of 20 m joined by a passage 5 cm wide and 10 m long.
Points roomsWithAPassage() {
    const std::int64_t m = kMetre;
    const std::int64_t w = 500;
    return {{0, 0},
            {20 * m, 0},
            {20 * m, 10 * m},
            {30 * m, 10 * m},
            {30 * m, 0},
            {50 * m, 0},
            {50 * m, 20 * m},
            {30 * m, 20 * m},
            {30 * m, 10 * m + w},
            {20 * m, 10 * m + w},
            {20 * m, 20 * m},
            {0, 20 * m}};
}

/// The same border with vertices `step` cells apart; edges run along the axes.
Points withVerticesEvery(std::int64_t step, const Points& ring) {
    Points fine;
    for (std::size_t v = 0; v < ring.size(); ++v) {
        const auto a = ring[v];
        const auto b = ring[(v + 1) % ring.size()];
        const std::int64_t length = std::max(std::abs(b.x - a.x), std::abs(b.y - a.y));
        for (std::int64_t at = 0; at < length; at += step) {
            fine.push_back({a.x + (b.x - a.x) * at / length, a.y + (b.y - a.y) * at / length});
        }
    }
    return fine;
}

TEST(ShapeCheck, FindsANarrowNeckAndItsWidth) {
    const Checked checked = check(layerOf({{roomsWithAPassage()}}));
    ASSERT_FALSE(checked.findings.empty());
    for (const CheckFinding& f : checked.findings) {
        EXPECT_EQ(f.kind, CheckKind::NarrowNeck);
        EXPECT_DOUBLE_EQ(f.width->inMetres(), 0.05);
    }
}

// A vertex every 5 mm: on the other side of the passage lie twenty within its width.
TEST(ShapeCheck, FindsTheSameNeckInABorderFinerThanIt) {
    const Points fine = withVerticesEvery(50, roomsWithAPassage());
    ASSERT_EQ(fine.size(), 35980U); // 179.9 m
    const Checked checked = check(layerOf({{fine}}));
    ASSERT_EQ(checked.findings.size(), 2U); // one run of vertices on either side
    for (const CheckFinding& f : checked.findings) {
        EXPECT_EQ(f.kind, CheckKind::NarrowNeck);
        EXPECT_DOUBLE_EQ(f.width->inMetres(), 0.05);
    }
}

TEST(ShapeCheck, TakesNoNotchOutsideForANeck) {
    const std::int64_t m = kMetre;
    const std::int64_t w = 500; // a slit 5 cm wide cuts in from above
    const Points slit{{0, 0},
                      {50 * m, 0},
                      {50 * m, 20 * m},
                      {25 * m + w, 20 * m},
                      {25 * m + w, 5 * m},
                      {25 * m, 5 * m},
                      {25 * m, 20 * m},
                      {0, 20 * m}};
    EXPECT_TRUE(check(layerOf({{slit}})).findings.empty());
}

TEST(ShapeCheck, FindsNecksInLargePolygonsToo) {
    // The passage again, its long sides cut into pieces so that there are more than 64 vertices.
    const std::int64_t m = kMetre;
    Points neck{{0, 0}, {20 * m, 0}, {20 * m, 10 * m}};
    for (std::int64_t x = 21; x < 30; ++x) {
        neck.push_back({x * m, 10 * m});
    }
    neck.insert(neck.end(), {{30 * m, 10 * m}, {30 * m, 0}});
    for (std::int64_t x = 61; x < 100; ++x) {
        neck.push_back({x * m / 2, 0});
    }
    neck.insert(neck.end(), {{50 * m, 0}, {50 * m, 20 * m}});
    for (std::int64_t x = 49; x > 30; --x) {
        neck.push_back({x * m, 20 * m});
    }
    neck.insert(neck.end(),
                {{30 * m, 20 * m},
                 {30 * m, 10 * m + 500},
                 {20 * m, 10 * m + 500},
                 {20 * m, 20 * m},
                 {0, 20 * m}});
    ASSERT_GT(neck.size(), 64U);
    const Checked checked = check(layerOf({{neck}}));
    ASSERT_FALSE(checked.findings.empty());
    EXPECT_DOUBLE_EQ(checked.findings.front().width->inMetres(), 0.05);
}

TEST(ShapeCheck, FindsSliversByWidthAndBySize) {
    // 40 m × 5 cm: 2 · 2 / 80.1 = 0.0499 m wide on average. 60 cm × 60 cm: 0.36 m².
    const Checked thin = check(layerOf({{rectangle(0, 0, 40 * kMetre, 500)}}));
    ASSERT_FALSE(thin.findings.empty());
    EXPECT_EQ(thin.findings.back().kind, CheckKind::Sliver);
    EXPECT_NEAR(thin.findings.back().width->inMetres(), 4.0 / 80.1, 1e-12);
    const Checked small = check(layerOf({{rectangle(0, 0, 6000, 6000)}}));
    ASSERT_EQ(small.kinds(), Kinds{CheckKind::Sliver});
    EXPECT_DOUBLE_EQ(small.findings.front().area->inSquareMetres(), 0.36);
}

TEST(ShapeCheck, CountsRepeatedVerticesButNotTheClosingOne) {
    Points ring = rectangle(0, 0, 50 * kMetre, 30 * kMetre);
    ring.push_back(ring.front());
    EXPECT_TRUE(check(layerOf({{ring}})).findings.empty());
    ring.insert(ring.begin() + 2, 2, ring[1]);
    const Checked checked = check(layerOf({{ring}}));
    ASSERT_EQ(checked.kinds(), Kinds{CheckKind::DuplicateVertices});
    EXPECT_EQ(checked.findings.front().values.front(), "2");
}
