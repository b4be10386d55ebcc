#include "model/change.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace tuban {

namespace {

LayerSchema parcels() {
    LayerSchema schema;
    schema.name = "parcel";
    schema.geometry = GeometryKind::Polygon;
    for (const char* name : {"parcel_no", "storeys", "height", "approved"}) {
        FieldSchema field;
        field.name = name;
        schema.fields.push_back(field);
    }
    return schema;
}

GridGeometry triangle(std::int64_t size) {
    return {{{{{0, 0}, {size, 0}, {0, size}, {0, 0}}}}};
}

const Uuid kId = *Uuid::parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
const Uuid kOther = *Uuid::parse("919108f7-52d1-4320-9bac-f847db4148a8");

LayerRow house() {
    return {triangle(100), {"A-1", std::int64_t{5}, 17.5, FieldValue{}}};
}

LayerRow tower() {
    return {triangle(200), {"A-1", std::int64_t{30}, FieldValue{}, "2026-11-26"}};
}

} // namespace

TEST(FieldFinder, FindsFieldsInAnyOrderAndNoneThatIsNotThere) {
    const LayerSchema schema = parcels();
    FieldFinder finder(schema);
    for (const char* name : {"storeys",
                             "height",
                             "approved",
                             "parcel_no",
                             "none",
                             "parcel_no",
                             "approved",
                             "approved"}) {
        EXPECT_EQ(finder.find(name), schema.fieldIndex(name)) << name;
    }
}

TEST(Change, AnInsertionHoldsWhatIsNotNull) {
    const RowChange change = insertion(parcels(), kId, house());
    EXPECT_EQ(change.layer, "parcel");
    EXPECT_EQ(change.id, kId);
    EXPECT_EQ(change.seen, std::nullopt);
    EXPECT_EQ(change.next, kNoEntry);
    ASSERT_TRUE(change.geometry);
    EXPECT_TRUE(change.geometry->before.parts.empty());
    EXPECT_EQ(change.geometry->after, triangle(100));
    const std::vector<FieldChange> expected{
        {"parcel_no", {{}, "A-1"}}, {"storeys", {{}, std::int64_t{5}}}, {"height", {{}, 17.5}}};
    EXPECT_EQ(change.fields, expected);
}

TEST(Change, AnInsertionIntoATableHasNoGeometry) {
    EXPECT_FALSE(insertion(parcels(), kId, {{}, {"A-1"}}).geometry);
}

TEST(Change, ARemovalLeavesNothing) {
    const RowChange change = removal(parcels(), {kId, EntryNumber{7}, house()});
    EXPECT_EQ(change.seen, EntryNumber{7});
    EXPECT_EQ(change.next, std::nullopt);
    const LayerRow left = changed(parcels(), house(), change);
    EXPECT_TRUE(left.geometry.parts.empty());
    EXPECT_EQ(left.values, std::vector<FieldValue>(4));
}

TEST(Change, AnUpdateHoldsOnlyWhatDiffers) {
    const RowChange change = update(parcels(), {kId, EntryNumber{7}, house()}, tower());
    EXPECT_EQ(change.seen, EntryNumber{7});
    EXPECT_EQ(change.next, kNoEntry);
    const std::vector<FieldChange> expected{{"storeys", {std::int64_t{5}, std::int64_t{30}}},
                                            {"height", {17.5, {}}},
                                            {"approved", {{}, "2026-11-26"}}};
    EXPECT_EQ(change.fields, expected);
    EXPECT_EQ(changed(parcels(), house(), change), tower());
}

TEST(Change, AnUpdateOfNothingSaysNothing) {
    const RowChange change = update(parcels(), {kId, EntryNumber{7}, house()}, house());
    EXPECT_FALSE(change.geometry);
    EXPECT_TRUE(change.fields.empty());
}

TEST(Change, AnUpdateComparesNumbersByTheirBits) {
    LayerRow row = house();
    row.values[2] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(update(parcels(), {kId, EntryNumber{7}, row}, row).fields.empty());

    row.values[2] = 0.0;
    LayerRow minus = row;
    minus.values[2] = -0.0;
    const RowChange change = update(parcels(), {kId, EntryNumber{7}, row}, minus);
    ASSERT_EQ(change.fields.size(), 1U);
    EXPECT_TRUE(std::signbit(std::get<double>(change.fields.front().value.after)));
}

TEST(Change, WholeNumbersAndNumbersAreDifferentValues) {
    LayerRow real = house();
    real.values[1] = 5.0;
    EXPECT_EQ(update(parcels(), {kId, EntryNumber{7}, house()}, real).fields.size(), 1U);
}

TEST(Change, TheInverseRestores) {
    FeatureChange change{{update(parcels(), {kId, EntryNumber{7}, house()}, tower())}};
    change.rows.front().next = EntryNumber{8};
    const FeatureChange back = inverse(change);
    ASSERT_EQ(back.rows.size(), 1U);
    const LayerRow after = changed(parcels(), house(), change.rows.front());
    EXPECT_EQ(after, tower());
    EXPECT_EQ(changed(parcels(), after, back.rows.front()), house());
    EXPECT_EQ(inverse(back), change);
}

TEST(Change, TheInverseSwapsTheVersionsAndTheOrder) {
    FeatureChange change{{removal(parcels(), {kId, EntryNumber{3}, house()}),
                          insertion(parcels(), kOther, tower())}};
    change.rows.back().next = EntryNumber{9};
    const FeatureChange back = inverse(change);
    ASSERT_EQ(back.rows.size(), 2U);
    EXPECT_EQ(back.rows[0].id, kOther);
    EXPECT_EQ(back.rows[0].seen, EntryNumber{9});
    EXPECT_EQ(back.rows[0].next, std::nullopt);
    EXPECT_EQ(back.rows[1].id, kId);
    EXPECT_EQ(back.rows[1].seen, std::nullopt);
    EXPECT_EQ(back.rows[1].next, EntryNumber{3});
    EXPECT_EQ(changed(parcels(), {}, back.rows[1]), house());
    EXPECT_EQ(inverse(back), change);
}

TEST(Change, FieldsThatTheSchemaDoesNotHaveAreLeftOut) {
    RowChange change{"parcel", kId};
    change.fields = {{"no_longer_there", {{}, "x"}}, {"storeys", {{}, std::int64_t{2}}}};
    const LayerRow row = changed(parcels(), {}, change);
    const std::vector<FieldValue> expected{{}, std::int64_t{2}, {}, {}};
    EXPECT_EQ(row.values, expected);
}

TEST(Change, RowsShorterThanTheSchemaAreNullAtTheEnd) {
    const LayerRow brief{triangle(100), {"A-1"}};
    const RowChange change = update(parcels(), {kId, EntryNumber{1}, brief}, house());
    EXPECT_EQ(change.fields.size(), 2U);
    EXPECT_EQ(changed(parcels(), brief, change), house());
}

} // namespace tuban
