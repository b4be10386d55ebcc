#include "data/sources/column_writer.h"
#include "data/sources/text_encoding.h"
#include "support/shapefile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

namespace tuban::data {

using test::encoded;
using testing::ElementsAre;

TEST(Utf8, IsJudgedStrictly) {
    for (const char* good :
         {"", "ascii only, longer than eight bytes", "é", "工业", "𠀀", "\xEF\xBF\xBD"}) {
        EXPECT_TRUE(isUtf8(good)) << good;
    }
    for (const char* bad : {"\x80",
                            "\xC0\x80",
                            "\xC1\xBF",
                            "\xE0\x80\x80",
                            "\xED\xA0\x80",
                            "\xF4\x90\x80\x80",
                            "\xF5\x80\x80\x80",
                            "\xFF",
                            "abcdefgh\xE5"}) {
        EXPECT_FALSE(isUtf8(bad)) << bad;
    }
    const Utf8Reading cut = readUtf8("工\xE4\xB8");
    EXPECT_TRUE(cut.valid && cut.cut);
    EXPECT_EQ(cut.longSequences, 1U);
    EXPECT_EQ(readUtf8("né").shortSequences, 1U);
}

TEST(Utf8, CharactersOneBehindTheOtherAreWhatIsJudgedValid) {
    // The limits of RFC 3629, section 4, and their neighbours.
    const std::string alphabet(
        "\x00\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc1\xc2\xdf\xe0\xe1\xec\xed\xee\xef"
        "\xf0\xf1\xf3\xf4\xf5\xff",
        24);
    std::vector<std::string> texts{""};
    for (std::size_t t = 0; t < texts.size() && texts[t].size() < 4; ++t) {
        for (const char c : alphabet) {
            texts.push_back(texts[t] + c);
        }
    }
    for (const std::string& text : texts) {
        std::size_t place = 0;
        while (place < text.size() && utf8Length(text, place) > 0) {
            place += utf8Length(text, place);
        }
        ASSERT_EQ(place == text.size(), isUtf8(text)) << ::testing::PrintToString(text);
    }
}

TEST(Gb18030, IsTakenForChineseOnlyWhenPlausible) {
    const auto plausible = [](const std::string& bytes) {
        return plausibleGb18030(readGb18030(bytes));
    };
    EXPECT_TRUE(plausible(encoded("工业用地，（新区）", "GB18030")));
    EXPECT_TRUE(plausible(encoded("1001 二类工业用地", "GB18030")));
    EXPECT_FALSE(plausible(encoded("Zürich Genève", "ISO-8859-1")));
    EXPECT_FALSE(plausible("plain"));
    EXPECT_FALSE(plausible("\xFF\xFF"));
    EXPECT_EQ(readGb18030(encoded("㐀𠀀", "GB18030")).characters, 2U); // four bytes each
    EXPECT_TRUE(readGb18030("\xB9").cut);
    EXPECT_TRUE(readGb18030("\x82\x30\x81").cut);
    EXPECT_FALSE(readGb18030("\x82\x30\x20\x30").valid);
}

TEST(TextConverter, MarksBytesWithoutMeaningAndDropsACutCharacter) {
    const auto converter = TextConverter::from("GB18030");
    ASSERT_TRUE(converter);
    EXPECT_EQ(converter->toUtf8(encoded("工业用地", "GB18030")), "工业用地");
    EXPECT_EQ(converter->toUtf8("a\xB9"), "a");
    EXPECT_EQ(converter->toUtf8("a\xFF"
                                "b"),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_TRUE(converter->accepts("a\xB9"));
    EXPECT_FALSE(converter->accepts("a\xFF"
                                    "b"));
    const std::string longText = std::string(2000, 'x') + "工";
    EXPECT_EQ(converter->toUtf8(encoded(longText, "GB18030")), longText);
    EXPECT_FALSE(TextConverter::from("no such encoding"));
}

TEST(TextRepair, CountsTextsByTheEncodingTheyTurnOutToHave) {
    TextRepair repair;
    EXPECT_EQ(repair.utf8("工业"), "工业");
    EXPECT_EQ(repair.utf8(encoded("工业用地", "GBK")), "工业用地");
    EXPECT_EQ(repair.utf8(encoded("Zürich", "ISO-8859-1")), "Zürich");
    EXPECT_EQ(repair.repaired().at("GB18030"), 1U);
    EXPECT_EQ(repair.repaired().at("ISO-8859-1"), 1U);
}

TEST(ColumnWriter, PrintsNumbersTheShortestWay) {
    ColumnWriter writer(ColumnType::Text);
    writer.addInteger(std::numeric_limits<std::int64_t>::min());
    for (const double value : {7.0, -0.0, 0.1, 1e15, 1e300, 123456.5, 999999999999999.0}) {
        writer.addReal(value);
    }
    writer.addReal(std::numeric_limits<double>::quiet_NaN());
    writer.addText(" kept as it is ");
    const Column column = writer.take();
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < column.null.size(); ++i) {
        texts.push_back(column.null[i] ? "NULL" : std::string(column.text(i)));
    }
    EXPECT_THAT(texts,
                ElementsAre("-9223372036854775808",
                            "7",
                            "0",
                            "0.1",
                            "1e+15",
                            "1e+300",
                            "123456.5",
                            "999999999999999",
                            "NULL",
                            " kept as it is "));
}

TEST(ColumnWriter, ReadsNumbersInTheCLocale) {
    ColumnWriter writer(ColumnType::Number);
    for (const char* text :
         {"12", " +1.5\r\n", "-2e3", "1,5", "", "12 mu", "inf", "nan", "0x10", "+-1", "1e999"}) {
        writer.addText(text);
    }
    writer.addInteger(5);
    writer.addNull();
    const Column column = writer.take();
    EXPECT_THAT(
        column.null,
        ElementsAre(
            false, false, false, true, true, true, true, true, true, true, true, false, true));
    EXPECT_EQ(column.number(1), 1.5);
    EXPECT_EQ(column.number(2), -2000.0);
}

} // namespace tuban::data
