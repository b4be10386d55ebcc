#include "geometry/polygon_samples.h"
#include "render/map_layer.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <set>
#include <vector>

namespace tuban::render {

namespace {

using geometry::GridBox;
using geometry::samples::Points;
using geometry::samples::Random;
using geometry::samples::Rings;

std::shared_ptr<const MapChunk> polygonChunk(const std::vector<Rings>& polygons,
                                             std::int64_t firstId) {
    auto chunk = std::make_shared<MapChunk>();
    chunk->geometry =
        std::make_shared<const geometry::PolygonChunk>(geometry::samples::layer(polygons));
    for (std::size_t i = 0; i < polygons.size(); ++i) {
        chunk->ids.push_back(firstId + static_cast<std::int64_t>(i));
    }
    chunk->classes.assign(polygons.size(), 0);
    return chunk;
}

/// 60 × 60 squares of 100 cells, in three chunks, in any order.
std::shared_ptr<const MapLayer> squares() {
    std::vector<Rings> polygons;
    for (std::int64_t i = 0; i < 3600; ++i) {
        const std::int64_t x = i % 60 * 100;
        const std::int64_t y = i / 60 * 100;
        polygons.push_back({geometry::samples::rectangle(x, y, x + 100, y + 100)});
    }
    std::shuffle(polygons.begin(), polygons.end(), Random(5));
    MapLayerContent content{.coverage = true, .classes = {{0}}};
    for (std::int64_t chunk = 0; chunk < 3; ++chunk) {
        content.chunks.push_back(
            polygonChunk({polygons.begin() + chunk * 1200, polygons.begin() + (chunk + 1) * 1200},
                         chunk * 1200));
    }
    return MapLayer::build(std::move(content));
}

std::multiset<std::int64_t> idsIn(const MapLayer& layer, const GridBox& window) {
    std::multiset<std::int64_t> ids;
    layer.visit(window, [&](FeatureRef feature) { ids.insert(layer.id(feature)); });
    return ids;
}

constexpr GridBox kAll{{0, 0}, {6000, 6000}};

} // namespace

TEST(MapLayer, VisitsEveryFeatureThatAWindowMeetsOnce) {
    const auto layer = squares();
    EXPECT_EQ(layer->featureCount(), 3600U);
    EXPECT_EQ(layer->extent(), kAll);
    EXPECT_EQ(idsIn(*layer, kAll).size(), 3600U);
    const GridBox window{{250, 250}, {430, 310}}; // columns 2 to 4, rows 2 and 3
    std::multiset<std::int64_t> expected;
    for (const auto& chunk : layer->chunks()) {
        for (std::size_t row = 0; row < chunk->size(); ++row) {
            if (chunk->extent(row).meets(window)) {
                expected.insert(chunk->ids[row]);
            }
        }
    }
    EXPECT_EQ(expected.size(), 6U);
    EXPECT_EQ(idsIn(*layer, window), expected);
}

TEST(MapLayer, KnowsTheMeanSideOfItsPolygons) {
    EXPECT_DOUBLE_EQ(squares()->meanSide(), 100.0);
}

TEST(MapLayer, LeavesFeaturesWithoutGeometryOut) {
    MapLayerContent content{.classes = {{}}};
    content.chunks.push_back(polygonChunk({{}, {geometry::samples::rectangle(0, 0, 4, 4)}}, 7));
    const auto layer = MapLayer::build(std::move(content));
    EXPECT_EQ(layer->featureCount(), 1U);
    EXPECT_FALSE(layer->find(7).has_value());
    EXPECT_TRUE(layer->find(8).has_value());
}

TEST(MapLayer, ReplacesFeaturesWithoutTouchingTheLayerBefore) {
    const auto before = squares();
    const std::vector<std::int64_t> gone{17, 2000};
    const auto after =
        before->edited(gone, polygonChunk({{geometry::samples::rectangle(0, 0, 300, 300)}}, 17));
    EXPECT_EQ(before->featureCount(), 3600U);
    EXPECT_EQ(after->featureCount(), 3599U);
    EXPECT_FALSE(after->find(2000).has_value());
    EXPECT_EQ(after->extent(*after->find(17)), (GridBox{{0, 0}, {300, 300}}));
    EXPECT_EQ(idsIn(*after, kAll).count(17), 1U);
    // And back again, as undo does.
    const FeatureRef old = *before->find(17);
    const auto undone = after->edited(std::vector<std::int64_t>{17}, [&] {
        const GridBox& box = before->extent(old);
        return polygonChunk(
            {{geometry::samples::rectangle(box.min.x, box.min.y, box.max.x, box.max.y)}}, 17);
    }());
    EXPECT_EQ(undone->extent(*undone->find(17)), before->extent(old));
    EXPECT_EQ(undone->featureCount(), 3599U);
}

TEST(MapLayer, TakesFeaturesIntoAnEmptyLayer) {
    const auto empty = MapLayer::build({.classes = {{0}}});
    EXPECT_TRUE(empty->extent().empty());
    const auto one =
        empty->edited({}, polygonChunk({{geometry::samples::rectangle(0, 0, 4, 4)}}, 1));
    EXPECT_EQ(one->featureCount(), 1U);
    EXPECT_EQ(one->edited(std::vector<std::int64_t>{1}, polygonChunk({}, 0))->featureCount(), 0U);
}

TEST(MapLayer, SharesGeometryWhenClassesChange) {
    const auto layer = squares();
    std::vector<std::vector<std::uint16_t>> classes(3, std::vector<std::uint16_t>(1200, 1));
    const auto other = layer->reclassified({{0}, {1}}, classes);
    const FeatureRef feature = *layer->find(5);
    EXPECT_EQ(layer->classOf(feature), 0);
    EXPECT_EQ(other->classOf(feature), 1);
    EXPECT_EQ(std::get<0>(layer->chunk(feature).geometry),
              std::get<0>(other->chunk(feature).geometry));
}

TEST(MapLayer, HoldsLinesAndPoints) {
    auto paths = std::make_shared<geometry::PathChunk>();
    paths->addPath(Points{{0, 0}, {10, 10}});
    paths->addPath(Points{{20, 0}, {30, 10}});
    paths->endFeature();
    paths->addPath(Points{{5, 7}});
    paths->endFeature();
    auto chunk = std::make_shared<MapChunk>();
    chunk->geometry = std::shared_ptr<const geometry::PathChunk>(paths);
    chunk->ids = {1, 2};
    chunk->classes = {0, 0};
    const auto layer =
        MapLayer::build({.kind = MapGeometry::Lines, .classes = {{0}}, .chunks = {chunk}});
    EXPECT_EQ(layer->extent(), (GridBox{{0, 0}, {30, 10}}));
    std::vector<std::size_t> lengths;
    layer->visitPaths(*layer->find(1), [&](std::span<const geometry::GridPoint> path) {
        lengths.push_back(path.size());
    });
    EXPECT_EQ(lengths, (std::vector<std::size_t>{2, 2}));
    EXPECT_EQ(layer->extent(*layer->find(2)).min, (geometry::GridPoint{5, 7}));
}

} // namespace tuban::render
