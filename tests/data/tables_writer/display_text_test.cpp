#include "data/tables_writer/display_text.h"

#include <clocale>
#include <cwchar>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using ::testing::ElementsAre;

namespace {

std::string utf8(std::uint32_t code) {
    const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
    if (code < 0x80) {
        return {byte(code)};
    }
    if (code < 0x800) {
        return {byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F))};
    }
    if (code < 0x10000) {
        return {
            byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
    }
    return {byte(0xF0 | code >> 18),
            byte(0x80 | (code >> 12 & 0x3F)),
            byte(0x80 | (code >> 6 & 0x3F)),
            byte(0x80 | (code & 0x3F))};
}

} // namespace

// The second opinion is the C library's own table.
TEST(DisplayWidth, AgreesWithTheCLibraryOnLatinGreekCyrillicAndEastAsianText) {
    ASSERT_NE(std::setlocale(LC_CTYPE, "C.UTF-8"), nullptr);
    int compared = 0;
    const std::pair<std::uint32_t, std::uint32_t> blocks[] = {
        {0x20, 0x7E},
        {0xA1, 0x52F},
        {0x1100, 0x115F},
        {0x2010, 0x2027},
        {0x2030, 0x205E},
        {0x2070, 0x23FF},
        {0x2460, 0x2BFF},
        {0x2E80, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE10, 0xFE6F},
        {0xFF01, 0xFFEE},
        {0x1F300, 0x1F64F},
        {0x20000, 0x2A6DF},
    };
    for (const auto& [first, last] : blocks) {
        for (std::uint32_t code = first; code <= last; ++code) {
            const int expected = ::wcwidth(static_cast<wchar_t>(code));
            const bool assigned = expected >= 0 && code != 0xAD; // soft hyphens: a matter of taste
            if (assigned) {
                ++compared;
                EXPECT_EQ(displayWidth(utf8(code)), static_cast<std::size_t>(expected))
                    << std::hex << code;
            }
        }
    }
    std::setlocale(LC_CTYPE, "C");
    EXPECT_GT(compared, 80000);
}

TEST(Printable, KeepsTextAndReplacesWhatATerminalOrXmlCannotShow) {
    EXPECT_EQ(printable("工业用地 m²"), "工业用地 m²");
    EXPECT_EQ(printable("a\tb\nc\x1B[31m\x7F"), "a b c [31m ");
    EXPECT_EQ(printable("\xC2\x9B!"), " !") << "a C1 control character";
    EXPECT_EQ(printable("\xEF\xBF\xBE"), "\xEF\xBF\xBD") << "U+FFFE";
}

TEST(Printable, ReplacesBytesThatAreNotUtf8) {
    constexpr const char* kReplaced = "\xEF\xBF\xBD";
    EXPECT_EQ(printable("\xB9"), kReplaced);
    EXPECT_EQ(printable("\xE5\xB7"), std::string(kReplaced) + kReplaced) << "cut off";
    EXPECT_EQ(printable("\xC0\xAF"), std::string(kReplaced) + kReplaced) << "overlong";
    EXPECT_EQ(printable("\xED\xA0\x80").substr(0, 3), kReplaced) << "surrogate";
    EXPECT_EQ(printable("\xF4\x90\x80\x80").substr(0, 3), kReplaced) << "beyond U+10FFFF";
}

TEST(WrapText, BreaksAtSpacesAndOnlyLongWordsInside) {
    EXPECT_THAT(wrapText("northern logistics district", 12),
                ElementsAre("northern", "logistics", "district"));
    EXPECT_THAT(wrapText("Wellington-Harrington", 20), ElementsAre("Wellington-", "Harrington"));
    EXPECT_THAT(wrapText("a -1 b-c", 4), ElementsAre("a -1", "b-c"));
    EXPECT_THAT(wrapText("a bc def", 4), ElementsAre("a bc", "def"));
    EXPECT_THAT(wrapText("abcdefghij k", 4), ElementsAre("abcd", "efgh", "ij k"));
    EXPECT_THAT(wrapText("", 4), ElementsAre(""));
}

TEST(WrapText, BreaksChineseAnywhereButBeforeItsPunctuation) {
    EXPECT_THAT(wrapText("黑龙港河景观带", 6), ElementsAre("黑龙港", "河景观", "带"));
    EXPECT_THAT(wrapText("工业，仓储", 4), ElementsAre("工", "业，", "仓储"));
    EXPECT_THAT(wrapText("用地（公顷）", 6), ElementsAre("用地", "（公", "顷）"));
}

TEST(WrapText, EvenlyLeavesNoSingleCharacterOnTheLastLine) {
    EXPECT_THAT(wrapEvenly("高端装备制造与再制造片区", 22),
                ElementsAre("高端装备制造", "与再制造片区"));
    EXPECT_THAT(wrapEvenly("Port", 20), ElementsAre("Port"));
}

TEST(WrapText, LosesNoCharacterAndKeepsTheWidth) {
    const std::string text = "第2片区 logistics（北）and 仓储用地, extraordinarilylongword 末";
    for (std::size_t width = 2; width < 40; ++width) {
        std::string joined;
        for (const std::string& line : wrapText(text, width)) {
            EXPECT_LE(displayWidth(line), std::max<std::size_t>(width, 2)) << width;
            joined += line;
        }
        std::string expected = text;
        std::erase(expected, ' ');
        std::erase(joined, ' ');
        EXPECT_EQ(joined, expected) << width;
    }
}

} // namespace tuban::data
