#include "app/status_fields.h"
#include "app/texts.h"

#include <gtest/gtest.h>

namespace tuban::app {

TEST(NumberText, SetsThousandsApartAndKeepsTheSign) {
    EXPECT_EQ(numberText(4301858.72, 3), QStringLiteral("4\u202F301\u202F858.720"));
    EXPECT_EQ(numberText(-1234.5, 1), QStringLiteral("\u22121\u202F234.5"));
    EXPECT_EQ(numberText(999.0, 0), QStringLiteral("999"));
    EXPECT_EQ(numberText(0.0, 2), QStringLiteral("0.00"));
    EXPECT_EQ(countText(1000000), QStringLiteral("1\u202F000\u202F000"));
}

TEST(DegreesText, CarriesSecondsOverToMinutesAndDegrees) {
    EXPECT_EQ(degreesText(116.5, u'E', u'W'), QStringLiteral("116°30′00.0″E"));
    EXPECT_EQ(degreesText(38.9999999, u'N', u'S'), QStringLiteral("39°00′00.0″N"));
    EXPECT_EQ(degreesText(-0.25, u'E', u'W'), QStringLiteral("0°15′00.0″W"));
    EXPECT_EQ(degreesText(116.805555, u'E', u'W'), QStringLiteral("116°48′20.0″E"));
}

} // namespace tuban::app
