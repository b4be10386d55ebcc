#include "base/int128.h"

#include <gtest/gtest.h>

namespace tuban {

TEST(Int128, PrintsTheWholeRange) {
    EXPECT_EQ(toString(0), "0");
    EXPECT_EQ(toString(-1), "-1");
    const Int128 largest = static_cast<Int128>(~Uint128(0) >> 1);
    EXPECT_EQ(toString(largest), "170141183460469231731687303715884105727");
    EXPECT_EQ(toString(-largest - 1), "-170141183460469231731687303715884105728");
}

TEST(Int128, RoundsHalvesUpwardsOnBothSidesOfZero) {
    EXPECT_EQ(roundedQuotient(5, 2), 3);
    EXPECT_EQ(roundedQuotient(-5, 2), -2);
    EXPECT_EQ(roundedQuotient(-1, 2), 0);
    EXPECT_EQ(roundedQuotient(7, 3), 2);
    EXPECT_EQ(roundedQuotient(-7, 3), -2);
    EXPECT_EQ(roundedQuotient(-8, 3), -3);
}

TEST(Int128, RoundingKeepsWholeDifferences) {
    for (int numerator = -50; numerator <= 50; ++numerator) {
        for (int denominator = 1; denominator <= 7; ++denominator) {
            EXPECT_EQ(roundedQuotient(numerator + 3 * denominator, denominator),
                      roundedQuotient(numerator, denominator) + 3);
        }
    }
}

} // namespace tuban
