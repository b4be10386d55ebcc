#include "data/exchange/drawing_text.h"

#include <gtest/gtest.h>

namespace tuban::data {

TEST(DrawingText, ReadsControlCodesAndEscapes) {
    EXPECT_EQ(drawingText("%%c100 %%P0.5 30%%d %%uDK-01%%u 5%%%"), "⌀100 ±0.5 30° DK-01 5%");
    EXPECT_EQ(drawingText("%%065%%1"), "A%%1");
    EXPECT_EQ(drawingText("\\U+5DE5\\U+4E1A"), "工业");
    EXPECT_EQ(drawingText("\\U+D800x \\U+12"), "\\U+D800x \\U+12") << "no character";
    EXPECT_EQ(drawingText("\\M+5B9A4\\M+5D2B5"), "工业") << "GBK";
}

TEST(DrawingText, StripsTheFormattingOfMultiLineTexts) {
    EXPECT_EQ(drawingText("{\\fSimSun|b0|i0|c134;\\H2.5x;DK-01}\\P\\C1;工业用地\\~\\P\\P"),
              "DK-01\n工业用地");
    EXPECT_EQ(drawingText("\\A1;\\S1/2; \\S3^4;"), "1/2 3/4");
    EXPECT_EQ(drawingText("a\\\\b\\{c\\}"), "a\\b{c}");
    EXPECT_EQ(drawingText("\\Lx\\l \\Qy"), "x \\Qy") << "a code that does not end stays";
}

TEST(DrawingText, TakesAnyBytes) {
    for (const char* const text : {"\\", "%%", "\\S", "\\U+", "{", "\\M+5", "%%12"}) {
        EXPECT_LE(drawingText(text).size(), 8U);
    }
}

} // namespace tuban::data
