#include "data/csv.h"
#include "data/tables_writer/csv_writer.h"
#include "sample_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using ::testing::ElementsAre;

TEST(CsvTableOutput, IsRfc4180WithKeysRawNumbersAndEmptyCells) {
    EXPECT_EQ(renderCsv(sampleTable()),
              "code,name,area,share,area,share\r\n"
              "07,居住用地,3.456,75.04,,\r\n"
              "0701,\"Housing, \"\"town\"\"\",3.456,75.04,,\r\n"
              "=1+1,<b>&',,,-0.25,100\r\n"
              ",合计,3.456,100,-0.25,100\r\n");
}

TEST(CsvTableOutput, ReadsBackCellByCell) {
    Table table = sampleTable();
    const std::vector<std::string> texts{"a\r\nb", " padded ", "\"", "@x", "'=1"};
    for (const std::string& text : texts) {
        table.rows.push_back({Table::Row::Kind::Plain, 0, {}, {text, {}, {}, {}, {}, text}});
    }
    const auto rows = parseCsv(renderCsv(table, {.byteOrderMark = true}), "t");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 5 + texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_THAT((*rows)[5 + i].cells, ElementsAre(texts[i], "", "", "", "", texts[i]));
    }
}

TEST(CsvTableOutput, BeginsWithAByteOrderMarkOnlyWhereWanted) {
    EXPECT_TRUE(renderCsv(sampleTable(), {.byteOrderMark = true})
                    .starts_with("\xEF\xBB\xBF"
                                 "code"));
    EXPECT_TRUE(renderCsv(sampleTable()).starts_with("code"));
}

} // namespace tuban::data
