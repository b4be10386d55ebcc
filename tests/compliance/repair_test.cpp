#include "check_fixtures.h"
#include "compliance/coverage_check.h"
#include "compliance/repair.h"
#include "compliance/shape_check.h"

#include <gtest/gtest.h>

using namespace tuban;
using namespace tuban::compliance;
using namespace tuban::compliance::test;

namespace {

std::vector<CheckFinding> findingsOf(const CheckedLayer& layer) {
    const CheckRules rules = productRules();
    std::vector<CheckFinding> all;
    ShapeCheck shapes(rules, layer, true);
    for (std::size_t c = 0; c < layer.chunkCount(); ++c) {
        auto outcome = shapes.check(c);
        all.insert(all.end(), outcome.findings.begin(), outcome.findings.end());
    }
    auto coverage = checkCoverage(rules, layer, 2, Progress());
    EXPECT_TRUE(coverage);
    all.insert(all.end(), coverage->findings.begin(), coverage->findings.end());
    return all;
}

/// The layer as the plan would leave it.
CheckedLayer repaired(const CheckedLayer& layer, const RepairPlan& plan) {
    std::vector<Rings> polygons;
    for (std::uint32_t row = 0; row < layer.rowCount(); ++row) {
        const auto [chunk, feature] = layer.locate(row);
        const geometry::PolygonChunk* from = &layer.chunk(chunk).polygons;
        std::size_t at = feature;
        for (const RepairedFeature& f : plan.features) {
            if (f.row == row) {
                from = &f.polygons;
                at = 0;
            }
        }
        Rings rings;
        const auto range = from->featureRings(at);
        for (std::uint32_t r = range.first; r < range.last; ++r) {
            rings.emplace_back(from->ring(r).begin(), from->ring(r).end());
        }
        polygons.push_back(std::move(rings));
    }
    return layerOf(polygons);
}

RepairPlan planFor(const CheckedLayer& layer, const CheckRules& rules = productRules()) {
    return planRepairs(rules, layer, findingsOf(layer), false);
}

double areaOf(const CheckedLayer& layer, std::uint32_t row) {
    const auto [chunk, feature] = layer.locate(row);
    return static_cast<double>(layer.chunk(chunk).polygons.doubledArea(feature)) / 2e8;
}

} // namespace

TEST(Repair, GivesAGapToTheNeighbourWithTheLongestCommonBorder) {
    // A strip of 20 m × 1 m between a parcel of 20 m and two of 10 m.
    const std::int64_t m = kMetre;
    const CheckedLayer layer = layerOf({{rectangle(0, 0, 20 * m, 10 * m)},
                                        {rectangle(0, 11 * m, 10 * m, 20 * m)},
                                        {rectangle(10 * m, 11 * m, 20 * m, 20 * m)},
                                        {rectangle(-5 * m, 0, 0, 20 * m)},
                                        {rectangle(20 * m, 0, 25 * m, 20 * m)}});
    const RepairPlan plan = planFor(layer);
    const CheckedLayer after = repaired(layer, plan);
    EXPECT_DOUBLE_EQ(areaOf(after, 0), 220.0);
    EXPECT_DOUBLE_EQ(areaOf(after, 1), 90.0);
    EXPECT_TRUE(findingsOf(after).empty());
}

TEST(Repair, CutsAnOverlapFromTheSmallerSoThatBordersMatch) {
    std::vector<Rings> parcels = Mesh(3, 3, 5).parcels();
    GridPoint& corner = parcels[4].front()[2];
    corner = {corner.x + 30000, corner.y + 41000};
    const CheckedLayer layer = layerOf(parcels);
    ASSERT_FALSE(findingsOf(layer).empty());
    const RepairPlan plan = planFor(layer);
    EXPECT_FALSE(plan.repaired.empty());
    const CheckedLayer after = repaired(layer, plan);
    for (const CheckFinding& finding : findingsOf(after)) {
        EXPECT_NE(finding.kind, CheckKind::Overlap);
        EXPECT_NE(finding.kind, CheckKind::Gap);
    }
}

TEST(Repair, GivesNewCornersToAllNeighbours) {
    const std::int64_t m = kMetre;
    // The third borders on both that overlap; the cut moves a corner along its edge.
    const CheckedLayer layer = layerOf(
        {{rectangle(0, 0, 10 * m, 10 * m)},
         {rectangle(9 * m, 0, 30 * m, 10 * m)},
         {{{0, 10 * m}, {10 * m, 10 * m}, {30 * m, 10 * m}, {30 * m, 20 * m}, {0, 20 * m}}}});
    const CheckedLayer after = repaired(layer, planFor(layer));
    EXPECT_DOUBLE_EQ(areaOf(after, 0), 90.0);
    EXPECT_TRUE(findingsOf(after).empty());
}

TEST(Repair, LetsTheOlderKeepTheGroundWhereTheRuleSaysSo) {
    const std::int64_t m = kMetre;
    const Rings older{rectangle(0, 0, 10 * m, 10 * m)};
    const Rings larger{rectangle(8 * m, 0, 40 * m, 10 * m)};
    FeatureChunk chunk;
    geometry::PolygonChunkBuilder builder;
    TextColumn ids;
    for (const Rings* rings : {&older, &larger}) {
        builder.addRing(rings->front());
        builder.endPart();
        builder.endFeature();
        chunk.ids.push_back(1);
        ids.append(rings == &older ? "0190-a" : "0191-b");
    }
    chunk.polygons = builder.take();
    chunk.columns.push_back({std::move(ids), {false, false}});
    geometry::CrsInfo crs;
    crs.kind = geometry::CrsInfo::Kind::Projected;
    std::vector<FeatureChunk> chunks;
    chunks.push_back(std::move(chunk));
    CheckedLayer layer("parcel", geometry::Grid::tenthMillimetre(), crs, std::move(chunks));
    layer.columns.id = 0;
    CheckRules rules = productRules();
    CheckedLayer after = repaired(layer, planFor(layer, rules));
    EXPECT_DOUBLE_EQ(areaOf(after, 0), 80.0);
    EXPECT_DOUBLE_EQ(areaOf(after, 1), 320.0);
    rules.rules[static_cast<std::size_t>(CheckKind::Overlap)].priority = OverlapPriority::Older;
    after = repaired(layer, planFor(layer, rules));
    EXPECT_DOUBLE_EQ(areaOf(after, 0), 100.0);
    EXPECT_DOUBLE_EQ(areaOf(after, 1), 300.0);
}

TEST(Repair, InsertsAMissingVertexWithoutChangingTheArea) {
    const std::int64_t m = kMetre;
    const CheckedLayer layer = layerOf({{rectangle(0, 0, 10 * m, 20 * m)},
                                        {rectangle(10 * m, 0, 20 * m, 10 * m)},
                                        {rectangle(10 * m, 10 * m, 20 * m, 20 * m)}});
    const RepairPlan plan = planFor(layer);
    ASSERT_EQ(plan.features.size(), 1U);
    EXPECT_EQ(plan.features.front().before, plan.features.front().after);
    EXPECT_EQ(plan.features.front().polygons.pointCount(), 5U);
    EXPECT_TRUE(findingsOf(repaired(layer, plan)).empty());
}

TEST(Repair, DropsSpikesAndRepeatedVertices) {
    const std::int64_t m = kMetre;
    Points ring{{0, 0},
                {50 * m, 0},
                {50 * m, 15 * m},
                {90 * m, 15 * m + 100},
                {50 * m, 15 * m + 200},
                {50 * m, 30 * m},
                {0, 30 * m}};
    ring.insert(ring.begin() + 1, ring[1]);
    const CheckedLayer layer = layerOf({{ring}});
    const RepairPlan plan = planFor(layer);
    EXPECT_EQ(plan.repaired.size(), 2U);
    ASSERT_EQ(plan.features.size(), 1U);
    EXPECT_DOUBLE_EQ(plan.features.front().after.inSquareMetres(), 1500.0);
}

TEST(Repair, RefusesToCutAwayAWholeParcel) {
    const Rings parcel{rectangle(0, 0, 10 * kMetre, 10 * kMetre)};
    const RepairPlan plan = planFor(layerOf({parcel, parcel}));
    EXPECT_TRUE(plan.features.empty());
    ASSERT_EQ(plan.refused.size(), 1U);
    EXPECT_EQ(plan.refused.front().second, RepairRefusal::FallsApart);
}

TEST(Repair, RefusesWhatWouldFallIntoParts) {
    const std::int64_t m = kMetre;
    // A road 5 m wide runs across a smaller field.
    const CheckedLayer layer =
        layerOf({{rectangle(0, 0, 20 * m, 20 * m)}, {rectangle(-100 * m, 8 * m, 100 * m, 13 * m)}});
    const RepairPlan plan = planFor(layer);
    EXPECT_TRUE(plan.features.empty());
    ASSERT_EQ(plan.refused.size(), 1U);
    EXPECT_EQ(plan.refused.front().second, RepairRefusal::FallsApart);
}
