#include "model/row_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Rows: "b" 2, "A" 10, nothing, "ab" −1.
AttributeTable sample() {
    LayerSchema schema;
    schema.name = "t";
    FieldSchema name;
    name.name = "name";
    name.key = true;
    FieldSchema size;
    size.name = "size";
    size.kind = ValueKind::Real;
    schema.fields = {name, size};
    AttributeTable table(schema);
    const std::vector<std::vector<FieldValue>> rows{
        {"b", 2.0}, {"A", 10.0}, {FieldValue(), FieldValue()}, {"ab", -1.0}};
    for (const auto& values : rows) {
        table.append(Uuid::generate(), values, Area::squareMetres(5.0));
    }
    table.finish();
    return table;
}

std::vector<std::uint32_t> listed(const RowQuery& query) {
    const AttributeTable table = sample();
    const auto rows = rowsOf(table, query, {});
    EXPECT_TRUE(rows);
    return rows ? *rows : std::vector<std::uint32_t>();
}

} // namespace

TEST(RowQuery, ListsAllInTheOrderOfTheTable) {
    EXPECT_THAT(listed({}), ElementsAre(0, 1, 2, 3));
}

TEST(RowQuery, FindsPartsOfTextsWhateverTheirCase) {
    EXPECT_THAT(listed({.filters = {{0, "a"}}}), ElementsAre(1, 3));
    EXPECT_THAT(listed({.filters = {{0, "=A"}}}), ElementsAre(1));
    EXPECT_THAT(listed({.filters = {{0, "a"}, {1, "< 0"}}}), ElementsAre(3));
}

TEST(RowQuery, ComparesNumbersAndLeavesOutNothing) {
    EXPECT_THAT(listed({.filters = {{1, "> 1"}}}), ElementsAre(0, 1));
    EXPECT_THAT(listed({.filters = {{1, "2..10"}}}), ElementsAre(0, 1));
    EXPECT_THAT(listed({.filters = {{1, "10"}}}), ElementsAre(1));
    EXPECT_THAT(listed({.filters = {{1, "<> 2"}}}), ElementsAre(1, 3));
}

TEST(RowQuery, SortsNothingFirstAndNumbersByValue) {
    EXPECT_THAT(listed({.sortBy = 1}), ElementsAre(2, 3, 0, 1));
    EXPECT_THAT(listed({.sortBy = 1, .descending = true}), ElementsAre(1, 0, 3, 2));
    EXPECT_THAT(listed({.sortBy = 0}), ElementsAre(2, 1, 3, 0));
}

TEST(RowQuery, RefusesWhatIsNoNumber) {
    const AttributeTable table = sample();
    const auto rows = rowsOf(table, {.filters = {{1, "> many"}}}, {});
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().code, ErrorCode::FilterMalformed);
    EXPECT_EQ(rows.error().where, "size");
}

TEST(AttributeTable, KeepsValuesAndNamesOfRows) {
    const AttributeTable table = sample();
    EXPECT_EQ(table.column(0).value(1), FieldValue("A"));
    EXPECT_EQ(table.column(1).value(3), FieldValue(-1.0));
    EXPECT_TRUE(table.column(1).isNull(2));
    EXPECT_EQ(table.column(1).text(0), "2");
    EXPECT_EQ(table.nameOf(0), "b");
    EXPECT_EQ(table.nameOf(2), table.id(2).text().substr(0, 8));
    EXPECT_EQ(table.planarArea(0), Area::squareMetres(5.0));
}

} // namespace tuban
