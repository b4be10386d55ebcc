#include "data/tables_writer/heading_grid.h"
#include "sample_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using ::testing::Each;
using ::testing::ElementsAre;

namespace {

/// How often each place of the header is covered by the cells of the grid.
std::vector<int> coverage(const Table& table) {
    const std::size_t leaves = table.leaves().size();
    std::vector<int> places(leaves * table.headingDepth(), 0);
    for (const HeadingCell& cell : headingGrid(table)) {
        for (std::size_t row = cell.row; row < cell.row + cell.rowSpan; ++row) {
            for (std::size_t leaf = cell.leaf; leaf < cell.leaf + cell.leafSpan; ++leaf) {
                ++places.at(row * leaves + leaf);
            }
        }
    }
    return places;
}

std::vector<std::string> topTexts(const Table& table) {
    std::vector<std::string> texts;
    for (const Table::Heading& heading : table.headings) {
        texts.push_back(heading.text);
    }
    return texts;
}

} // namespace

TEST(HeadingGrid, CoversEveryPlaceOfTheHeaderOnce) {
    EXPECT_THAT(coverage(sampleTable()), Each(1));
    Table uneven = sampleTable();
    uneven.headings.push_back({"deep", {{"x", {{"y"}, {"z"}}}, {"w"}}});
    EXPECT_EQ(uneven.headingDepth(), 3U);
    EXPECT_THAT(coverage(uneven), Each(1));
}

TEST(ColumnParts, AFittingTableStaysWholeWithAllItsRows) {
    const Table table = sampleTable();
    const auto parts = columnParts(table, {4, 10, 6, 6, 6, 6}, 38);
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].rows.size(), table.rows.size());
    EXPECT_EQ(parts[0].leaves().size(), 6U);
    EXPECT_TRUE(parts[0].notes.empty());
}

TEST(ColumnParts, RepeatsLabelsAndLeavesOutRowsWithoutValues) {
    const auto parts = columnParts(sampleTable(), {4, 10, 6, 6, 6, 6}, 37);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_THAT(topTexts(parts[0]), ElementsAre("Code", "用地名称", "新材料区"));
    EXPECT_THAT(topTexts(parts[1]), ElementsAre("Code", "用地名称", "Port"));
    EXPECT_EQ(parts[0].rows.size(), 3U);
    ASSERT_EQ(parts[1].rows.size(), 2U);
    EXPECT_EQ(std::get<std::string>(parts[1].rows[0].cells[0]), "=1+1");
    EXPECT_EQ(std::get<Table::Number>(parts[1].rows[1].cells[2]).value, -0.25);
}

TEST(ColumnParts, AGroupWiderThanThePageStandsAlone) {
    EXPECT_EQ(columnParts(sampleTable(), {40, 40, 60, 60, 60, 60}, 50).size(), 2U);
}

TEST(ColumnParts, ATableOfLabelsOnlyIsNeverCut) {
    Table flat = sampleTable();
    flat.headings.resize(2);
    for (Table::Row& row : flat.rows) {
        row.cells.resize(2);
    }
    EXPECT_EQ(columnParts(flat, {100, 100}, 50).size(), 1U);
}

} // namespace tuban::data
