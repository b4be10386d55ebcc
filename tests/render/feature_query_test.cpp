#include "render/feature_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::render {

namespace {

using geometry::GridPoint;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Two squares side by side, 0: (0,0)–(100,100) with a hole (40,40)–(60,60), 1: (100,0)–(200,100).
std::shared_ptr<const MapLayer> squares() {
    geometry::PolygonChunkBuilder builder;
    const auto box = [](std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1) {
        return std::vector<GridPoint>{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    };
    builder.addRing(box(0, 0, 100, 100));
    builder.addRing(box(40, 40, 60, 60));
    builder.endPart();
    builder.endFeature();
    builder.addRing(box(100, 0, 200, 100));
    builder.endPart();
    builder.endFeature();
    auto chunk = std::make_shared<MapChunk>();
    chunk->geometry = std::make_shared<const geometry::PolygonChunk>(builder.take());
    chunk->ids = {0, 1};
    chunk->classes = {0, 0};
    MapLayerContent content;
    content.classes = {{}};
    content.chunks = {chunk};
    return MapLayer::build(std::move(content));
}

std::vector<std::int64_t> ids(const MapLayer& layer, const std::vector<FeatureRef>& features) {
    std::vector<std::int64_t> ids;
    for (const FeatureRef feature : features) {
        ids.push_back(layer.id(feature));
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<std::int64_t> at(GridPoint place, std::int64_t reach = 0) {
    const auto layer = squares();
    return ids(*layer, featuresAt(*layer, place, reach));
}

std::vector<std::int64_t> in(const std::vector<GridPoint>& outline, OutlineMode mode) {
    const auto layer = squares();
    return ids(*layer, featuresIn(*layer, outline, mode));
}

} // namespace

TEST(FeaturesAt, FindsThePolygonAndNotItsHole) {
    EXPECT_THAT(at({10, 10}), ElementsAre(0));
    EXPECT_THAT(at({50, 50}), IsEmpty());
    EXPECT_THAT(at({100, 50}), ElementsAre(0, 1)) << "the border belongs to both";
    EXPECT_THAT(at({205, 50}), IsEmpty());
    EXPECT_THAT(at({205, 50}, 5), ElementsAre(1));
}

TEST(FeaturesIn, TellsInsideFromTouching) {
    const auto box = outlineOf({{-1, -1}, {150, 101}});
    EXPECT_THAT(in(box, OutlineMode::Inside), ElementsAre(0));
    EXPECT_THAT(in(box, OutlineMode::Touching), ElementsAre(0, 1));
    EXPECT_THAT(in(outlineOf({{0, 0}, {200, 100}}), OutlineMode::Inside), ElementsAre(0, 1))
        << "what lies on the outline is inside";
}

TEST(FeaturesIn, FindsThePolygonAroundASmallOutlineButNotTheHole) {
    EXPECT_THAT(in(outlineOf({{10, 10}, {20, 20}}), OutlineMode::Touching), ElementsAre(0));
    EXPECT_THAT(in(outlineOf({{45, 45}, {55, 55}}), OutlineMode::Touching), IsEmpty());
    EXPECT_THAT(in(outlineOf({{45, 45}, {55, 55}}), OutlineMode::Inside), IsEmpty());
}

TEST(FeaturesIn, KnowsOutlinesThatAreNoBoxes) {
    const std::vector<GridPoint> triangle{{-300, -10}, {210, -10}, {210, 500}};
    EXPECT_THAT(in(triangle, OutlineMode::Inside), ElementsAre(0, 1));
    const std::vector<GridPoint> notch{{-10, -10}, {210, -10}, {210, 110}, {150, 20}, {-10, 110}};
    EXPECT_THAT(in(notch, OutlineMode::Inside), IsEmpty());
    EXPECT_THAT(in({{0, 0}, {10, 10}}, OutlineMode::Touching), IsEmpty()) << "no area";
}

} // namespace tuban::render
