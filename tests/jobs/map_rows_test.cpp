#include "jobs/map_rows.h"

#include <gtest/gtest.h>

namespace tuban::jobs {

namespace {

const LayerSchema kSchema{.name = "parcel",
                          .title = {},
                          .geometry = GeometryKind::Polygon,
                          .coverage = true,
                          .fields = {{.name = "class_code", .title = {}},
                                     {.name = "name", .title = {}},
                                     {.name = "far", .kind = ValueKind::Real, .title = {}}}};

Rule ruleFor(const std::string& code) {
    Rule rule;
    rule.condition = Condition{
        .kind = Condition::Kind::Equal,
        .terms = {{.isField = true, .text = "class_code"}, {.isField = false, .text = code}}};
    return rule;
}

/// Rules for two classes, and labels of all by name.
Style style() {
    Style style{.rules = {ruleFor("0701"), ruleFor("1001"), Rule()}};
    style.rules[2].symbolizers = {
        TextSymbolizer{.label = {{.kind = LabelPart::Kind::Field, .text = "name"}}}};
    return style;
}

StoredRow row(std::uint8_t number, const std::string& code, const std::string& name) {
    const auto x = static_cast<std::int64_t>(number) * 10;
    Uuid::Bytes bytes{};
    bytes[15] = number;
    return {.id = Uuid(bytes),
            .content = {.geometry = {{{{{x, 0}, {x + 10, 0}, {x + 10, 10}, {x, 10}, {x, 0}}}}},
                        .values = {code, name, 1.5}}};
}

std::vector<RuleSet> rulesOf(const render::MapLayer& layer) {
    std::vector<RuleSet> rules;
    for (std::uint8_t number = 1; number <= 3; ++number) {
        const auto feature = layer.find(row(number, "", "").id);
        rules.push_back(feature ? layer.classes()[layer.classOf(*feature)] : RuleSet());
    }
    return rules;
}

std::shared_ptr<const render::MapLayer> sample() {
    auto rows = MapRows::create(kSchema, style());
    EXPECT_TRUE(rows.has_value());
    std::int64_t id = 0;
    for (const StoredRow& one : {row(1, "0701", "east"), row(2, "1001", "west")}) {
        (*rows)->add(++id, one.id, one.content);
    }
    const auto chunk = (*rows)->finish();
    render::MapLayerContent content = (*rows)->content(geometry::Grid::tenthMillimetre());
    content.chunks = {chunk};
    return render::MapLayer::build(std::move(content));
}

} // namespace

TEST(MapRows, AsksOnlyForFieldsThatTheStyleNeeds) {
    const auto rows = MapRows::create(kSchema, style());
    ASSERT_TRUE(rows.has_value());
    EXPECT_EQ((*rows)->fields(), (std::vector<std::size_t>{0, 1}));
}

TEST(MapRows, FindsTheRulesOfEachRowAndKeepsWhatLabelsShow) {
    const auto layer = sample();
    EXPECT_TRUE(layer->isCoverage());
    EXPECT_EQ(rulesOf(*layer), (std::vector<RuleSet>{{0, 2}, {1, 2}, {}}));
    EXPECT_EQ(layer->fields(), std::vector<std::string>{"name"});
    const render::FeatureRef second = *layer->find(2);
    EXPECT_EQ(layer->chunk(second).fields[0].text(second.row), "west");
}

TEST(MapRows, SaysWhichRuleAsksForAFieldThatIsNotThere) {
    Style wrong = style();
    wrong.rules[0].name = "first";
    wrong.rules[0].condition->terms[0].text = "nothing";
    const auto rows = MapRows::create(kSchema, wrong);
    ASSERT_FALSE(rows.has_value());
    EXPECT_EQ(rows.error().code, ErrorCode::FilterMalformed);
    EXPECT_EQ(rows.error().subject, "first");
}

TEST(EditedMapLayer, TakesChangedNewAndRemovedRows) {
    const auto before = sample();
    const std::vector<Uuid> removed{row(1, "", "").id, row(2, "", "").id};
    const std::vector<StoredRow> added{row(2, "0702", "far west"), row(3, "0701", "new")};
    const auto after = editedMapLayer(*before, kSchema, style(), removed, added);
    ASSERT_TRUE(after.has_value());
    EXPECT_EQ((*after)->featureCount(), 2U);
    EXPECT_EQ(rulesOf(**after), (std::vector<RuleSet>{{}, {2}, {0, 2}}));
    EXPECT_EQ((*after)->id(*(*after)->find(removed[1])), 2); // as before
    EXPECT_EQ(rulesOf(*before), (std::vector<RuleSet>{{0, 2}, {1, 2}, {}}));
}

TEST(RestyledMapLayer, DecidesAllFeaturesAnewAndSharesTheirGeometry) {
    const auto before = sample();
    Style other{.rules = {ruleFor("1001"), Rule()}};
    other.rules[1].symbolizers = {
        TextSymbolizer{.label = {{.kind = LabelPart::Kind::Field, .text = "far"}}}};
    const auto valuesOf = [](std::int64_t id) {
        return std::vector<FieldValue>{id == 1 ? "0701" : "1001", "name", 0.5 * double(id)};
    };
    const auto after = restyledMapLayer(*before, kSchema, other, valuesOf, {});
    ASSERT_TRUE(after.has_value());
    EXPECT_EQ(rulesOf(**after), (std::vector<RuleSet>{{1}, {0, 1}, {}}));
    EXPECT_EQ((*after)->fields(), std::vector<std::string>{"far"});
    const render::FeatureRef second = *(*after)->find(2);
    EXPECT_EQ((*after)->chunk(second).fields[0].number(second.row), 1.0);
    EXPECT_EQ(std::get<0>((*after)->chunk(second).geometry),
              std::get<0>(before->chunk(second).geometry));
}

TEST(RestyledMapLayer, BringsNoRemovedRowBack) {
    const auto removed = editedMapLayer(*sample(), kSchema, style(), {{row(1, "", "").id}}, {});
    ASSERT_TRUE(removed.has_value());
    const auto after = restyledMapLayer(
        **removed, kSchema, style(), [](std::int64_t) { return std::vector<FieldValue>(3); }, {});
    ASSERT_TRUE(after.has_value());
    EXPECT_EQ((*after)->featureCount(), 1U);
    EXPECT_FALSE((*after)->find(1).has_value());
}

} // namespace tuban::jobs
