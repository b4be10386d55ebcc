#include "label_test_map.h"
#include "render/label_layout.h"
#include "render/label_painter.h"
#include "render/label_text.h"
#include "render/label_worker.h"

#include <QGlyphRun>
#include <QPainter>
#include <QRawFont>
#include <QTextLayout>

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mutex>
#include <stop_token>

namespace tuban::render {

namespace {

using geometry::samples::rectangle;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TextSymbolizer nameOfArea() {
    return {.label = {{LabelPart::Kind::Field, "name"}},
            .font = {.size = PaperLength::millimetres(3.0)},
            .halo = Halo{PaperLength::millimetres(0.3)}};
}

/// Squares of 100 m side by side, `count` in a row.
std::vector<geometry::samples::Rings> row(int count) {
    std::vector<geometry::samples::Rings> squares;
    for (std::int64_t i = 0; i < count; ++i) {
        squares.push_back({rectangle(i * 1'000'000, 0, (i + 1) * 1'000'000, 1'000'000)});
    }
    return squares;
}

Viewport view(double metresPerPixel, double x = 250.0) {
    return {.centre = {x, 50.0}, .unitsPerPixel = metresPerPixel, .width = 600, .height = 200};
}

std::vector<std::string> textsOf(const std::vector<MapLabel>& labels) {
    std::vector<std::string> texts;
    for (const MapLabel& label : labels) {
        texts.push_back(label.lines.join(QLatin1Char('|')).toStdString());
    }
    std::sort(texts.begin(), texts.end());
    return texts;
}

bool overlap(const MapLabel& a, const MapLabel& b, double unitsPerPixel) {
    return std::abs(a.middle.x - b.middle.x) <
               0.5 * (a.size.width() + b.size.width()) * unitsPerPixel &&
           std::abs(a.middle.y - b.middle.y) <
               0.5 * (a.size.height() + b.size.height()) * unitsPerPixel;
}

class LabelLayout : public ::testing::Test {
protected:
    static void SetUpTestSuite() { test::startApplication(); }
};

} // namespace

TEST_F(LabelLayout, LabelsAreasInTheirMiddleAndOnlyWhereTheyFit) {
    const MapScene scene =
        test::areas(row(5), {"一号", "二号", "三号", "很长很长很长很长的名字", ""}, nameOfArea());
    const auto labels = placeLabels(scene, view(1.0));
    EXPECT_THAT(textsOf(labels), ElementsAre("一号", "三号", "二号"));
    for (const MapLabel& label : labels) {
        EXPECT_NEAR(label.middle.y, 50.0, 1.0);
        EXPECT_NEAR(std::fmod(label.middle.x, 100.0), 50.0, 1.0);
    }
    EXPECT_THAT(placeLabels(scene, view(10.0)), IsEmpty()); // 10 pixels each
}

TEST_F(LabelLayout, LabelsAreasBeyondTheirBordersWhereTheStyleSaysSo) {
    TextSymbolizer text = nameOfArea();
    text.onlyInside = false;
    const MapScene scene = test::areas(row(1), {"很长很长很长很长的名字"}, text);
    EXPECT_EQ(placeLabels(scene, view(5.0, 50.0)).size(), 1U);
}

TEST_F(LabelLayout, KeepsTheHigherPriorityWhereTwoCollide) {
    MapScene scene = test::areas({{rectangle(0, 0, 1'000'000, 1'000'000)}}, {"小"}, nameOfArea());
    TextSymbolizer important = nameOfArea();
    important.priority = 10.0;
    scene.layers.push_back(
        test::areas({{rectangle(0, 0, 1'000'000, 1'000'000)}}, {"大"}, important).layers[0]);
    // Both would stand in the middle; there is room for one line of text only.
    const Viewport small = view(4.0, 50.0);
    EXPECT_THAT(textsOf(placeLabels(scene, small)), ElementsAre("大"));
    scene.layers[1].visible = false;
    EXPECT_THAT(textsOf(placeLabels(scene, small)), ElementsAre("小"));
}

TEST_F(LabelLayout, NeverLetsLabelsOverlap) {
    std::vector<std::string> names;
    MapScene scene;
    for (int layer = 0; layer < 6; ++layer) {
        names.assign(40, "地块" + std::to_string(layer));
        scene.layers.push_back(test::areas(row(40), names, nameOfArea()).layers[0]);
    }
    const Viewport viewport = view(1.0);
    const auto labels = placeLabels(scene, viewport);
    EXPECT_GT(labels.size(), 12U);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            EXPECT_FALSE(overlap(labels[i], labels[j], viewport.unitsPerPixel)) << i << " " << j;
        }
    }
}

TEST_F(LabelLayout, StaysWhereItIsWhileTheMapIsMoved) {
    // One area larger than the view, whose label would follow the middle of what is seen.
    const MapScene scene = test::areas(
        {{rectangle(-20'000'000, -20'000'000, 20'000'000, 20'000'000)}}, {"整个片区"}, nameOfArea());
    const Viewport first = view(1.0, 0.0);
    const auto before = placeLabels(scene, first);
    ASSERT_EQ(before.size(), 1U);
    const auto after = placeLabels(scene, first.moved(120.0, 30.0), before);
    ASSERT_EQ(after.size(), 1U);
    EXPECT_NEAR(after[0].middle.x, before[0].middle.x, 1e-6);
    EXPECT_NEAR(after[0].middle.y, before[0].middle.y, 1e-6);
    // Without what was before it goes to the middle; out of view it has to move.
    EXPECT_GT(placeLabels(scene, first.moved(120.0, 30.0))[0].middle.x, 100.0);
    EXPECT_GT(placeLabels(scene, first.moved(500.0, 0.0), before)[0].middle.x, 400.0);
}

TEST_F(LabelLayout, IsTheSameForTheSameMap) {
    const MapScene scene = test::areas(row(5), std::vector<std::string>(5, "甲"), nameOfArea());
    const auto once = placeLabels(scene, view(1.0));
    const auto again = placeLabels(scene, view(1.0));
    ASSERT_EQ(once.size(), again.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        EXPECT_EQ(once[i].feature, again[i].feature);
        EXPECT_EQ(once[i].middle, again[i].middle);
    }
}

TEST_F(LabelLayout, StopsWhenItIsCancelled) {
    std::stop_source stop;
    stop.request_stop();
    const MapScene scene = test::areas(row(1), {"甲"}, nameOfArea());
    EXPECT_THAT(placeLabels(scene, view(1.0), {}, Progress(stop.get_token())), IsEmpty());
}

TEST_F(LabelLayout, MakesTextsOfFieldsAndNumbers) {
    MapChunk chunk;
    TextColumn codes;
    codes.append("100101");
    codes.append("");
    chunk.ids = {1, 2};
    chunk.fields = {{codes, {false, true}}, {std::vector<double>{123456.0, 5000.0}, {false, false}}};
    const std::vector<std::string> fields{"code", "area"};
    const TextSymbolizer text{.label = {{LabelPart::Kind::Field, "code"},
                                        {LabelPart::Kind::Literal, "\n"},
                                        {LabelPart::Kind::Number, "area", 10000.0, 2},
                                        {LabelPart::Kind::Literal, " ha"}}};
    const LabelComposer composer(text, fields);
    EXPECT_EQ(composer.linesOf(chunk, 0).join(QLatin1Char('|')).toStdString(), "100101|12.35 ha");
    EXPECT_EQ(composer.linesOf(chunk, 1).join(QLatin1Char('|')).toStdString(), "0.50 ha");
    const TextSymbolizer other{.label = {{LabelPart::Kind::Literal, "No. "},
                                         {LabelPart::Kind::Field, "code"}}};
    EXPECT_TRUE(LabelComposer(other, fields).linesOf(chunk, 1).isEmpty()); // not "No."
}

TEST_F(LabelLayout, SetsTextsInTheGlyphsOfTheirCharacters) {
    QTextLayout layout(QStringLiteral("B-15-03"), labelFont(Font(), 20.0));
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    const QList<QGlyphRun> runs = layout.glyphRuns();
    ASSERT_EQ(runs.size(), 1);
    EXPECT_EQ(runs[0].glyphIndexes(),
              runs[0].rawFont().glyphIndexesForString(QStringLiteral("B-15-03")));
}

TEST_F(LabelLayout, SetsFractionsWithABarBetweenTheirLines) {
    TextSymbolizer text = nameOfArea();
    const DrawingScale scale{.denominator = 1000.0, .unitsPerMillimetre = 10.0};
    const QStringList lines{QStringLiteral("1001"), QStringLiteral("2.35")};
    const LabelFace plainFace(text, scale);
    const LabelBlock plain(lines, plainFace);
    text.fraction = true;
    const LabelFace fractionFace(text, scale);
    const LabelBlock fraction(lines, fractionFace);
    EXPECT_GT(fraction.size().height(), plain.size().height());
    QImage image(200, 120, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.translate(100, 60);
    fraction.paint(painter, Qt::black);
    painter.end();
    const int half = static_cast<int>(fraction.size().width() / 2.0) - 1;
    bool bar = false;
    for (int y = 40; y < 80; ++y) {
        bool full = true;
        for (int x = 100 - half; x < 100 + half; ++x) {
            full = full && qGray(image.pixel(x, y)) < 128;
        }
        bar = bar || full;
    }
    EXPECT_TRUE(bar);
}

TEST_F(LabelLayout, PaintsHalosBelowTheText) {
    TextSymbolizer text = nameOfArea();
    text.fill.colour = {0, 0, 0};
    text.halo->fill.colour = {255, 255, 255};
    text.font.size = PaperLength::millimetres(9.0); // with strokes wider than a pixel
    const MapScene scene = test::areas({{rectangle(0, 0, 2'000'000, 1'000'000)}}, {"囗"}, text);
    const Viewport viewport = view(0.5, 100.0);
    auto labels = placeLabels(scene, viewport);
    drawPictures(labels, viewport);
    ASSERT_EQ(labels.size(), 1U);
    for (const bool pictures : {true, false}) {
        QImage image(600, 200, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::green);
        QPainter painter(&image);
        pictures ? paintLabels(painter, labels, viewport)
                 : paintLabelPaths(painter, labels, viewport);
        painter.end();
        int dark = 0;
        int white = 0;
        for (int y = 80; y < 120; ++y) {
            for (int x = 280; x < 320; ++x) {
                const QRgb pixel = image.pixel(x, y);
                dark += qGray(pixel) < 40 ? 1 : 0;
                white += qRed(pixel) > 240 && qBlue(pixel) > 240 ? 1 : 0;
            }
        }
        EXPECT_GT(dark, 10) << pictures;
        EXPECT_GT(white, 10) << pictures;
    }
}

TEST_F(LabelLayout, DrawsAPictureOnceForLabelsThatLookTheSame) {
    const MapScene scene = test::areas(row(4), std::vector<std::string>(4, "甲"), nameOfArea());
    auto labels = placeLabels(scene, view(1.0));
    drawPictures(labels, view(1.0));
    ASSERT_EQ(labels.size(), 4U);
    for (const MapLabel& label : labels) {
        EXPECT_EQ(label.picture.cacheKey(), labels[0].picture.cacheKey());
    }
    auto moved = placeLabels(scene, view(1.0, 300.0), labels);
    drawPictures(moved, view(1.0, 300.0), labels);
    EXPECT_EQ(moved.at(0).picture.cacheKey(), labels[0].picture.cacheKey());
}

TEST_F(LabelLayout, WorksOnAThreadOfItsOwnAndDropsWhatIsNoLongerAskedFor) {
    const MapScene scene = test::areas(row(5), std::vector<std::string>(5, "甲"), nameOfArea());
    std::mutex mutex;
    std::condition_variable wake;
    int ready = 0;
    LabelWorker worker([&] {
        const std::lock_guard lock(mutex);
        ++ready;
        wake.notify_one();
    });
    EXPECT_TRUE(worker.labels()->empty());
    worker.ask(scene, view(10.0));
    worker.ask(scene, view(1.0));
    std::unique_lock lock(mutex);
    ASSERT_TRUE(wake.wait_for(
        lock, std::chrono::seconds(60), [&] { return ready > 0 && worker.labels()->size() == 5; }));
    EXPECT_FALSE(worker.labels()->front().picture.isNull());
    const int before = ready;
    worker.ask(scene, view(1.0)); // the same again
    EXPECT_FALSE(
        wake.wait_for(lock, std::chrono::milliseconds(50), [&] { return ready > before; }));
}

} // namespace tuban::render
