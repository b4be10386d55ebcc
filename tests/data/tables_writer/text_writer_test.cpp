#include "data/tables_writer/display_text.h"
#include "data/tables_writer/text_writer.h"
#include "sample_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

namespace tuban::data {

using ::testing::HasSubstr;
using ::testing::Not;

namespace {

std::vector<std::string> linesOf(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// Display columns before `text` in the first line of `lines` that holds it, plus its own width.
std::size_t endOf(const std::string& text, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        if (const std::size_t at = line.find(text); at != std::string::npos) {
            return displayWidth(line.substr(0, at)) + displayWidth(text);
        }
    }
    ADD_FAILURE() << "no " << text;
    return 0;
}

} // namespace

TEST(TextTable, NumbersEndInOneColumnBesideWideAndNarrowNames) {
    const auto lines = linesOf(renderText(sampleTable()));
    EXPECT_EQ(endOf("3.45 ", lines), endOf("3.46 ", lines));
    EXPECT_EQ(endOf("3.45 ", lines), endOf("Area (ha) ", lines));
    EXPECT_EQ(endOf("-0.25", lines), endOf("Share (%)   Area (ha)", lines));
}

TEST(TextTable, EveryFullLineHasTheWidthOfTheRules) {
    Table table = sampleTable();
    for (Table::Row& row : table.rows) {
        row.cells[5] = Table::Number{12.3}; // no line ends early
    }
    std::size_t compared = 0;
    const auto lines = linesOf(renderText(table));
    const std::size_t width = displayWidth(lines[5]);
    EXPECT_EQ(lines[5].find_first_not_of("- "), std::string::npos) << lines[5];
    for (const std::string& line : lines) {
        if (line.ends_with("12.3")) {
            EXPECT_EQ(displayWidth(line), width) << line;
            ++compared;
        }
    }
    EXPECT_EQ(compared, table.rows.size());
}

TEST(TextTable, WhatDoesNotFitStandsInPartsWithinTheWidth) {
    const std::string text = renderText(sampleTable(), {50});
    for (const std::string& line : linesOf(text)) {
        EXPECT_LE(displayWidth(line), 50U) << line;
    }
    std::size_t headers = 0;
    for (const std::string& line : linesOf(text)) {
        headers += line.starts_with("Code") ? 1U : 0U;
    }
    EXPECT_EQ(headers, 2U);
}

TEST(TextTable, LongTextsAreWrappedAndComplete) {
    Table table = sampleTable();
    std::string longName;
    for (int i = 0; i < 30; ++i) {
        longName += "字" + std::to_string(i);
    }
    std::get<std::string>(table.rows[1].cells[1]) = longName;
    table.headings[2].text = longName;
    std::string joined;
    for (const char c : renderText(table, {90})) {
        if (c != ' ' && c != '\n') {
            joined += c;
        }
    }
    for (int i = 0; i < 30; ++i) {
        EXPECT_THAT(joined, HasSubstr("字" + std::to_string(i)));
    }
}

TEST(TextTable, TerminalEscapesOfForeignDataDoNotGetThrough) {
    Table table = sampleTable();
    std::get<std::string>(table.rows[1].cells[1]) = "\x1B]0;title\x07name\r\n";
    table.headings[3].text = "\x1B[2J";
    table.notes = {"\x1B[31mred"};
    const std::string text = renderText(table);
    EXPECT_THAT(text, Not(HasSubstr("\x1B")));
    EXPECT_THAT(text, Not(HasSubstr("\x07")));
    EXPECT_THAT(text, Not(HasSubstr("\r")));
}

TEST(TextTable, NoLineEndsWithSpaces) {
    for (const std::string& line : linesOf(renderText(sampleTable()))) {
        EXPECT_FALSE(line.ends_with(' ')) << line;
    }
}

} // namespace tuban::data
