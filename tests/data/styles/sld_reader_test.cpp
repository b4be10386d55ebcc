// Reading and writing of styles. Expected values are those of the standards: OGC 05-077r4
// (Symbology Encoding 1.1), OGC 02-070 (SLD 1.0), and what QGIS 3 and GeoServer 2 write.

#include "data/styles/sld_reader.h"
#include "data/styles/sld_writer.h"
#include "support/product_folders.h"

#include <cstdlib>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Terms = std::vector<Condition::Term>;

SldDocument read(const std::string& text) {
    auto document = readSld(text, "test.sld");
    EXPECT_TRUE(document) << (document ? "" : document.error().detail);
    return document ? std::move(*document) : SldDocument();
}

/// A style of SLD 1.1 around what stands in its only rule.
std::string aroundRule(const std::string& inner) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld"
 xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc"
 xmlns:xlink="http://www.w3.org/1999/xlink"><NamedLayer><se:Name>roads</se:Name><UserStyle>
<se:FeatureTypeStyle><se:Rule>)" +
           inner +
           "</se:Rule></se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";
}

Rule ruleOf(const std::string& inner) {
    const SldDocument document = read(aroundRule(inner));
    EXPECT_THAT(document.findings, IsEmpty());
    EXPECT_EQ(document.style.rules.size(), 1U);
    return document.style.rules.empty() ? Rule() : document.style.rules.front();
}

std::vector<std::string> lines(const std::vector<Finding>& findings) {
    std::vector<std::string> all;
    for (const Finding& finding : findings) {
        std::string line;
        for (const std::string& value : finding.values) {
            line += (line.empty() ? "" : "|") + value;
        }
        all.push_back(line);
    }
    return all;
}

constexpr const char* kLine = "<se:LineSymbolizer/>";

Condition equal(const std::string& field, const std::string& value) {
    return {Condition::Kind::Equal, {}, {{true, field}, {false, value}}};
}

/// One of everything that a style can say.
Style everything() {
    Stroke dashed{.colour = {1, 2, 3},
                  .opacity = Ratio::fraction(0.25),
                  .width = PaperLength::millimetres(0.35),
                  .dashes = {PaperLength::millimetres(2.2), PaperLength::millimetres(1.0)},
                  .dashOffset = PaperLength::millimetres(0.1),
                  .cap = LineCap::Round,
                  .join = LineJoin::Bevel};
    const Stroke ground{.width = Length::metres(12.5)};
    Graphic hatch{.symbol = Mark{MarkShape::HorizontalLine, {}, Stroke()},
                  .size = PaperLength::millimetres(1.7),
                  .rotation = Angle::degrees(30.0),
                  .opacity = Ratio::fraction(0.5)};
    TextSymbolizer text{.label = {{LabelPart::Kind::Field, "class_code"},
                                  {LabelPart::Kind::Literal, "\n <&]]> "},
                                  {LabelPart::Kind::Number, "registered_area_m2", 10000.0, 2},
                                  {LabelPart::Kind::Number, "far", 1.0, 0}},
                        .font = {.families = {"Noto Sans CJK SC", "sans"},
                                 .size = PaperLength::millimetres(3.1),
                                 .bold = true,
                                 .italic = true},
                        .fill = {{9, 8, 7}, Ratio::fraction(0.75)},
                        .halo = Halo{PaperLength::millimetres(0.4), {{255, 255, 254}}},
                        .placement =
                            PointPlacement{{0.0, 1.0},
                                           {PaperLength::millimetres(1.0), Length::metres(2.0)},
                                           Angle::degrees(-15.0)},
                        .priority = 7.5,
                        .fraction = true,
                        .onlyInside = false};
    TextSymbolizer along = text;
    along.placement = LinePlacement{PaperLength::millimetres(0.6), PaperLength::millimetres(80.0)};
    Condition all{Condition::Kind::And,
                  {equal("kind", "a<b"),
                   {Condition::Kind::Or,
                    {{Condition::Kind::Between, {}, {{true, "far"}, {false, "1"}, {false, "2"}}},
                     {Condition::Kind::IsNull, {}, {{true, "far"}}},
                     {Condition::Kind::Like, {}, {{true, "no"}, {false, "1_0%"}}}},
                    {}},
                   {Condition::Kind::Not,
                    {{Condition::Kind::LessEqual, {}, {{true, "a"}, {true, "b"}}}},
                    {}}},
                  {}};
    return {
        .name = "all",
        .title = {"全部", "All"},
        .rules = {
            {.name = "1",
             .title = {"一", "One"},
             .condition = all,
             .minScaleDenominator = 500.0,
             .maxScaleDenominator = 25000.0,
             .symbolizers = {PolygonSymbolizer{
                                 Fill{{255, 0, 128}, Ratio::fraction(0.4)}, hatch, dashed},
                             PolygonSymbolizer{},
                             text}},
            {.name = "2",
             .title = {"同", "同"},
             .otherwise = true,
             .pass = 1,
             .onlyFirst = true,
             .symbolizers = {LineSymbolizer{dashed}, LineSymbolizer{ground}, along}},
            {.pass = 3,
             .symbolizers = {PointSymbolizer{{.symbol = PictureFile{"symbols/fire station.svg"},
                                              .size = Length::metres(30.0)}},
                             PointSymbolizer{{.symbol = Mark{MarkShape::Star, Fill(), dashed}}}}}}};
}

} // namespace

TEST(SldReader, GivesBackWhatWasWritten) {
    const Style style = everything();
    const std::string text = writeSld(style, "parcel");
    const SldDocument document = read(text);
    EXPECT_THAT(lines(document.findings), IsEmpty());
    EXPECT_EQ(document.layer, "parcel");
    ASSERT_EQ(document.style.rules.size(), style.rules.size());
    for (std::size_t i = 0; i < style.rules.size(); ++i) {
        EXPECT_EQ(document.style.rules[i], style.rules[i]) << "rule " << i << "\n" << text;
    }
    EXPECT_EQ(document.style, style);
    EXPECT_EQ(writeSld(document.style, "parcel"), text);
}

TEST(SldReader, UnderstandsAllOfTheFilesOfTheProduct) {
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(test::sourceFolder() / "styles" / "layers")) {
        if (entry.path().extension() != ".sld") {
            continue;
        }
        const auto document = readSldFile(entry.path());
        ASSERT_TRUE(document) << entry.path();
        EXPECT_THAT(lines(document->findings), IsEmpty()) << entry.path();
        const std::string name = entry.path().stem().string();
        EXPECT_EQ(document->layer, name.substr(0, name.find('-')));
        EXPECT_EQ(document->style.name, name);
        EXPECT_FALSE(document->style.rules.empty()) << entry.path();
        EXPECT_EQ(read(writeSld(document->style, document->layer)).style, document->style);
        ++files;
    }
    EXPECT_GE(files, 10U);
}

TEST(SldReader, TakesLengthsByTheirUnits) {
    const auto width = [](const std::string& unit, const std::string& value) {
        const Rule rule = ruleOf("<se:LineSymbolizer" + unit +
                                 "><se:Stroke><se:SvgParameter name=\"stroke-width\">" + value +
                                 "</se:SvgParameter></se:Stroke></se:LineSymbolizer>");
        return std::get<LineSymbolizer>(rule.symbolizers.at(0)).stroke.width;
    };
    const std::string units = " uom=\"http://www.opengeospatial.org/se/units/";
    // A pixel is 0.28 mm (OGC 05-077r4, 10.2), a foot 0.3048 m.
    EXPECT_EQ(width("", "5"), SymbolLength(PaperLength::millimetres(1.4)));
    EXPECT_EQ(width(units + "pixel\"", "0.5"), SymbolLength(PaperLength::millimetres(0.14)));
    EXPECT_EQ(width(units + "metre\"", "24"), SymbolLength(Length::metres(24.0)));
    EXPECT_EQ(width(units + "foot\"", "10"), SymbolLength(Length::metres(3.048)));
    EXPECT_EQ(width("", "6m"), SymbolLength(Length::metres(6.0)));
    EXPECT_EQ(width(units + "metre\"", "10px"), SymbolLength(PaperLength::millimetres(2.8)));
}

TEST(SldReader, UnderstandsVersionOneAsGeoServerWritesIt) {
    const SldDocument document = read(R"(<?xml version="1.0" encoding="UTF-8"?>
<sld:StyledLayerDescriptor version="1.0.0" xmlns:sld="http://www.opengis.net/sld"
 xmlns:ogc="http://www.opengis.net/ogc">
<sld:NamedLayer><sld:Name>r</sld:Name><sld:UserStyle><sld:Title>Roads</sld:Title>
<sld:FeatureTypeStyle><sld:FeatureTypeName>Feature</sld:FeatureTypeName>
<sld:Rule><sld:Title>Main <sld:Localized lang="zh">主路</sld:Localized></sld:Title>
<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>type</ogc:PropertyName>
<ogc:Literal>main</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
<sld:MaxScaleDenominator>32000</sld:MaxScaleDenominator>
<sld:PolygonSymbolizer><sld:Fill><sld:GraphicFill><sld:Graphic><sld:Mark>
<sld:WellKnownName>shape://times</sld:WellKnownName>
<sld:Stroke><sld:CssParameter name="stroke"><ogc:Literal>#990099</ogc:Literal></sld:CssParameter>
</sld:Stroke></sld:Mark><sld:Size>16</sld:Size></sld:Graphic></sld:GraphicFill></sld:Fill>
</sld:PolygonSymbolizer></sld:Rule></sld:FeatureTypeStyle>
<sld:FeatureTypeStyle><sld:Rule><sld:ElseFilter/><sld:LineSymbolizer><sld:Stroke>
<sld:CssParameter name="stroke-dasharray">5 2, 1</sld:CssParameter></sld:Stroke>
</sld:LineSymbolizer></sld:Rule></sld:FeatureTypeStyle>
</sld:UserStyle></sld:NamedLayer></sld:StyledLayerDescriptor>)");
    EXPECT_THAT(lines(document.findings), IsEmpty());
    ASSERT_EQ(document.style.rules.size(), 2U);
    const Rule& rule = document.style.rules[0];
    EXPECT_EQ(rule.title, (BilingualText{"主路", "Main"}));
    EXPECT_EQ(rule.condition, equal("type", "main"));
    EXPECT_TRUE(rule.isDrawnAt(31999.0));
    EXPECT_FALSE(rule.isDrawnAt(32000.0)); // OGC 05-077r4, 10.2: it ends below
    const auto& polygon = std::get<PolygonSymbolizer>(rule.symbolizers.at(0));
    EXPECT_FALSE(polygon.fill);
    ASSERT_TRUE(polygon.pattern);
    const Mark& mark = std::get<Mark>(polygon.pattern->symbol);
    EXPECT_EQ(mark.shape, MarkShape::Times);
    EXPECT_EQ(mark.stroke.value().colour, (Rgb{0x99, 0, 0x99}));
    EXPECT_EQ(document.style.rules[1].pass, 1);
    EXPECT_TRUE(document.style.rules[1].otherwise);
    const auto& line = std::get<LineSymbolizer>(document.style.rules[1].symbolizers.at(0));
    EXPECT_EQ(line.stroke.dashes.size(), 6U); // SVG: an odd list counts twice
    EXPECT_EQ(line.stroke.dashes[3], line.stroke.dashes[0]);
}

TEST(SldReader, KeepsTheWordsOfALabelAndNotTheLayoutOfTheFile) {
    const Rule rule = ruleOf(R"(<se:TextSymbolizer><se:Label>
      No. <ogc:PropertyName>no</ogc:PropertyName>
      <![CDATA[ / ]]><ogc:PropertyName>name</ogc:PropertyName>
    </se:Label></se:TextSymbolizer>)");
    const auto& text = std::get<TextSymbolizer>(rule.symbolizers.at(0));
    EXPECT_THAT(text.label,
                ElementsAre(LabelPart{LabelPart::Kind::Literal, "No. "},
                            LabelPart{LabelPart::Kind::Field, "no"},
                            LabelPart{LabelPart::Kind::Literal, " / "},
                            LabelPart{LabelPart::Kind::Field, "name"}));
    EXPECT_EQ(text.fill.colour, (Rgb{0, 0, 0}));
    EXPECT_FALSE(text.halo);
}

TEST(SldReader, TakesTheWildcardsThatTheFileNames) {
    const auto pattern = [](const std::string& literal) -> std::string {
        const SldDocument document =
            read(aroundRule("<ogc:Filter><ogc:PropertyIsLike wildCard=\"*\" singleChar=\"?\" "
                            "escapeChar=\"!\"><ogc:PropertyName>a</ogc:PropertyName><ogc:Literal>" +
                            literal + "</ogc:Literal></ogc:PropertyIsLike></ogc:Filter>" + kLine));
        return document.style.rules.empty() ? "left out"
                                            : document.style.rules[0].condition->terms[1].text;
    };
    EXPECT_EQ(pattern("10*"), "10%");
    EXPECT_EQ(pattern("a?c"), "a_c");
    EXPECT_EQ(pattern("a!*"), "a*");
    EXPECT_EQ(pattern("50%"), "left out"); // no way to say so
}

TEST(SldReader, TellsWhatItDoesNotUnderstandWithItsLine) {
    const SldDocument document = read("<UserStyle xmlns=\"http://www.opengis.net/se\">\n"
                                      "<FeatureTypeStyle><Rule>\n"
                                      "<LineSymbolizer><Stroke><GraphicStroke/>\n"
                                      "<SvgParameter name=\"stroke-width\">wide</SvgParameter>\n"
                                      "<SvgParameter name=\"stroke-offset\">3</SvgParameter>\n"
                                      "<SvgParameter name=\"stroke\">red</SvgParameter></Stroke>\n"
                                      "<VendorOption name=\"group\">yes</VendorOption>\n"
                                      "</LineSymbolizer><RasterSymbolizer/>\n"
                                      "<PointSymbolizer uom=\"furlong\"><Graphic><Mark>\n"
                                      "<WellKnownName>ttf://Webdings#0x64</WellKnownName>\n"
                                      "</Mark></Graphic></PointSymbolizer>\n"
                                      "</Rule></FeatureTypeStyle>\n"
                                      "<FeatureTypeStyle><Transformation/></FeatureTypeStyle>\n"
                                      "</UserStyle>");
    EXPECT_THAT(lines(document.findings),
                ElementsAre("4|stroke-width|wide",
                            "6|stroke|red",
                            "9|PointSymbolizer|furlong",
                            "10|WellKnownName|ttf://Webdings#0x64",
                            "3|GraphicStroke|Stroke",
                            "5|SvgParameter stroke-offset|Stroke",
                            "7|VendorOption group|LineSymbolizer",
                            "8|RasterSymbolizer|Rule",
                            "13|Transformation|FeatureTypeStyle"));
    EXPECT_EQ(document.style.rules.at(0).symbolizers.size(), 2U);
}

TEST(SldReader, LeavesARuleOutWhoseConditionItCannotTell) {
    const SldDocument document = read(aroundRule(
        "<se:Name>near</se:Name><ogc:Filter><ogc:Not><ogc:Intersects/></ogc:Not></ogc:Filter>"
        "<se:LineSymbolizer/>"));
    EXPECT_THAT(document.style.rules, IsEmpty());
    ASSERT_EQ(document.findings.size(), 1U);
    EXPECT_EQ(document.findings[0].code, FindingCode::StyleRuleLeftOut);
    EXPECT_EQ(document.findings[0].values.at(1), "near");
}

TEST(SldReader, TakesTheFirstSymbolThatIsAFile) {
    const SldDocument document = read(aroundRule(
        "<se:PointSymbolizer><se:Graphic><se:ExternalGraphic><se:OnlineResource "
        "xlink:href=\"http://example.com/a.svg\"/><se:Format>image/svg+xml</se:Format>"
        "</se:ExternalGraphic><se:ExternalGraphic><se:OnlineResource xlink:href=\"file:b.svg\"/>"
        "</se:ExternalGraphic><se:Mark/></se:Graphic></se:PointSymbolizer>"));
    const auto& point = std::get<PointSymbolizer>(document.style.rules.at(0).symbolizers.at(0));
    EXPECT_EQ(std::get<PictureFile>(point.graphic.symbol).path, "b.svg");
    ASSERT_EQ(document.findings.size(), 1U); // that the network is not asked
    EXPECT_EQ(document.findings[0].values.at(2), "http://example.com/a.svg");
}

TEST(SldReader, RefusesWhatIsNoStyle) {
    const auto fault = [](const std::string& text) {
        const auto document = readSld(text, "test.sld");
        EXPECT_FALSE(document) << text.substr(0, 100);
        return document ? std::string() : document.error().where;
    };
    EXPECT_EQ(fault(""), "1");
    EXPECT_EQ(fault("<a>\n<b></a>"), "2");
    EXPECT_EQ(fault("<html/>"), "1");
    EXPECT_EQ(fault("<StyledLayerDescriptor><NamedLayer/></StyledLayerDescriptor>"), "1");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) {
        deep += "<a>";
    }
    EXPECT_EQ(fault(deep), "1");
}

TEST(SldReader, RefusesDocumentTypesAsTheyCanNameOtherFilesAndExplode) {
    for (const char* const entity :
         {"<!ENTITY e SYSTEM \"file:///etc/passwd\">", "<!ENTITY e \"eeeeeeee\">"}) {
        const auto document = readSld("<?xml version=\"1.0\"?>\n<!DOCTYPE a [" +
                                          std::string(entity) + "]>\n<UserStyle>&e;</UserStyle>",
                                      "test.sld");
        ASSERT_FALSE(document);
        EXPECT_EQ(document.error().code, ErrorCode::StyleMalformed);
    }
}

TEST(SldReader, TellsAMissingFile) {
    const auto document = readSldFile(test::sourceFolder() / "no such.sld");
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, ErrorCode::FileNotFound);
}

} // namespace tuban::data
