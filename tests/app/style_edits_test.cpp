// What a user changes of a style is changed, and nothing else.

#include "app/style/style_edits.h"

#include <gtest/gtest.h>

namespace tuban::app {

namespace {

using render::MapGeometry;

constexpr Rgb kRed{200, 20, 20};

/// A hatched area with a dashed outline, a casing, and a label of two fields.
Style hatched() {
    Stroke outline{.colour = {1, 2, 3}, .width = PaperLength::millimetres(0.35)};
    outline.dashes = {PaperLength::millimetres(2), PaperLength::millimetres(1)};
    Mark slash{.shape = MarkShape::Slash, .stroke = Stroke{.colour = {9, 9, 9}}};
    Rule rule;
    rule.name = "idle";
    rule.symbolizers = {
        PolygonSymbolizer{.fill = Fill{.colour = {10, 20, 30}, .opacity = Ratio::fraction(0.5)},
                          .pattern = Graphic{.symbol = slash, .size = PaperLength::millimetres(3)},
                          .stroke = outline},
        TextSymbolizer{.label = {{.kind = LabelPart::Kind::Field, .text = "name"},
                                 {.kind = LabelPart::Kind::Literal, .text = "/"},
                                 {.kind = LabelPart::Kind::Field, .text = "area"}}}};
    return {.name = "s", .rules = {rule}};
}

AttributeTable uses() {
    AttributeTable table(
        {.name = "parcel",
         .title = {},
         .geometry = GeometryKind::Polygon,
         .fields = {{.name = "use",
                     .title = {},
                     .codes = {{.value = std::string("B"), .title = {"商业", "Shops"}}}}}});
    for (const char* use : {"A", "B", "A", "C"}) {
        table.append(Uuid(), {std::string(use)}, {});
    }
    table.append(Uuid(), {FieldValue()}, {});
    table.finish();
    return table;
}

} // namespace

TEST(StyleEdits, ReadWhatThereIsAndChangeNothingByThemselves) {
    const Style style = hatched();
    const SymbolLook look = lookOf(style.rules[0], MapGeometry::Polygons);
    EXPECT_EQ(look.fill, (Rgb{10, 20, 30}));
    EXPECT_DOUBLE_EQ(look.fillOpacity, 0.5);
    EXPECT_EQ(look.hatch, MarkShape::Slash);
    EXPECT_EQ(look.line, (Rgb{1, 2, 3}));
    EXPECT_DOUBLE_EQ(look.lineMillimetres, 0.35);
    EXPECT_TRUE(look.dashed);
    EXPECT_EQ(withLook(style.rules[0], MapGeometry::Polygons, look), style.rules[0]);
}

TEST(StyleEdits, ChangeOnlyWhatTheUserChanged) {
    const Rule rule = hatched().rules[0];
    SymbolLook look = lookOf(rule, MapGeometry::Polygons);
    look.fill = kRed;
    const Rule changed = withLook(rule, MapGeometry::Polygons, look);
    Rule expected = rule;
    std::get<PolygonSymbolizer>(expected.symbolizers[0]).fill->colour = kRed;
    EXPECT_EQ(changed, expected);
}

TEST(StyleEdits, TakeAwayWhatIsNoneAndBringItBack) {
    const Rule rule = hatched().rules[0];
    SymbolLook look = lookOf(rule, MapGeometry::Polygons);
    look.fill.reset();
    look.hatch.reset();
    look.line.reset();
    const Rule bare = withLook(rule, MapGeometry::Polygons, look);
    const SymbolLook now = lookOf(bare, MapGeometry::Polygons);
    EXPECT_FALSE(now.fill || now.hatch || now.line);
    look.line = kRed;
    const Rule lined = withLook(bare, MapGeometry::Polygons, look);
    EXPECT_EQ(lookOf(lined, MapGeometry::Polygons).line, kRed);
}

TEST(StyleEdits, KeepTheCasingOfALine) {
    Rule road;
    road.symbolizers = {
        LineSymbolizer{Stroke{.colour = {0, 0, 0}, .width = PaperLength::millimetres(1.2)}},
        LineSymbolizer{Stroke{.colour = {255, 255, 255}, .width = PaperLength::millimetres(0.8)}}};
    SymbolLook look = lookOf(road, MapGeometry::Lines);
    EXPECT_EQ(look.line, (Rgb{255, 255, 255}));
    look.line = kRed;
    const Rule changed = withLook(road, MapGeometry::Lines, look);
    EXPECT_EQ(changed.symbolizers[0], road.symbolizers[0]);
    EXPECT_EQ(std::get<LineSymbolizer>(changed.symbolizers[1]).stroke.colour, kRed);
}

TEST(StyleEdits, GiveMarksAnotherShapeAndSize) {
    Rule point;
    point.symbolizers = {PointSymbolizer{
        Graphic{.symbol = Mark{.shape = MarkShape::Circle, .fill = Fill{.colour = kRed}},
                .size = PaperLength::millimetres(2)}}};
    SymbolLook look = lookOf(point, MapGeometry::Points);
    EXPECT_EQ(look.mark, MarkShape::Circle);
    look.mark = MarkShape::Star;
    look.markMillimetres = 4.0;
    const SymbolLook now = lookOf(withLook(point, MapGeometry::Points, look), MapGeometry::Points);
    EXPECT_EQ(now.mark, MarkShape::Star);
    EXPECT_DOUBLE_EQ(now.markMillimetres, 4.0);
    EXPECT_EQ(now.fill, kRed);
}

TEST(StyleEdits, MakeACategoryOfEachValueAndOneOfTheRest) {
    const auto style = categories(hatched(), MapGeometry::Polygons, uses(), 0, 10);
    ASSERT_TRUE(style);
    ASSERT_EQ(style->rules.size(), 4U);
    EXPECT_EQ(filterText(*style->rules[0].condition), "\"use\" = 'A'");
    EXPECT_EQ(style->rules[1].title.en, "Shops"); // as the schema calls it
    EXPECT_TRUE(style->rules[3].otherwise);
    const auto colour = [&](std::size_t rule) {
        return *lookOf(style->rules[rule], MapGeometry::Polygons).fill;
    };
    EXPECT_NE(colour(0), colour(1));
    EXPECT_NE(colour(1), colour(2));
    EXPECT_EQ(lookOf(style->rules[0], MapGeometry::Polygons).hatch, MarkShape::Slash);
}

TEST(StyleEdits, MakeNoMoreCategoriesThanCanBeRead) {
    EXPECT_FALSE(categories(hatched(), MapGeometry::Polygons, uses(), 0, 2));
}

TEST(StyleEdits, GoBackToOneSymbolAndKeepLabels) {
    Style style =
        withLabel(*categories(hatched(), MapGeometry::Polygons, uses(), 0, 10), {.field = "use"});
    style = singleSymbol(style, MapGeometry::Polygons);
    ASSERT_EQ(style.rules.size(), 2U);
    EXPECT_FALSE(style.rules[0].condition);
    EXPECT_EQ(labelOf(style).field, "use");
}

TEST(StyleEdits, LabelByAnotherFieldOrNotAtAll) {
    const Style style = hatched();
    EXPECT_EQ(labelOf(style).field, "name");
    LabelLook label = labelOf(style);
    label.millimetres = 4.0;
    const auto texts = [](const Style& one) {
        std::vector<TextSymbolizer> all;
        for (const Rule& rule : one.rules) {
            for (const Symbolizer& symbolizer : rule.symbolizers) {
                if (const auto* const text = std::get_if<TextSymbolizer>(&symbolizer)) {
                    all.push_back(*text);
                }
            }
        }
        return all;
    };
    const Style larger = withLabel(style, label);
    ASSERT_EQ(texts(larger).size(), 1U);
    EXPECT_EQ(texts(larger)[0].label.size(), 3U); // both fields stay
    label.field = "owner";
    EXPECT_EQ(texts(withLabel(style, label))[0].label.size(), 1U);
    label.field.clear();
    EXPECT_TRUE(texts(withLabel(style, label)).empty());
}

} // namespace tuban::app
