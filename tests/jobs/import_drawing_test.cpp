#include "data/import/wkb_lists.h"
#include "model/crs_checks.h"
#include "jobs/import_drawing.h"
#include "memory_reader.h"
#include "support/wkb.h"

#include <cmath>
#include <ctime>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::jobs {

namespace {

using data::ForeignFeature;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

using test::Vertices;

constexpr double kEast = 39'490'000.0;
constexpr double kNorth = 4'300'000.0;

/// Moved to where a drawing may lie, in units of `factor` metres.
Vertices placed(Vertices vertices, double factor) {
    for (auto& [x, y] : vertices) {
        x = (kEast + x) * factor;
        y = (kNorth + y) * factor;
    }
    return vertices;
}

constexpr auto square = test::squareRing;

/// A drawing as the reader of DXF files gives it.
class Drawing final : public test::MemoryReader {
public:
    Drawing() {
        list.push_back({.name = "entities", .file = "图.dxf", .format = "DXF", .hasGeometry = true});
        list[0].fields = {
            {"Layer"}, {"PaperSpace", ValueKind::Integer}, {"Text"}, {"EntityHandle"}, {"Colour"}};
        features.resize(1);
    }
    Drawing&
    line(const std::string& layer, const Vertices& vertices, const std::string& colour = {}) {
        return add(layer, test::wkbLine(placed(vertices, factor)), {}, colour);
    }
    Drawing& area(const std::string& layer, const Vertices& vertices) {
        return add(layer, test::wkbPolygon({placed(vertices, factor)}), {}, {});
    }
    Drawing& text(const std::string& layer, double x, double y, const std::string& text) {
        return add(layer, point(x, y), text, {});
    }
    std::string point(double x, double y) const {
        const Vertices place = placed({{x, y}}, factor);
        return test::wkbPoint(place[0].first, place[0].second);
    }
    Drawing& add(const std::string& layer,
                 std::string shape,
                 const std::string& text,
                 const std::string& colour) {
        features[0].push_back(
            {.number = static_cast<std::int64_t>(features[0].size()),
             .wkb = std::move(shape),
             .values = {layer, std::int64_t{paper}, text, std::string("A"), colour}});
        return *this;
    }

    double factor = 1.0;
    bool talks = false; ///< has something to say while it is read
    int paper = 0;

    data::ForeignLayer& layer() { return list[0]; }
    const std::vector<Finding>& findings() const override { return m_heard; }
    Result<void> read(std::size_t layer, const Sink& sink, const Progress& progress) override {
        if (talks) {
            m_heard = {{.severity = Severity::Note, .code = FindingCode::ReaderWarning}};
        }
        return MemoryReader::read(layer, sink, progress);
    }

private:
    std::vector<Finding> m_heard; ///< while it was read
};

struct Area {
    double size; ///< m²
    std::map<std::string, FieldValue> values;
};

struct Made {
    std::vector<Area> areas;
    std::vector<DrawingTally> tallies;
    std::vector<Finding> findings;
    StoredExtent extent{};
};

double sizeOf(const std::vector<std::vector<double>>& rings) {
    double size = 0.0;
    for (std::size_t r = 0; r < rings.size(); ++r) {
        double twice = 0.0;
        for (std::size_t i = 0; i + 3 < rings[r].size(); i += 2) {
            twice += (rings[r][i] - kEast) * (rings[r][i + 3] - kNorth) -
                     (rings[r][i + 2] - kEast) * (rings[r][i + 1] - kNorth);
        }
        size += (r == 0 ? 0.5 : -0.5) * std::abs(twice);
    }
    return size;
}

Made convert(const Drawing& drawing,
             const DrawingChoices& choices = {},
             const std::string& crs = {}) {
    auto reader = DrawingReader::create(std::make_unique<Drawing>(drawing), choices, crs, {});
    EXPECT_TRUE(reader) << reader.error().detail;
    Made made;
    made.tallies = (*reader)->tallies(0);
    made.findings = (*reader)->findings();
    const auto& fields = (*reader)->layers()[0].fields;
    const auto take = [&](ForeignFeature&& feature) {
        const auto bytes = std::as_bytes(std::span(feature.wkb));
        Area area{sizeOf(*data::wkbLists(bytes)), {}};
        made.extent = *data::wkbExtent(bytes);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (!std::holds_alternative<std::monostate>(feature.values[i])) {
                area.values[fields[i].name] = feature.values[i];
            }
        }
        made.areas.push_back(std::move(area));
        return true;
    };
    EXPECT_TRUE((*reader)->read(0, take, {}));
    for (const DrawingTally& tally : made.tallies) {
        std::uint64_t sum = 0;
        for (const auto& [fate, count] : tally.fates) {
            sum += count;
        }
        EXPECT_EQ(sum, tally.entities) << tally.layer;
    }
    return made;
}

std::vector<double> sizes(const Made& made) {
    std::vector<double> all;
    for (const Area& area : made.areas) {
        all.push_back(area.size);
    }
    return all;
}

FieldValue text(const char* value) {
    return std::string(value);
}

} // namespace

TEST(Drawing, ClosedLinesAreAreasAndThoseInsideAreHoles) {
    const Made made = convert(Drawing()
                                  .line("地块", square(0, 0, 100))
                                  .line("地块", square(20, 20, 50))
                                  .line("地块", square(30, 30, 10)));
    EXPECT_THAT(sizes(made), ElementsAre(10'000.0 - 2'500.0, 100.0));
    EXPECT_THAT(made.findings, Contains(Field(&Finding::code, FindingCode::DrawingHoles)));
}

TEST(Drawing, AHoleWithAParcelNumberIsAParcelToo) {
    const Made made = convert(Drawing()
                                  .line("地块", square(0, 0, 100))
                                  .line("地块", square(20, 20, 50))
                                  .text("注记", 5, 5, "DK-01")
                                  .text("注记", 45, 45, "DK-02"));
    EXPECT_THAT(sizes(made), ElementsAre(7'500.0, 2'500.0));
    EXPECT_EQ(made.areas[0].values.at("parcel_no"), text("DK-01"));
    EXPECT_EQ(made.areas[1].values.at("parcel_no"), text("DK-02"));
}

TEST(Drawing, OutlinesOfOtherLayersCutNoHoles) {
    const Made made =
        convert(Drawing().line("地块", square(0, 0, 100)).line("建筑", square(20, 20, 50)));
    EXPECT_THAT(sizes(made), ElementsAre(10'000.0, 2'500.0));
}

TEST(Drawing, LinesThatMeetAreANetwork) {
    const Made made = convert(Drawing()
                                  .line("界线", {{0, 0}, {100, 0}, {100, 100}})
                                  .line("界线", {{100, 100}, {0, 100}, {0, 0.004}}) // 4 mm short
                                  .line("界线", {{50, -20}, {50, 120}})
                                  .line("界线", {{300, 300}, {310, 310}}));
    ASSERT_EQ(made.areas.size(), 2U);
    EXPECT_NEAR(made.areas[0].size + made.areas[1].size, 10'000.0, 1e-3);
    std::map<FindingCode, int> codes;
    for (const Finding& finding : made.findings) {
        ++codes[finding.code];
        EXPECT_TRUE(finding.place.has_value());
    }
    EXPECT_EQ(codes[FindingCode::DrawingGapClosed], 1);
    EXPECT_EQ(codes[FindingCode::DrawingLooseEnd], 4) << "two ends of the divider, the line apart";
    EXPECT_THAT(
        made.tallies[0].fates,
        UnorderedElementsAre(Pair(EntityFate::Area, 3U), Pair(EntityFate::BoundsNothing, 1U)));
}

TEST(Drawing, AWiderGapStaysOpenUnlessTheProfileAllowsIt) {
    Drawing drawing;
    drawing.line("界线", {{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0.05}});
    DrawingChoices wide;
    wide.gap = Length::metres(0.1);
    EXPECT_THAT(sizes(convert(drawing, wide)), ElementsAre(10'000.0));
    EXPECT_THAT(convert(drawing).tallies, IsEmpty()) << "no area: the drawing stays as it is";
}

TEST(Drawing, ALineAcrossAnOutlineDividesIt) {
    const Made made =
        convert(Drawing().line("地块", square(0, 0, 100)).line("地块", {{-5, 30}, {105, 30}}));
    EXPECT_THAT(sizes(made), ElementsAre(3'000.0, 7'000.0));
}

TEST(Drawing, SameOutlineAsLineAndHatchIsTakenOnce) {
    const Made made =
        convert(Drawing()
                    .line("地块", square(0, 0, 100))
                    .area("地块", square(0, 0, 100))
                    .area("M1-填充", {{100, 100}, {0, 100}, {0, 0}, {100, 0}, {100, 100}}));
    ASSERT_EQ(made.areas.size(), 1U);
    EXPECT_EQ(made.areas[0].values.at("class_code"), text("M1"))
        << "by the name of the hatch's layer";
    EXPECT_THAT(made.tallies[0].fates,
                UnorderedElementsAre(Pair(EntityFate::Area, 1U), Pair(EntityFate::Duplicate, 1U)));
    EXPECT_THAT(made.tallies[1].fates, ElementsAre(Pair(EntityFate::Duplicate, 1U)));
}

TEST(Drawing, TextsFillFields) {
    const Made made = convert(Drawing()
                                  .line("地块", square(0, 0, 100))
                                  .text("注记", 10, 10, "{\\fSimSun|b0;DK-01}\\P100102 工业\\P15亩")
                                  .text("注记", 10, 30, "容积率：1.5")
                                  .text("注记", 10, 50, "东侧临路")
                                  .text("注记", 500, 500, "DK-99"));
    ASSERT_EQ(made.areas.size(), 1U);
    const auto& values = made.areas[0].values;
    EXPECT_EQ(values.at("parcel_no"), text("DK-01"));
    EXPECT_EQ(values.at("class_code"), text("100102"));
    EXPECT_DOUBLE_EQ(std::get<double>(values.at("registered_area_m2")), 10'000.0);
    EXPECT_DOUBLE_EQ(std::get<double>(values.at("far")), 1.5);
    EXPECT_EQ(values.at("remark"), text("东侧临路"));
    EXPECT_THAT(
        made.tallies[1].fates,
        UnorderedElementsAre(Pair(EntityFate::Label, 3U), Pair(EntityFate::TextOutside, 1U)));
}

TEST(Drawing, TwoNumbersInOneAreaLeaveTheFieldEmpty) {
    const Made made = convert(Drawing()
                                  .line("地块", square(0, 0, 100))
                                  .text("注记", 10, 10, "DK-01")
                                  .text("注记", 20, 20, "DK-02")
                                  .text("注记", 30, 30, "工业用地"));
    EXPECT_FALSE(made.areas[0].values.contains("parcel_no"));
    EXPECT_EQ(made.areas[0].values.at("class_code"), text("工业用地"));
    EXPECT_THAT(made.findings,
                Contains(Field(&Finding::values, ElementsAre("parcel_no", "DK-01, DK-02"))));
}

TEST(Drawing, TheProfileSaysLayersClassesAndColours) {
    DrawingChoices choices;
    choices.layers = {"YD-1", "YD-2"};
    choices.classes = {{"YD-1", "100102"}};
    choices.colours = {{"#ff0000", "0701"}};
    const Made made = convert(Drawing()
                                  .line("YD-1", square(0, 0, 10))
                                  .line("YD-2", square(20, 0, 10), "#ff0000")
                                  .line("图框", square(-50, -50, 500))
                                  .text("注记", 5, 5, "DK-01"),
                              choices);
    ASSERT_EQ(made.areas.size(), 2U);
    EXPECT_EQ(made.areas[0].values.at("class_code"), text("100102"));
    EXPECT_EQ(made.areas[0].values.at("parcel_no"), text("DK-01")) << "texts of all layers count";
    EXPECT_EQ(made.areas[1].values.at("class_code"), text("0701"));
    choices.layers = {"YD-3"};
    const auto wrong = DrawingReader::create(
        std::make_unique<Drawing>(Drawing().line("YD-1", square(0, 0, 10))), choices, {}, {});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::LayerNotFound);
    EXPECT_EQ(wrong.error().subject, "YD-3");
}

TEST(Drawing, AccountsForWhatIsNoArea) {
    Drawing drawing;
    drawing.line("0", square(0, 0, 100)).add("0", drawing.point(1, 1), {}, {}).add("0", {}, {}, {});
    drawing.line("0", {{NAN, 0}, {1, 1}}).line("0", {{5, 5}, {9, 5}, {5, 5}, {9, 5}, {5, 5}});
    drawing.paper = 1;
    drawing.line("0", square(0, 0, 420));
    EXPECT_THAT(convert(drawing).tallies[0].fates,
                UnorderedElementsAre(Pair(EntityFate::Area, 1U),
                                     Pair(EntityFate::Point, 1U),
                                     Pair(EntityFate::NoGeometry, 1U),
                                     Pair(EntityFate::BadCoordinates, 1U),
                                     Pair(EntityFate::BoundsNothing, 1U),
                                     Pair(EntityFate::PaperSpace, 1U)));
}

TEST(Drawing, MillimetresAreToldByTheirPlaceOrStated) {
    Drawing drawing;
    drawing.factor = 1000.0;
    drawing.line("地块", square(0, 0, 100));
    const Made told = convert(drawing);
    EXPECT_THAT(told.findings, Contains(Field(&Finding::code, FindingCode::DrawingUnit)));
    EXPECT_NEAR(sizes(told).front(), 10'000.0, 1e-6);
    drawing.factor = 1.0; // many drawings say millimetres and hold metres
    drawing.features[0].clear();
    drawing.line("地块", square(0, 0, 100));
    drawing.layer().notes = {{"$INSUNITS", "4"}};
    const Made metres = convert(drawing);
    EXPECT_THAT(metres.findings, Not(Contains(Field(&Finding::code, FindingCode::DrawingUnit))));
    EXPECT_DOUBLE_EQ(metres.extent[0], kEast);
}

TEST(Drawing, StaysAsDrawnWhereTheProfileSaysSo) {
    DrawingChoices choices;
    choices.asDrawn = true;
    const auto reader = DrawingReader::create(
        std::make_unique<Drawing>(Drawing().line("地块", square(0, 0, 100))), choices, {}, {});
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->layers()[0].name, "entities");
    EXPECT_THAT((*reader)->tallies(0), IsEmpty());
}

TEST(Drawing, PassesOnWhatItsReaderSaysWhileRowsAreRead) {
    DrawingChoices choices;
    choices.asDrawn = true;
    auto drawing = std::make_unique<Drawing>();
    drawing->talks = true;
    const auto reader = DrawingReader::create(std::move(drawing), choices, {}, {});
    ASSERT_TRUE(reader);
    EXPECT_THAT((*reader)->findings(), IsEmpty());
    ASSERT_TRUE((*reader)->read(0, [](ForeignFeature&&) { return true; }, {}));
    EXPECT_THAT((*reader)->findings(), Contains(Field(&Finding::code, FindingCode::ReaderWarning)));
}

/// 40 000 parcels with a number each: neither nesting nor texts may be quadratic.
TEST(Drawing, IsQuickWithManyParcels) {
    Drawing drawing;
    for (int i = 0; i < 40'000; ++i) {
        const double x = 20.0 * (i % 200);
        const double y = 20.0 * (i / 200);
        drawing.line("地块", square(x, y, 20))
            .text("注记", x + 10, y + 10, "DK-" + std::to_string(i));
    }
    drawing.line("范围", square(0, 0, 4000));
    const std::clock_t begin = std::clock();
    const Made made = convert(drawing);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    EXPECT_EQ(made.areas.size(), 40'001U);
    EXPECT_EQ(made.areas[39'999].values.at("parcel_no"), text("DK-39999"));
    EXPECT_LT(seconds, 60.0) << "of the processor; a quadratic search would take hours";
}

} // namespace tuban::jobs
