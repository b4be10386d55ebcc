#include "data/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Csv, SplitsCellsAndLines) {
    const auto rows = parseCsv("a,b,\n1,,3\n", "t");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_THAT((*rows)[0].cells, ElementsAre("a", "b", ""));
    EXPECT_THAT((*rows)[1].cells, ElementsAre("1", "", "3"));
}

TEST(Csv, QuotedCellsHoldCommasQuotesAndLineBreaks) {
    const auto rows = parseCsv("\"a,b\",\"say \"\"so\"\"\",\"two\r\nlines\"\nlast,x,y", "t");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_THAT((*rows)[0].cells, ElementsAre("a,b", "say \"so\"", "two\r\nlines"));
    EXPECT_EQ((*rows)[1].line, 3U) << "the quoted line break counts";
}

TEST(Csv, AcceptsByteOrderMarkCrLfAndEmptyLines) {
    const auto rows = parseCsv("\xEF\xBB\xBF"
                               "a,b\r\n\r\n1,2\r\n",
                               "t");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_THAT((*rows)[0].cells, ElementsAre("a", "b"));
    EXPECT_THAT((*rows)[1].cells, ElementsAre("1", "2"));
    EXPECT_EQ((*rows)[1].line, 3U);
}

TEST(Csv, KeepsChineseTextAndAnEmptyLastCell) {
    const auto rows = parseCsv("水田,", "t");
    ASSERT_TRUE(rows);
    EXPECT_THAT(rows->front().cells, ElementsAre("水田", ""));
}

TEST(Csv, AnEmptyTextHasNoRows) {
    EXPECT_TRUE(parseCsv("", "t")->empty());
}

TEST(Csv, NamesTheLineOfBrokenQuotes) {
    const auto open = parseCsv("a\n\"b\n\nc", "layer.csv");
    ASSERT_FALSE(open);
    EXPECT_EQ(open.error().code, ErrorCode::TableMalformed);
    EXPECT_EQ(open.error().subject, "layer.csv");
    EXPECT_EQ(open.error().where, "line 2") << "where the quote was opened";
    EXPECT_EQ(parseCsv("a\nb\"c", "t").error().where, "line 2");
    EXPECT_EQ(parseCsv("\"b\"c", "t").error().where, "line 1");
}

TEST(CsvTable, FindsColumnsByName) {
    const auto table = parseCsvTable("code,name\n01,耕地\n", "t");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->column("name"), 1U);
    EXPECT_EQ(table->column("colour"), std::nullopt);
    EXPECT_THAT(*table->columns({"name", "code"}), ElementsAre(1U, 0U));
    EXPECT_THAT(table->columns({"code", "colour"}).error().detail, HasSubstr("colour"));
}

TEST(CsvTable, RefusesRowsOfAnotherLength) {
    const auto table = parseCsvTable("a,b\n1,2\n1,2,3\n", "t");
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, ErrorCode::TableMalformed);
    EXPECT_EQ(table.error().where, "line 3");
}

TEST(CsvTable, RefusesNoHeaderAndRepeatedColumns) {
    EXPECT_EQ(parseCsvTable("", "t").error().code, ErrorCode::TableMalformed);
    EXPECT_EQ(parseCsvTable("a,b,a\n", "t").error().code, ErrorCode::TableMalformed);
}

TEST(CsvTable, SaysWhenTheFileIsMissing) {
    EXPECT_EQ(readCsvTable("/nonexistent/x.csv").error().code, ErrorCode::FileNotFound);
    EXPECT_EQ(readCsvTable("/").error().code, ErrorCode::FileUnreadable);
}

} // namespace tuban::data
