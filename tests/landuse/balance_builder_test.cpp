#include "landuse/balance_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>

namespace tuban::landuse {

using geometry::FixedArea;
using ::testing::ElementsAre;

namespace {

/// Sums by text, so that two objects with other code numbers compare.
std::map<std::string, std::vector<std::string>> byText(const BalanceSums& sums) {
    std::map<std::string, std::vector<std::string>> out;
    for (std::uint32_t code = 0; code < sums.codes().size(); ++code) {
        auto& row = out[sums.codes()[code]];
        row.push_back(std::to_string(sums.parcels(code)));
        row.push_back(toString(sums.whole(code)));
        for (std::uint32_t d = 0; d < sums.districtCount(); ++d) {
            row.push_back(toString(sums.sum(code, d)));
        }
    }
    return out;
}

} // namespace

TEST(BalanceSums, TheSameCodeKeepsItsNumber) {
    BalanceSums sums(1);
    const auto a = sums.codeIndex("0701");
    const auto b = sums.codeIndex("");
    EXPECT_NE(a, b);
    EXPECT_EQ(sums.codeIndex("0701"), a);
    EXPECT_EQ(sums.codeIndex("0701"), a);
    EXPECT_EQ(sums.codeIndex(std::string("0701X").substr(0, 4)), a);
    EXPECT_EQ(sums.codeIndex(""), b);
    EXPECT_THAT(sums.codes(), ElementsAre("0701", ""));
}

TEST(BalanceSums, SumsPartsByDistrictAndCountsWholeParcelsOnce) {
    BalanceSums sums(2);
    const auto code = sums.codeIndex("R");
    sums.add(code, 0, 10);
    sums.add(code, 1, 5);
    sums.addWhole(code, 20);
    const auto other = sums.codeIndex("S");
    sums.add(other, 1, 7);
    sums.addWhole(other, 7);
    EXPECT_EQ(sums.sum(code, 0), 10);
    EXPECT_EQ(sums.sum(code, 1), 5);
    EXPECT_EQ(sums.sum(other, 0), 0);
    EXPECT_EQ(sums.whole(code), 20);
    EXPECT_EQ(sums.parcels(code), 1U);
    const auto districts = sums.districtSums();
    ASSERT_EQ(districts.size(), 2U);
    EXPECT_EQ(districts[0], 10);
    EXPECT_EQ(districts[1], 12);
}

TEST(BalanceSums, HoldsMoreThanSixtyFourBits) {
    BalanceSums sums(1);
    const auto code = sums.codeIndex("17");
    const FixedArea sea = FixedArea(1) << 100;
    sums.add(code, 0, sea);
    sums.add(code, 0, 1);
    sums.add(code, 0, -sea);
    EXPECT_EQ(sums.sum(code, 0), 1);
}

TEST(BalanceSums, MergeGivesTheSameForAnySplitAndOrder) {
    std::mt19937_64 random(7);
    const std::vector<std::string> codes{"01", "0101", "R", "", "未知", "0701"};
    BalanceSums all(3);
    std::vector<BalanceSums> parts(4, BalanceSums(3));
    for (int i = 0; i < 2000; ++i) {
        const std::string& code = codes[random() % codes.size()];
        const auto district = static_cast<std::uint32_t>(random() % 3);
        const auto area = static_cast<FixedArea>(random() >> 2) << 20;
        for (BalanceSums* sums : {&all, &parts[random() % parts.size()]}) {
            const auto index = sums->codeIndex(code);
            sums->add(index, district, area);
            sums->addWhole(index, area + 1);
        }
    }
    BalanceSums forwards(3);
    BalanceSums backwards(3);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        forwards.merge(parts[i]);
        backwards.merge(parts[parts.size() - 1 - i]);
    }
    EXPECT_EQ(byText(forwards), byText(all));
    EXPECT_EQ(byText(backwards), byText(all));
}

TEST(BalanceSums, CopiesAreIndependent) {
    BalanceSums sums(0);
    sums.codeIndex("a");
    BalanceSums copy = sums;
    EXPECT_EQ(copy.codeIndex("b"), 1U);
    EXPECT_EQ(sums.codeIndex("c"), 1U);
    EXPECT_THAT(sums.codes(), ElementsAre("a", "c"));
}

TEST(BalanceSums, WithoutDistrictsOnlyWholeParcelsAreSummed) {
    BalanceSums sums(0);
    sums.addWhole(sums.codeIndex("01"), 3);
    EXPECT_TRUE(sums.districtSums().empty());
    EXPECT_EQ(sums.whole(0), 3);
}

} // namespace tuban::landuse
