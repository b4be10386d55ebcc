#include "render/legend_swatch.h"
#include "render/mark_path.h"
#include "render/symbol_painter.h"
#include "support/temporary_folder.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numbers>

namespace tuban::render {

namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

constexpr int kSide = 120;

/// A unit is a pixel, and a millimetre too.
DrawingScale pixels(bool copies) {
    return {.denominator = 1000.0, .unitsPerMillimetre = 1.0, .copiesPictures = copies};
}

PaperLength px(double pixels) {
    return PaperLength::millimetres(pixels);
}

Stroke stroke(double width) {
    return {.colour = {0, 0, 0}, .width = px(width)};
}

QPainterPath square(double from, double to) {
    QPainterPath path;
    path.addRect(from, from, to - from, to - from);
    return path;
}

QImage painted(const std::function<void(QPainter&)>& paint) {
    QImage image(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint(painter);
    painter.end();
    return image;
}

/// How much of a picture, or of a part of it, is inked.
double inkOf(const QImage& image, const QRect& part = {0, 0, kSide, kSide}) {
    double ink = 0.0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            ink += qAlpha(image.pixel(x, y)) / 255.0;
        }
    }
    return ink / (part.width() * part.height());
}

Graphic hatch(MarkShape shape, double side, double width, double degrees = 0.0) {
    return {.symbol = Mark{shape, {}, stroke(width)},
            .size = px(side),
            .rotation = Angle::degrees(degrees)};
}

QImage paintedPattern(const Graphic& graphic, bool copies) {
    SymbolPainter symbols(pixels(copies), {});
    return painted(
        [&](QPainter& painter) { symbols.paintPattern(painter, square(0, kSide), graphic); });
}

fs::path writtenSvg(const test::TemporaryFolder& folder) {
    std::ofstream(folder.path() / "red.svg")
        << R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">)"
           R"(<rect width="20" height="10" fill="#ff0000"/></svg>)";
    return folder.path();
}

} // namespace

TEST(MarkPath, StaysInItsSquare) {
    for (int shape = 0; shape <= static_cast<int>(MarkShape::Dot); ++shape) {
        const QRectF box = markPath(static_cast<MarkShape>(shape)).boundingRect();
        EXPECT_LE(std::max({-box.left(), box.right(), -box.top(), box.bottom()}), 0.5001) << shape;
    }
}

TEST(SymbolPainter, InksAsMuchOfAHatchAsItsLinesCover) {
    // Lines of 2 px every 12 px cover a sixth; in a square of 12 px diagonals are 12/√2 px apart.
    const double straight = 2.0 / 12.0;
    const double diagonal = straight * std::numbers::sqrt2;
    for (const bool copies : {true, false}) {
        const auto ink = [&](MarkShape shape, double degrees = 0.0) {
            return inkOf(paintedPattern(hatch(shape, 12.0, 2.0, degrees), copies));
        };
        EXPECT_NEAR(ink(MarkShape::HorizontalLine), straight, 0.005) << copies;
        EXPECT_NEAR(ink(MarkShape::VerticalLine), straight, 0.005) << copies;
        EXPECT_NEAR(ink(MarkShape::Slash), diagonal, 0.01) << copies;
        EXPECT_NEAR(ink(MarkShape::Backslash), diagonal, 0.01) << copies;
        EXPECT_NEAR(ink(MarkShape::HorizontalLine, 30.0), straight, 0.02) << copies;
        EXPECT_NEAR(ink(MarkShape::Plus), 1.0 - (1.0 - straight) * (1.0 - straight), 0.01) << copies;
        EXPECT_NEAR(ink(MarkShape::Times), 1.0 - (1.0 - diagonal) * (1.0 - diagonal), 0.02)
            << copies;
    }
}

TEST(SymbolPainter, DrawsTheSameHatchAsPictureAndAsLines) {
    for (const MarkShape shape : {MarkShape::Slash, MarkShape::HorizontalLine, MarkShape::Dot}) {
        Graphic graphic = hatch(shape, 12.0, 2.0);
        std::get<Mark>(graphic.symbol).fill = Fill{{0, 0, 0}};
        const QImage copied = paintedPattern(graphic, true);
        const QImage drawn = paintedPattern(graphic, false);
        double difference = 0.0;
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                difference += std::abs(qAlpha(copied.pixel(x, y)) - qAlpha(drawn.pixel(x, y)));
            }
        }
        EXPECT_LT(difference / (255.0 * kSide * kSide), 0.01) << static_cast<int>(shape);
        EXPECT_GT(inkOf(copied), 0.01);
    }
}

TEST(SymbolPainter, JoinsPatternsOfPicturesSideBySide) {
    const Graphic slash = hatch(MarkShape::Slash, 14.0, 2.0);
    const QImage whole = paintedPattern(slash, true);
    constexpr int kCut = 50;
    SymbolPainter symbols(pixels(true), {});
    symbols.setPatternOrigin({-kCut, 0.0});
    const QImage right = painted(
        [&](QPainter& painter) { symbols.paintPattern(painter, square(0, kSide), slash); });
    for (int y = 0; y < kSide; ++y) {
        for (int x = kCut; x < kSide; ++x) {
            ASSERT_EQ(whole.pixel(x, y), right.pixel(x - kCut, y)) << x << ", " << y;
        }
    }
}

TEST(SymbolPainter, KeepsPatternsInsideTheArea) {
    for (const bool copies : {true, false}) {
        SymbolPainter symbols(pixels(copies), {});
        const QImage image = painted([&](QPainter& painter) {
            symbols.paintArea(
                painter,
                square(40, 80),
                {.fill = Fill{{255, 0, 0}}, .pattern = hatch(MarkShape::Times, 8.0, 3.0)});
        });
        EXPECT_EQ(inkOf(image, {0, 0, 40, kSide}), 0.0);
        EXPECT_EQ(inkOf(image, {80, 0, 40, kSide}), 0.0);
        EXPECT_EQ(inkOf(image, {40, 40, 40, 40}), 1.0);
    }
}

TEST(SymbolPainter, DashesByTheirLengthsNotByTheWidth) {
    SymbolPainter symbols(pixels(true), {});
    QPainterPath line;
    line.moveTo(0.0, 60.0);
    line.lineTo(120.0, 60.0);
    Stroke dashed = stroke(4.0);
    dashed.dashes = {px(20.0), px(10.0)};
    dashed.dashOffset = px(20.0);
    const QImage image = painted([&](QPainter& painter) { symbols.paintLine(painter, line, dashed); });
    EXPECT_NEAR(inkOf(image), 4.0 * 80.0 / (kSide * kSide), 1e-4); // 20 of each 30 px
    EXPECT_EQ(qAlpha(image.pixel(5, 60)), 0);                      // it begins in a gap
    EXPECT_EQ(qAlpha(image.pixel(15, 60)), 255);
}

TEST(SymbolPainter, TakesLengthsOnTheGroundByTheScale) {
    // 10 m at 1 : 2000 are 5 mm.
    const DrawingScale scale{.denominator = 2000.0, .unitsPerMillimetre = 4.0};
    EXPECT_DOUBLE_EQ(scale.units(Length::metres(10.0)), 20.0);
    EXPECT_DOUBLE_EQ(scale.units(PaperLength::millimetres(5.0)), 20.0);
    EXPECT_DOUBLE_EQ(penOf({.width = Length::metres(10.0)}, scale).widthF(), 20.0);
    EXPECT_EQ(penOf({.width = PaperLength()}, scale).style(), Qt::NoPen); // not a hairline
}

TEST(SymbolPainter, DrawsMarksInTheirSize) {
    for (const bool copies : {true, false}) {
        SymbolPainter symbols(pixels(copies), {});
        const auto area = [&](MarkShape shape) {
            const QImage image = painted([&](QPainter& painter) {
                symbols.paintPoint(
                    painter,
                    {60.5, 60.5},
                    {.symbol = Mark{shape, Fill{{0, 0, 0}}, {}}, .size = px(40.0)});
            });
            return inkOf(image) * kSide * kSide;
        };
        EXPECT_NEAR(area(MarkShape::Circle), std::numbers::pi * 20.0 * 20.0, 10.0);
        EXPECT_NEAR(area(MarkShape::Square), 1600.0, 1.0);
        EXPECT_NEAR(area(MarkShape::Triangle), 800.0, 5.0);
        EXPECT_NEAR(area(MarkShape::Cross), 40.0 * 40.0 * (2.0 / 4.0 - 1.0 / 16.0), 5.0);
        EXPECT_NEAR(area(MarkShape::X), area(MarkShape::Cross), 5.0);
    }
}

TEST(SymbolPainter, DrawsPicturesFromFilesWithTheirHeight) {
    const test::TemporaryFolder folder;
    SymbolPainter symbols(pixels(true), writtenSvg(folder));
    const QImage image = painted([&](QPainter& painter) {
        symbols.paintPoint(painter, {60.5, 60.5}, {.symbol = PictureFile{"red.svg"}, .size = px(20.0)});
    });
    EXPECT_EQ(image.pixel(60, 60), qRgb(255, 0, 0));
    EXPECT_NEAR(inkOf(image) * kSide * kSide, 20.0 * 40.0, 1.0); // twice as wide as high
}

TEST(SymbolPainter, MarksPicturesThatCannotBeReadAndNamesThem) {
    const test::TemporaryFolder folder;
    const fs::path pictures = writtenSvg(folder);
    std::ofstream(pictures / "broken.svg") << "<svg";
    Style style{.rules = {{.symbolizers = {}}}};
    for (const char* const name : {"red.svg", "broken.svg", "none.png", "none.png"}) {
        style.rules[0].symbolizers.push_back(
            PointSymbolizer{{.symbol = PictureFile{name}, .size = px(20.0)}});
    }
    EXPECT_THAT(missingPictures(style, pictures), ElementsAre("broken.svg", "none.png"));
    SymbolPainter symbols(pixels(true), pictures);
    const QImage image = painted([&](QPainter& painter) {
        symbols.paintPoint(painter, {60.5, 60.5}, {.symbol = PictureFile{"none.png"}, .size = px(20.0)});
    });
    EXPECT_GT(inkOf(image), 0.0);
}

TEST(LegendSwatch, ShowsFillAndOutlineInItsBox) {
    const Rule rule{.symbolizers = {PolygonSymbolizer{.fill = Fill{{0, 0, 255}},
                                                      .stroke = Stroke{.colour = {255, 0, 0},
                                                                       .width = px(0.56)}}}};
    const QImage image = swatchPicture(rule, MapGeometry::Polygons, 24, 16, 2.0, 1000.0, {});
    EXPECT_EQ(image.size(), QSize(48, 32));
    EXPECT_EQ(image.pixel(24, 16), qRgb(0, 0, 255));
    EXPECT_EQ(image.pixel(0, 16), qRgb(255, 0, 0)); // 0.56 mm are two desktop pixels
    EXPECT_EQ(image.pixel(3, 16), qRgb(255, 0, 0));
    EXPECT_EQ(image.pixel(4, 16), qRgb(0, 0, 255));
}

TEST(LegendSwatch, ShowsCasingAndCoreOfALine) {
    const Rule rule{.symbolizers = {LineSymbolizer{{.colour = {0, 0, 0}, .width = px(2.0)}},
                                    LineSymbolizer{{.colour = {255, 255, 0}, .width = px(1.0)}}}};
    const QImage image = swatchPicture(rule, MapGeometry::Lines, 40, 20, 1.0, 1000.0, {});
    bool casing = false;
    bool core = false;
    for (int y = 0; y < image.height(); ++y) {
        casing = casing || (qAlpha(image.pixel(20, y)) > 200 && qGray(image.pixel(20, y)) < 60);
        core = core || image.pixel(20, y) == qRgb(255, 255, 0);
    }
    EXPECT_TRUE(casing);
    EXPECT_TRUE(core);
}

TEST(LegendSwatch, HasTheOutlineThatARuleWithoutTitleDrawsOfAll) {
    const Symbolizer white = PolygonSymbolizer{.fill = Fill{{255, 255, 255}}};
    const Symbolizer outline = LineSymbolizer{stroke(0.5)};
    const Style style{.rules = {{.title = {"白", "white"}, .symbolizers = {white}},
                                {.pass = 1, .symbolizers = {outline, TextSymbolizer()}},
                                {.title = {"另", "other"}, .pass = 1, .symbolizers = {outline}}}};
    EXPECT_EQ(legendRule(style, 0).symbolizers, (std::vector<Symbolizer>{white, outline}));
}

} // namespace tuban::render
