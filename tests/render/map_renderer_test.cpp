#include "map_samples.h"
#include "render/map_renderer.h"

#include <QPainter>

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>

namespace tuban::render {

namespace {

using namespace samples;

/// What the owner of a window would draw.
QImage composed(const VisibleTiles& tiles, const Viewport& view) {
    QImage picture(view.width, view.height, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    for (const TilePicture& tile : tiles.pictures) {
        if (tile.source.isEmpty()) {
            painter.drawImage(tile.target.topLeft(), tile.image);
        } else {
            painter.drawImage(tile.target, tile.image, tile.source);
        }
    }
    return picture;
}

int pixelsOtherThan(const QImage& picture, const QRect& part, QRgb wanted) {
    int count = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            count += picture.pixel(x, y) != wanted ? 1 : 0;
        }
    }
    return count;
}

/// Blue west of 600 m, yellow east of it.
class TwoColours : public RasterGround {
public:
    const MapExtent& extent() const override { return m_extent; }
    QImage read(const MapExtent& part, int width, int height) const override {
        QImage picture(width, height, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::transparent);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const double east = part.minX + (x + 0.5) * (part.maxX - part.minX) / width;
                const double north = part.maxY - (y + 0.5) * (part.maxY - part.minY) / height;
                if (north < m_extent.maxY) {
                    picture.setPixel(x, y, east < 600 ? qRgb(0, 0, 200) : qRgb(200, 200, 0));
                }
            }
        }
        return picture;
    }

private:
    MapExtent m_extent{0, 0, 1200, 1200};
};

std::ptrdiff_t notCurrent(const VisibleTiles& tiles) {
    return std::ranges::count(tiles.pictures, false, &TilePicture::current);
}

} // namespace

TEST(RenderMap, GivesTheSameBytesOnAnyNumberOfThreads) {
    const MapScene map = scene();
    const Viewport view = wholeView(map, 700, 500);
    const QImage one = *renderMap(map, view, 1);
    for (int threads = 2; threads <= 8; ++threads) {
        EXPECT_EQ(*renderMap(map, view, threads), one) << threads;
    }
}

TEST(RenderMap, ShowsNoSeamsWithinOrBetweenTiles) {
    MapScene map{.layers = {parcels()}};
    map.layers[0].style = style({rule({filled({200, 90, 30})}),
                                 rule({filled({200, 90, 30})}),
                                 rule({filled({200, 90, 30})})});
    for (const double zoom : {1.0, 2.7, 11.0, 60.0}) {
        const Viewport view = wholeView(map, 640, 640).zoomed(zoom, {320.0, 320.0});
        const QImage picture = *renderMap(map, view, 2);
        const QRect inner = zoom > 1.0 ? picture.rect() : picture.rect().adjusted(20, 20, -20, -20);
        EXPECT_EQ(pixelsOtherThan(picture, inner, qRgb(200, 90, 30)), 0) << zoom;
    }
}

TEST(RenderMap, DrawsCasingsOfAllRoadsBelowTheirCores) {
    MapScene map{.layers = {roads()}};
    const QImage picture = *renderMap(map, wholeView(map, 400, 400), 1);
    const auto middle = [&](int dx, int dy) { return picture.pixel(200 + dx, 200 + dy); };
    // Along both roads the core runs through the crossing.
    for (int i = -8; i <= 8; ++i) {
        EXPECT_EQ(middle(i, -1), qRgb(255, 240, 180)) << i;
        EXPECT_EQ(middle(1, i), qRgb(255, 240, 180)) << i;
    }
}

TEST(RenderMap, LaysOverlappingAreasOverEachOtherInTheOrderOfTheSource) {
    using geometry::samples::rectangle;
    MapLayerContent content{.classes = oneRuleEach(2)};
    content.chunks.push_back(polygonChunk(
        {{rectangle(0, 0, 700'000, 1'000'000)}, {rectangle(300'000, 0, 1'000'000, 1'000'000)}},
        1,
        2));
    MapScene map{.layers = {{.features = MapLayer::build(std::move(content)),
                             .style = style({rule({filled({255, 0, 0}, 0.5)}),
                                             rule({filled({0, 0, 255}, 0.5)})})}}};
    const QImage picture = *renderMap(map, Viewport::fitting({0, 0, 100, 100}, 100, 100), 1);
    EXPECT_EQ(picture.pixel(10, 50), qRgb(255, 127, 127));
    EXPECT_EQ(picture.pixel(90, 50), qRgb(127, 127, 255));
    const QRgb both = picture.pixel(50, 50); // half blue over half red over white
    EXPECT_NEAR(qRed(both), 127, 2);
    EXPECT_NEAR(qGreen(both), 63, 2);
    EXPECT_NEAR(qBlue(both), 191, 2);
}

TEST(RenderMap, LaysFillsOfTwoRulesOfACoverageOverEachOther) {
    MapLayerContent content{.coverage = true, .classes = {{0, 1}}};
    content.chunks.push_back(
        polygonChunk({{geometry::samples::rectangle(0, 0, 1'000'000, 1'000'000)}}, 1));
    MapScene map{.layers = {{.features = MapLayer::build(std::move(content)),
                             .style = style({rule({filled({255, 0, 0})}),
                                             rule({filled({0, 0, 255}, 0.5)})})}}};
    const QRgb pixel =
        renderMap(map, Viewport::fitting({0, 0, 100, 100}, 100, 100), 1)->pixel(50, 50);
    EXPECT_NEAR(qRed(pixel), 127, 1);
    EXPECT_NEAR(qBlue(pixel), 128, 1);
}

TEST(RenderMap, HidesRulesBeyondTheirScales) {
    MapScene map{.layers = {roads()}};
    auto style = std::make_shared<Style>(*map.layers[0].style);
    style->rules[0].maxScaleDenominator = 1000.0;
    map.layers[0].style = style;
    const Viewport view = wholeView(map, 300, 300); // about 1 : 14 000
    EXPECT_EQ(pixelsOtherThan(*renderMap(map, view, 1), QRect(0, 0, 300, 300), qRgb(255, 255, 255)),
              0);
    const Viewport near = view.zoomed(30.0, {150.0, 150.0});
    EXPECT_GT(pixelsOtherThan(*renderMap(map, near, 1), QRect(0, 0, 300, 300), qRgb(255, 255, 255)),
              0);
}

TEST(RenderMap, LetsLayersBelowShowThroughTranslucentOnes) {
    MapScene map = scene();
    map.layers[1].opacity = Ratio::fraction(0.5);
    map.background.reset();
    const QImage picture = *renderMap(map, wholeView(map, 300, 300), 1);
    EXPECT_EQ(qAlpha(picture.pixel(2, 2)), 0);
    EXPECT_EQ(qAlpha(picture.pixel(150, 150)), 255);
    map.layers[1].visible = false;
    EXPECT_NE(*renderMap(map, wholeView(map, 300, 300), 1), picture);
}

TEST(RenderMap, LaysRastersBelowTheLayers) {
    MapScene map{.layers = {roads()}};
    map.rasters = {{.ground = std::make_shared<TwoColours>()}};
    const Viewport view = wholeView(map, 400, 400); // middle of the roads: 605 m
    const QImage drawn = *renderMap(map, view, 2);
    EXPECT_EQ(drawn.pixel(100, 100), qRgb(0, 0, 200));
    EXPECT_EQ(drawn.pixel(300, 100), qRgb(200, 200, 0));
    EXPECT_EQ(drawn.pixel(200, 3), qRgb(255, 255, 255));   // north of the raster
    EXPECT_EQ(drawn.pixel(200, 100), qRgb(255, 240, 180)); // a road
    map.rasters[0].opacity = Ratio::fraction(0.5);
    EXPECT_NEAR(qRed(renderMap(map, view, 1)->pixel(100, 100)), 127, 1);
    map.rasters[0].visible = false;
    EXPECT_EQ(renderMap(map, view, 1)->pixel(100, 100), qRgb(255, 255, 255));
    map.layers.clear();
    EXPECT_FALSE(map.extent().has_value());
    map.rasters[0].visible = true;
    EXPECT_EQ(*map.extent(), (MapExtent{0, 0, 1200, 1200}));
}

TEST(RenderMap, GivesNothingWhenCancelled) {
    std::stop_source stop;
    stop.request_stop();
    const MapScene map = scene();
    EXPECT_FALSE(
        renderMap(map, wholeView(map, 300, 300), 2, Progress(stop.get_token())).has_value());
}

TEST(MapRenderer, ShowsWhatRenderMapDraws) {
    const MapScene map = scene();
    const Viewport view = wholeView(map, 700, 500);
    std::atomic<int> ready = 0;
    MapRenderer renderer({.threads = 2, .tileReady = [&] { ++ready; }});
    renderer.setScene(map);
    EXPECT_FALSE(renderer.visibleTiles(view, {}).complete);
    renderer.waitUntilDrawn();
    EXPECT_GE(ready, 4 * 5 - 1); // the last may still be on its way
    const VisibleTiles tiles = renderer.visibleTiles(view, {});
    EXPECT_TRUE(tiles.complete);
    EXPECT_EQ(composed(tiles, view), *renderMap(map, view, 1));
}

TEST(MapRenderer, KeepsTilesWhilePanning) {
    const MapScene map = scene();
    Viewport view = wholeView(map, 512, 512);
    MapRenderer renderer({.threads = 1});
    renderer.setScene(map);
    renderer.visibleTiles(view, {});
    renderer.waitUntilDrawn();
    view = view.moved(100, -60); // within the ring around the view
    EXPECT_TRUE(renderer.visibleTiles(view, {}).complete);
}

TEST(MapRenderer, RedrawsOnlyWhatAnEditTouchesAndAsAWhole) {
    MapScene map = scene();
    const Viewport view = wholeView(map, 700, 700);
    MapRenderer renderer({.threads = 2});
    renderer.setScene(map);
    renderer.visibleTiles(view, {});
    renderer.waitUntilDrawn();
    const std::size_t all = renderer.visibleTiles(view, {}).pictures.size();

    // A parcel in the middle loses its right half.
    const MapLayer& before = *map.layers[0].features;
    const FeatureRef parcel = *before.find(31 * 60 + 15);
    const geometry::GridBox box = before.extent(parcel);
    map.layers[0].features = before.edited(
        std::vector<std::int64_t>{before.id(parcel)},
        polygonChunk({{geometry::samples::rectangle(
                         box.min.x, box.min.y, (box.min.x + box.max.x) / 2, box.max.y)}},
                     before.id(parcel)));
    const geometry::Grid& grid = before.grid();
    renderer.setScene(map,
                      MapExtent{grid.toUnits(box.min.x),
                                grid.toUnits(box.min.y),
                                grid.toUnits(box.max.x),
                                grid.toUnits(box.max.y)});
    const VisibleTiles stale = renderer.visibleTiles(view, {});
    EXPECT_FALSE(stale.complete);
    EXPECT_EQ(stale.pictures.size(), all); // the old tiles stand in
    EXPECT_GE(notCurrent(stale), 1);
    EXPECT_LE(notCurrent(stale), 4);
    renderer.waitUntilDrawn();
    EXPECT_EQ(composed(renderer.visibleTiles(view, {}), view), *renderMap(map, view, 1));
}

TEST(MapRenderer, ShowsTheOldPictureScaledUntilNewTilesAreThere) {
    const MapScene map = scene();
    const Viewport view = wholeView(map, 512, 512);
    MapRenderer renderer({.threads = 1});
    renderer.setScene(map);
    renderer.visibleTiles(view, {});
    renderer.waitUntilDrawn();
    for (const double factor : {2.0, 0.6}) {
        const Viewport zoomed = view.zoomed(factor, {256.0, 256.0});
        const VisibleTiles tiles = renderer.visibleTiles(zoomed, {});
        EXPECT_FALSE(tiles.complete);
        EXPECT_GT(notCurrent(tiles), 0);
        const QImage picture = composed(tiles, zoomed);
        const QImage right = *renderMap(map, zoomed, 1);
        // The same colours in the same places, as far as a scaled picture can tell.
        for (int y = 152; y < 240; y += 16) {
            double difference = 0;
            for (int x = 160; x < 352; ++x) {
                difference += std::abs(qRed(picture.pixel(x, y)) - qRed(right.pixel(x, y)));
            }
            EXPECT_LT(difference / 192, 45) << factor << ", " << y;
        }
        renderer.waitUntilDrawn();
    }
}

TEST(MapRenderer, DrawsEverythingAnewForAnotherStyle) {
    MapScene map = scene();
    const Viewport view = wholeView(map, 400, 400);
    MapRenderer renderer({.threads = 2, .cacheBytes = 4U << 20U});
    renderer.setScene(map);
    renderer.visibleTiles(view, {});
    map.layers[0].style =
        style({rule({filled({1, 2, 3})}), rule({filled({4, 5, 6})}), rule({filled({7, 8, 9})})});
    renderer.setScene(map); // while tiles of the first map are being drawn
    renderer.visibleTiles(view, {});
    renderer.waitUntilDrawn();
    EXPECT_EQ(composed(renderer.visibleTiles(view, {}), view), *renderMap(map, view, 1));
}

TEST(MapRenderer, ForgetsTilesBeyondItsMemory) {
    const MapScene map = scene();
    const Viewport view = wholeView(map, 512, 512);
    MapRenderer renderer({.threads = 2, .cacheBytes = 60 * 128 * 128 * 4});
    renderer.setScene(map);
    for (const double zoom : {1.0, 4.0, 1.0}) {
        const Viewport zoomed = view.zoomed(zoom, {256.0, 256.0});
        renderer.visibleTiles(zoomed, {});
        renderer.waitUntilDrawn();
        EXPECT_EQ(composed(renderer.visibleTiles(zoomed, {}), zoomed), *renderMap(map, zoomed, 2));
    }
}

} // namespace tuban::render
