#include "data/tables_writer/number_text.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace tuban::data {

TEST(RoundedText, RoundsHalfAwayFromZero) {
    EXPECT_EQ(roundedText(0.125, 2), "0.13");
    EXPECT_EQ(roundedText(-0.125, 2), "-0.13");
    EXPECT_EQ(roundedText(2.5, 0), "3");
    EXPECT_EQ(roundedText(2.675, 2), "2.68") << "as written, though the double is a little less";
    EXPECT_EQ(roundedText(0.1249, 2), "0.12");
    EXPECT_EQ(roundedText(999.995, 2), "1000.00");
}

TEST(RoundedText, ZeroHasNoSign) {
    EXPECT_EQ(roundedText(-0.0, 2), "0.00");
    EXPECT_EQ(roundedText(-0.001, 2), "0.00");
}

TEST(RawText, ReadsBackTheSameDoubleWithoutExponent) {
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> exponent(-30, 30);
    for (int i = 0; i < 10000; ++i) {
        const double value = std::pow(10.0, exponent(random)) * (i % 2 == 0 ? 1 : -1);
        const std::string text = rawText(value);
        EXPECT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
        EXPECT_EQ(text.find('e'), std::string::npos) << text;
    }
    EXPECT_EQ(rawText(0.1), "0.1");
    EXPECT_EQ(rawText(1000000.0), "1000000");
    EXPECT_EQ(rawText(-0.0), "0");
}

TEST(RawText, ExtremeNumbersFit) {
    for (const double value : {std::numeric_limits<double>::max(),
                               std::numeric_limits<double>::denorm_min(),
                               -std::numeric_limits<double>::max()}) {
        EXPECT_EQ(std::strtod(rawText(value).c_str(), nullptr), value);
    }
    EXPECT_EQ(rawText(std::numeric_limits<double>::infinity()), "");
}

TEST(CellText, PrintsWhatClosingFoundInPlaceOfTheRoundedValue) {
    EXPECT_EQ(cellText(Table::Number{33.333}, 2), "33.33");
    EXPECT_EQ(cellText(Table::Number{33.333, "33.34"}, 2), "33.34");
    EXPECT_EQ(cellText(std::string("a\nb"), 2), "a b");
    EXPECT_EQ(cellText({}, 2), "");
}

} // namespace tuban::data
