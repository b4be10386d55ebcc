#include "data/exchange/delimited_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

namespace {

using ::testing::ElementsAre;

std::vector<std::vector<std::string>> recordsOf(std::string_view text) {
    DelimitedText reading(text);
    std::vector<std::vector<std::string>> records;
    std::vector<std::string> cells;
    while (reading.next(cells)) {
        records.push_back(cells);
    }
    return records;
}

} // namespace

/// The examples of RFC 4180, section 2.
TEST(DelimitedText, ReadsWhatTheStandardShows) {
    EXPECT_THAT(recordsOf("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n"),
                ElementsAre(ElementsAre("aaa", "bbb", "ccc"), ElementsAre("zzz", "yyy", "xxx")));
    EXPECT_THAT(recordsOf("aaa,bbb,ccc\r\nzzz,yyy,xxx"),
                ElementsAre(ElementsAre("aaa", "bbb", "ccc"), ElementsAre("zzz", "yyy", "xxx")));
    EXPECT_THAT(
        recordsOf("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx"),
        ElementsAre(ElementsAre("aaa", "b\r\nbb", "ccc"), ElementsAre("zzz", "yyy", "xxx")));
    EXPECT_THAT(recordsOf("\"aaa\",\"b\"\"bb\",\"ccc\""),
                ElementsAre(ElementsAre("aaa", "b\"bb", "ccc")));
}

TEST(DelimitedText, KeepsEmptyLinesAndEmptyCells) {
    EXPECT_THAT(recordsOf("a,b\n\n,c\n"),
                ElementsAre(ElementsAre("a", "b"), ElementsAre(""), ElementsAre("", "c")));
    EXPECT_THAT(recordsOf(""), ElementsAre());
    EXPECT_THAT(recordsOf("a,b\rc,d\r"), ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d")));
}

TEST(DelimitedText, TakesAQuoteThatNothingClosesAsItIs) {
    EXPECT_THAT(recordsOf("a,\"b\nc,d\n"),
                ElementsAre(ElementsAre("a", "\"b"), ElementsAre("c", "d")));
    EXPECT_THAT(recordsOf("6\" pipe,b\n"), ElementsAre(ElementsAre("6\" pipe", "b")));
}

TEST(DelimitedText, TellsTheSeparatorByWhatGivesRowsTheSameNumberOfCells) {
    EXPECT_EQ(DelimitedText("标题\na;b\n1,5;2,5\n3,5;4\n").separator(), ';');
    EXPECT_EQ(DelimitedText("a\tb,c\n1\t2\n").separator(), '\t');
    EXPECT_EQ(DelimitedText("a|b\n1|2\n").separator(), '|');
    EXPECT_EQ(DelimitedText("a,b\n\"1;2\",3\n").separator(), ',');
    EXPECT_EQ(DelimitedText("one column\n1\n").separator(), ',');
}

} // namespace tuban::data
