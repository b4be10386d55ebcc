// Names are found by the letters that they are spoken with.

#include "jobs/pinyin.h"

#include <gtest/gtest.h>

namespace tuban::jobs {

TEST(Pinyin, GivesTheFirstLetterOfEachSyllable) {
    EXPECT_EQ(pinyinInitials("天津子牙循环经济有限公司"), "tjzyxhjjyxgs");
    EXPECT_EQ(pinyinInitials("静海区"), "jhq");
    EXPECT_EQ(pinyinInitials("鹏辰"), "pc");
    EXPECT_EQ(pinyinInitials("鑫淼旻"), "xmm"); // rare ones as well, as names have them
    EXPECT_EQ(pinyinInitials("女"), "n");
    EXPECT_EQ(pinyinInitials("安恩欧"), "aeo"); // syllables that begin with a vowel
}

TEST(Pinyin, LeavesOtherCharactersAsTheyAre) {
    EXPECT_EQ(pinyinInitials("A区3号"), "aq3h");
    EXPECT_EQ(pinyinInitials("ZY-001"), "zy-001");
    EXPECT_EQ(pinyinInitials("Zürich（3）"), "zürich（3）");
    EXPECT_EQ(pinyinInitials(""), "");
    EXPECT_EQ(pinyinInitials("\xE5\xA4"), "\xE5\xA4"); // cut within a character
}

TEST(Pinyin, KnowsAReadingOfAlmostEveryCharacter) {
    std::size_t unknown = 0;
    for (char32_t c = 0x4E00; c <= 0x9FA5; ++c) {
        const std::string one{static_cast<char>(0xE0 | (c >> 12)),
                              static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
                              static_cast<char>(0x80 | (c & 0x3F))};
        unknown += pinyinInitials(one).size() == 1 ? 0U : 1U;
    }
    EXPECT_LT(unknown, 20U);
}

TEST(Pinyin, TellsWhetherThereIsAnythingToSpeak) {
    EXPECT_TRUE(hasHan("A区"));
    EXPECT_FALSE(hasHan("ZY-001 （ü）"));
}

} // namespace tuban::jobs
