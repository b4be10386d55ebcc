#include "label_test_map.h"
#include "map_samples.h"
#include "render/map_renderer.h"
#include "render/vector_map.h"

#include <QPainter>
#include <QSvgRenderer>

#include <cstdlib>
#include <gtest/gtest.h>

namespace tuban::render {

namespace {

using namespace samples;

QImage rasterised(const QByteArray& svg, int width, int height) {
    QImage picture(width, height, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    QSvgRenderer renderer(svg);
    EXPECT_TRUE(renderer.isValid());
    renderer.render(&painter);
    return picture;
}

/// Mean difference of the channels, in grey levels.
double difference(const QImage& a, const QImage& b) {
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) +
                   std::abs(qBlue(p) - qBlue(q));
        }
    }
    return sum / (3.0 * a.width() * a.height());
}

} // namespace

TEST(VectorMap, LooksLikeThePictureOnTheScreen) {
    test::startApplication();
    const MapScene map = scene();
    for (const double zoom : {1.0, 4.0}) {
        const Viewport view = wholeView(map, 500, 500).zoomed(zoom, {250.0, 250.0});
        const auto svg = mapAsSvg(map, view, "map");
        ASSERT_TRUE(svg.has_value());
        const QImage screen = *renderMap(map, view, 1);
        EXPECT_LT(difference(rasterised(*svg, 500, 500), screen), 5.0) << zoom;
        // And a map without its roads does not.
        MapScene other = map;
        other.layers[0].visible = false;
        EXPECT_GT(difference(rasterised(*mapAsSvg(other, view, "map"), 500, 500), screen), 30.0);
    }
}

TEST(VectorMap, ClosesTheSeamsOfFillsWithoutOutlines) {
    test::startApplication();
    MapScene map{.layers = {parcels()}};
    map.layers[0].style = style({rule({filled({200, 90, 30})}),
                                 rule({filled({200, 90, 30})}),
                                 rule({filled({200, 90, 30})})});
    const Viewport view = wholeView(map, 400, 400).zoomed(3.0, {200.0, 200.0});
    // As printed at 300 dots in an inch: 400 pixels of 0.28 mm.
    constexpr int kDots = 1323;
    const QImage picture = rasterised(*mapAsSvg(map, view, "map"), kDots, kDots);
    int light = 0;
    for (int y = 0; y < kDots; ++y) {
        for (int x = 0; x < kDots; ++x) {
            light += qBlue(picture.pixel(x, y)) > 60 ? 1 : 0;
        }
    }
    EXPECT_LT(light, kDots * kDots / 1000);
}

TEST(VectorMap, MakesPagesOfTheSizeOfTheView) {
    test::startApplication();
    const MapScene map = scene();
    const auto pdf = mapAsPdf(map, wholeView(map, 1000, 500), "map");
    ASSERT_TRUE(pdf.has_value());
    EXPECT_TRUE(pdf->startsWith("%PDF-1."));
    // 280 mm × 140 mm in points of 1/72 inch: 793.7 × 396.85.
    EXPECT_TRUE(pdf->contains("/MediaBox [0 0 793.") || pdf->contains("/MediaBox [0 0 794"));
}

TEST(VectorMap, DoesNotDependOnTheNumbersOfClasses) {
    test::startApplication();
    // Classes are numbered as their rows are read, by several threads.
    const MapScene map{.layers = {parcels()}};
    const MapLayer& layer = *map.layers[0].features;
    std::vector<std::vector<std::uint16_t>> classes;
    for (const auto& chunk : layer.chunks()) {
        classes.emplace_back();
        for (const std::uint16_t c : chunk->classes) {
            classes.back().push_back(static_cast<std::uint16_t>((c + 1) % 3));
        }
    }
    MapScene other = map;
    other.layers[0].features = layer.reclassified({{2}, {0}, {1}}, classes);
    const Viewport view = wholeView(map, 300, 300);
    EXPECT_EQ(*mapAsSvg(map, view, "map"), *mapAsSvg(other, view, "map"));
    EXPECT_EQ(*mapAsPdf(map, view, "map"), *mapAsPdf(other, view, "map"));
    EXPECT_EQ(*renderMap(map, view, 1), *renderMap(other, view, 1));
}

TEST(VectorMap, GivesNothingWhenCancelled) {
    std::stop_source stop;
    stop.request_stop();
    const MapScene map = scene();
    const Progress cancelled(stop.get_token());
    EXPECT_FALSE(mapAsPdf(map, wholeView(map, 100, 100), "map", cancelled).has_value());
    EXPECT_FALSE(mapAsSvg(map, wholeView(map, 100, 100), "map", cancelled).has_value());
}

} // namespace tuban::render
