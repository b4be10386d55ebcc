#include "check_fixtures.h"
#include "compliance/attribute_check.h"
#include "compliance/record_check.h"
#include "data/tables_reader/classification_reader.h"

#include <gtest/gtest.h>

using namespace tuban;
using namespace tuban::compliance;
using namespace tuban::compliance::test;

namespace {

/// Parcels of 100 m² in a row with number, class code and registered area.
struct Written {
    std::string number;
    std::string code;
    double registered;
};

CheckedLayer layerWith(const std::vector<Written>& parcels) {
    FeatureChunk chunk;
    geometry::PolygonChunkBuilder builder;
    TextColumn numbers;
    TextColumn codes;
    std::vector<double> areas;
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        const auto x = static_cast<std::int64_t>(i) * 10 * kMetre;
        builder.addRing(rectangle(x, 0, x + 10 * kMetre, 10 * kMetre));
        builder.endPart();
        builder.endFeature();
        chunk.ids.push_back(static_cast<std::int64_t>(i));
        numbers.append(parcels[i].number);
        codes.append(parcels[i].code);
        areas.push_back(parcels[i].registered);
    }
    chunk.polygons = builder.take();
    const std::vector<bool> given(parcels.size(), false);
    chunk.columns.push_back({std::move(numbers), given});
    chunk.columns.push_back({std::move(codes), given});
    chunk.columns.push_back({std::move(areas), given});
    geometry::CrsInfo crs;
    crs.kind = geometry::CrsInfo::Kind::Projected;
    std::vector<FeatureChunk> chunks;
    chunks.push_back(std::move(chunk));
    CheckedLayer layer("parcel", geometry::Grid::tenthMillimetre(), crs, std::move(chunks));
    layer.columns.number = 0;
    layer.columns.code = 1;
    layer.columns.registered = 2;
    return layer;
}

Classification table2023() {
    auto table = data::loadClassification("2023");
    EXPECT_TRUE(table);
    return std::move(*table);
}

} // namespace

TEST(AttributeCheck, FindsNothingWhereAllIsWell) {
    const Classification table = table2023();
    EXPECT_TRUE(checkAttributes(productRules(),
                                layerWith({{"A-1", "0701", 100.0}, {"A-2", "0701", 100.05}}),
                                &table)
                    .empty());
}

TEST(AttributeCheck, FindsCodesThatTheTableDoesNotHave) {
    const Classification table = table2023();
    const auto found =
        checkAttributes(productRules(),
                        layerWith({{"A-1", "0799", 100}, {"A-2", "", 100}, {"A-3", " 0701 ", 100}}),
                        &table);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].kind, CheckKind::ClassCode);
    EXPECT_EQ(found[0].values, (std::vector<std::string>{"0799", "2023"}));
    EXPECT_EQ(found[1].values, (std::vector<std::string>{"", "2023"}));
}

TEST(AttributeCheck, FindsNumbersThatRepeatOrDoNotMatch) {
    CheckRules rules = productRules();
    rules.rules[static_cast<std::size_t>(CheckKind::ParcelNumber)].pattern = "[A-Z]-[0-9]+";
    const auto found = checkAttributes(
        rules,
        layerWith({{"A-1", "", 100}, {"B7", "", 100}, {"A-1", "", 100}, {"", "", 100}}),
        nullptr);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].values.front(), "B7");
    EXPECT_EQ(found[1].values.front(), "");
    EXPECT_EQ(found[2].kind, CheckKind::NumberRepeated);
    EXPECT_EQ(found[2].rows, (std::vector<std::uint32_t>{0, 2}));
}

TEST(AttributeCheck, ComparesRegisteredAreasBeyondBothLimits) {
    // 0.1 m² and 0.1 % of 100 m² are the same; 0.1 m² is still within.
    const auto found =
        checkAttributes(productRules(),
                        layerWith({{"A-1", "", 100.09}, {"A-2", "", 100.12}, {"A-3", "", 99.5}}),
                        nullptr);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].values, (std::vector<std::string>{"100.12", "100.00", "0.12"}));
    EXPECT_EQ(found[1].values, (std::vector<std::string>{"99.50", "100.00", "-0.5"}));
}

TEST(ClassSet, HoldsAllClassesBelowThoseNamed) {
    const Classification table = table2023();
    const ClassSet construction(table, {"07", "0801"});
    EXPECT_TRUE(construction.contains("070102"));
    EXPECT_TRUE(construction.contains("0801"));
    EXPECT_FALSE(construction.contains("0802"));
    EXPECT_FALSE(construction.contains("0101"));
    EXPECT_FALSE(construction.contains(""));
}

TEST(RecordCheck, FindsDatesOutOfOrderAndAmountsThatDoNotGoTogether) {
    LayerSchema schema;
    schema.name = "contract";
    const auto addField = [&](const char* name, ValueKind kind) {
        FieldSchema field;
        field.name = name;
        field.kind = kind;
        schema.fields.push_back(std::move(field));
    };
    addField("sign_date", ValueKind::Date);
    addField("agreed_delivery", ValueKind::Date);
    for (const char* name :
         {"land_area_m2", "land_price_10k", "developed_area_m2", "should_start_area_m2"}) {
        addField(name, ValueKind::Real);
    }
    addField("unit_price_yuan", ValueKind::Integer);
    const std::vector<LayerRow> rows{
        // 3640 yuan/m² · 3804.64 m² = 13 848 889.6 yuan
        {.values = {"2008-01-06", "2008-02-17", 3804.64, 1384.89, 10.0, 10.0, std::int64_t{3640}}},
        {.values = {"2008-03-06", "2008-02-17", 3804.64, 1384.89, 10.0, 10.0, std::int64_t{3640}}},
        {.values = {"2008-01-06", {}, 3804.64, 1400.0, 11.0, 10.0, std::int64_t{3640}}}};
    const auto found = checkRecords(productRules(), schema, rows);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].kind, CheckKind::DateOrder);
    EXPECT_EQ(found[0].rows.front(), 1U);
    EXPECT_EQ(
        found[0].values,
        (std::vector<std::string>{"sign_date", "2008-03-06", "agreed_delivery", "2008-02-17"}));
    EXPECT_EQ(found[1].values,
              (std::vector<std::string>{"developed_area_m2", "11", "should_start_area_m2", "10"}));
    EXPECT_EQ(found[2].values.front(), "land_price_10k");
}
