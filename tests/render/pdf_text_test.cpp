#include "render/pdf_text.h"

#include <gtest/gtest.h>

namespace tuban::render {

namespace {

QByteArray mendedMap(const char* lines) {
    QByteArray pdf =
        QByteArray("stream\n2 beginbfrange\n") + lines + "endbfrange\n<2F1F> endstream";
    mendTextMaps(pdf);
    return pdf;
}

QByteArray mapOf(const char* lines) {
    return QByteArray("stream\n2 beginbfrange\n") + lines + "endbfrange\n<2F1F> endstream";
}

} // namespace

TEST(PdfText, TakesIdeographsForRadicals) {
    // ⼟ U+2F1F is 土 U+571F, ⽤ U+2F64 is 用 U+7528, ⼯ U+2F2F is 工 U+5DE5: Unicode, NFKC.
    EXPECT_EQ(mendedMap("<0001> <0001> <2F1F>\n<0003> <0004> [<2F64> <2F2F>]\n"),
              mapOf("<0001> <0001> <571F>\n<0003> <0004> [<7528> <5DE5>]\n"));
}

TEST(PdfText, TakesIdeographsForRadicalsOfTheSupplementToo) {
    // ⻰ is 龙, ⻋ is 车, ⻓ is 长, ⻔ is 门, ⼾ is 户: Unicode, EquivalentUnifiedIdeograph.txt.
    EXPECT_EQ(mendedMap("<0001> <0005> [<2EF0> <2ECB> <2ED3> <2ED4> <2F3E>]\n"),
              mapOf("<0001> <0005> [<9F99> <8F66> <957F> <95E8> <6237>]\n"));
}

TEST(PdfText, TakesBlanksForTabs) {
    EXPECT_EQ(mendedMap("<0005> <0005> <0009>\n"), mapOf("<0005> <0005> <0020>\n"));
}

TEST(PdfText, ForgetsWhenItWasMade) {
    QByteArray pdf("/Producer (x)\n/CreationDate (D:20260101000000Z)\n>>");
    const qsizetype size = pdf.size();
    blankCreationDate(pdf);
    EXPECT_EQ(pdf.size(), size);
    EXPECT_FALSE(pdf.contains("2026"));
    EXPECT_TRUE(pdf.startsWith("/Producer (x)\n"));
    EXPECT_TRUE(pdf.endsWith("\n>>"));
}

TEST(PdfText, LeavesAllElseAsItIs) {
    const char* const lines = "<0001> <0001> <5730>\n<0002> <0004> <2F64>\n<0041> <005A> <0041>\n";
    EXPECT_EQ(mendedMap(lines), mapOf(lines));
    QByteArray broken("beginbfrange\n<00");
    mendTextMaps(broken);
    EXPECT_EQ(broken, "beginbfrange\n<00");
}

} // namespace tuban::render
