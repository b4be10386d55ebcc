#include "base/units.h"

#include <gtest/gtest.h>

namespace tuban {

TEST(Units, OneHectareIsFifteenMuAndTenThousandSquareMetres) {
    EXPECT_EQ(Area::hectares(1.0), Area::squareMetres(10000.0));
    EXPECT_EQ(Area::mu(15.0), Area::hectares(1.0));
    EXPECT_EQ(Area::squareKilometres(1.0).inMu(), 1500.0);
    EXPECT_EQ(Area::squareKilometres(1.0).inHectares(), 100.0);
    EXPECT_EQ(Area::squareMetres(1.0).inMu(), 0.0015);
}

TEST(Units, SharesOfNothingAreZero) {
    EXPECT_EQ(shareOf(Area::hectares(1.0), Area()).inPercent(), 0.0);
    EXPECT_EQ(shareOf(Area::hectares(1.0), Area::hectares(4.0)), Ratio::percent(25.0));
}

TEST(Units, AreasAddAndCompare) {
    EXPECT_EQ(Area::mu(1.5) + Area::squareMetres(1.0), Area::squareMetres(1001.0));
    EXPECT_LT(Area::mu(1.0), Area::hectares(0.1));
}

} // namespace tuban
