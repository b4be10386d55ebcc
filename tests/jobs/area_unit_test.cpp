#include "jobs/area_unit.h"

#include <gtest/gtest.h>

namespace tuban::jobs {

TEST(AreaUnit, IsFoundByItsId) {
    for (const AreaUnit unit :
         {AreaUnit::SquareMetres, AreaUnit::Hectares, AreaUnit::SquareKilometres, AreaUnit::Mu}) {
        EXPECT_EQ(areaUnit(idOf(unit)), unit);
        EXPECT_EQ(valueIn(unit, oneOf(unit)), 1.0);
    }
    EXPECT_EQ(areaUnit("acre"), std::nullopt);
    EXPECT_EQ(areaUnit("HA"), std::nullopt);
}

TEST(AreaUnit, OneHectareIsFifteenMu) {
    EXPECT_EQ(valueIn(AreaUnit::Mu, oneOf(AreaUnit::Hectares)), 15.0);
    EXPECT_EQ(valueIn(AreaUnit::SquareMetres, oneOf(AreaUnit::SquareKilometres)), 1e6);
}

} // namespace tuban::jobs
