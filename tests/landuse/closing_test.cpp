#include "landuse/closing.h"
#include "landuse/largest_remainder.h"

#include <algorithm>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <numeric>
#include <random>

namespace tuban::landuse {

using ::testing::ElementsAre;

namespace {

std::vector<ClosingItem> leaves(const std::vector<double>& squareMetres) {
    std::vector<ClosingItem> items;
    for (const double amount : squareMetres) {
        items.push_back({Area::squareMetres(amount)});
    }
    return items;
}

/// A forest of up to three levels with random leaves, some of them negative.
std::vector<ClosingItem> randomTree(std::mt19937_64& random) {
    std::uniform_real_distribution<double> amount(0.0, 1.0);
    std::vector<ClosingItem> items;
    const std::size_t tops = 1 + random() % 8;
    for (std::size_t i = 0; i < tops; ++i) {
        const std::size_t top = items.size();
        items.push_back({Area::squareMetres(std::pow(10.0, 8.0 * amount(random)))});
        for (std::size_t j = random() % 4; j > 0; --j) {
            const std::size_t middle = items.size();
            items.push_back({Area::squareMetres(1e6 * amount(random)), top});
            for (std::size_t k = random() % 3; k > 0; --k) {
                items.push_back({Area::squareMetres(1e5 * amount(random)), middle});
            }
        }
    }
    if (random() % 3 == 0) {
        items.push_back({Area::squareMetres(-0.1 * amount(random))});
    }
    return items;
}

/// Sums of leaves by plain addition.
std::vector<double> exactAmounts(const std::vector<ClosingItem>& items) {
    std::vector<double> amounts(items.size(), 0.0);
    std::vector<bool> inner(items.size(), false);
    for (std::size_t i = items.size(); i-- > 0;) {
        if (!inner[i]) {
            amounts[i] = items[i].amount.inSquareMetres();
        }
        if (items[i].parent) {
            amounts[*items[i].parent] += amounts[i];
            inner[*items[i].parent] = true;
        }
    }
    return amounts;
}

/// Sum of the items without parent, or of the children of one.
std::int64_t sumUnder(const std::vector<ClosingItem>& items,
                      const std::vector<std::int64_t>& numbers,
                      std::optional<std::size_t> parent) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        sum += items[i].parent == parent ? numbers[i] : 0;
    }
    return sum;
}

void expectClosed(const std::vector<ClosingItem>& items, const ClosedNumbers& closed) {
    ASSERT_EQ(closed.numbers.size(), items.size());
    ASSERT_EQ(sumUnder(items, closed.numbers, std::nullopt), closed.total);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool inner = std::any_of(
            items.begin(), items.end(), [i](const auto& other) { return other.parent == i; });
        if (inner) {
            ASSERT_EQ(sumUnder(items, closed.numbers, i), closed.numbers[i]);
        }
    }
}

} // namespace

TEST(Closing, ThreeThirdsGiveTheMissingHundredthToTheFirst) {
    const ClosedNumbers closed = closeShares(leaves({1, 1, 1}), 2);
    EXPECT_EQ(closed.text(0), "33.34");
    EXPECT_EQ(closed.text(1), "33.33");
    EXPECT_EQ(closed.text(2), "33.33");
    EXPECT_EQ(closed.totalText(), "100.00");
}

TEST(Closing, GivesWhatIsMissingToTheLargestRemainders) {
    // 1/7, 2/7, 4/7 = 14.2857…, 28.5714…, 57.1428… %: floors sum to 99.98.
    EXPECT_THAT(closeShares(leaves({1, 2, 4}), 2).numbers, ElementsAre(1429, 2857, 5714));
    EXPECT_THAT(closeShares(leaves({1, 2, 4}), 0).numbers, ElementsAre(14, 29, 57));
}

TEST(Closing, EqualRemaindersGoToTheLargerAmount) {
    // 12.5, 37.5, 50 %: two remainders of one half, one unit missing.
    EXPECT_THAT(closeShares(leaves({1, 3, 4}), 0).numbers, ElementsAre(12, 38, 50));
    EXPECT_THAT(closeShares(leaves({3, 1, 4}), 0).numbers, ElementsAre(38, 12, 50));
}

TEST(Closing, KeepsNumbersThatCloseAnyway) {
    EXPECT_THAT(closeShares(leaves({0.1, 0.2, 0.7}), 2).numbers, ElementsAre(1000, 2000, 7000));
    EXPECT_THAT(closeShares(leaves({5, 0, 5}), 2).numbers, ElementsAre(5000, 0, 5000));
}

TEST(Closing, WhatIsTakenOffHasANegativeShare) {
    // 90 + 12 of which 2 counted twice: the district is 100.
    const ClosedNumbers closed = closeShares(leaves({90, 12, -2}), 2);
    EXPECT_EQ(closed.text(2), "-2.00");
    EXPECT_EQ(closed.totalText(), "100.00");
    const ClosedNumbers small = closeShares(leaves({100.004, -0.004}), 2);
    EXPECT_EQ(small.text(0), "100.00");
    EXPECT_EQ(small.text(1), "0.00");
}

TEST(Closing, ChildrenSumToTheirPrintedParent) {
    // Shares 1/3 and 2/3; the thirds of the first are 1/9 each.
    const std::vector<ClosingItem> items{{},
                                         {Area::squareMetres(1), 0},
                                         {Area::squareMetres(1), 0},
                                         {Area::squareMetres(1), 0},
                                         {Area::squareMetres(6)}};
    const ClosedNumbers closed = closeShares(items, 2);
    EXPECT_THAT(closed.numbers, ElementsAre(3333, 1111, 1111, 1111, 6667));
    EXPECT_THAT(closeShares(items, 0).numbers, ElementsAre(33, 11, 11, 11, 67));
    expectClosed(items, closed);
}

TEST(Closing, NothingHasNoShares) {
    EXPECT_TRUE(closeShares({}, 2).numbers.empty());
    const ClosedNumbers zero = closeShares(leaves({0, 0}), 2);
    EXPECT_THAT(zero.numbers, ElementsAre(0, 0));
    EXPECT_EQ(zero.totalText(), "0.00");
    EXPECT_THAT(closeShares(leaves({1, -1}), 2).numbers, ElementsAre(0, 0));
}

TEST(Closing, PrintsNumbersWithTheirDecimals) {
    const ClosedNumbers numbers{{5, -5, 1234, 0}, 0, 2};
    EXPECT_EQ(numbers.text(0), "0.05");
    EXPECT_EQ(numbers.text(1), "-0.05");
    EXPECT_EQ(numbers.text(2), "12.34");
    EXPECT_EQ(numbers.text(3), "0.00");
    EXPECT_EQ((ClosedNumbers{{7}, 0, 0}).text(0), "7");
}

TEST(Closing, AreasCloseOnTheirRoundedSum) {
    // 0.005 ha each: rounding each alone would print 0.03 for a sum of 0.015.
    const ClosedNumbers closed = closeAreas(leaves({50, 50, 50}), Area::hectares(1), 2);
    EXPECT_THAT(closed.numbers, ElementsAre(1, 1, 0));
    EXPECT_EQ(closed.totalText(), "0.02");
    // 1 ha = 15 mu; two thirds of a mu and one third.
    const ClosedNumbers mu =
        closeAreas({{Area::mu(2.0 / 3.0)}, {Area::mu(1.0 / 3.0)}}, Area::mu(1), 2);
    EXPECT_THAT(mu.numbers, ElementsAre(67, 33));
    EXPECT_EQ(mu.totalText(), "1.00");
}

TEST(Closing, AreasCloseOnAControlAreaThatRoundingExplains) {
    // Sum 0.01495 ha, control 0.015 ha: printed 0.02.
    const auto closed =
        closeAreasOn(leaves({99.5, 50}), Area::squareMetres(150), Area::hectares(1), 2);
    ASSERT_TRUE(closed);
    EXPECT_EQ(closed->totalText(), "0.02");
    EXPECT_THAT(closed->numbers, ElementsAre(1, 1));
    const auto off =
        closeAreasOn(leaves({99.5, 50}), Area::squareMetres(200), Area::hectares(1), 2);
    ASSERT_FALSE(off);
    EXPECT_EQ(off.error().code, ErrorCode::ControlAreaMismatch);
}

TEST(Closing, AnyListClosesAndStaysWithinOneUnit) {
    std::mt19937_64 random(20110101);
    for (int round = 0; round < 100'000; ++round) {
        const std::vector<ClosingItem> items = randomTree(random);
        const int decimals = static_cast<int>(random() % 5);
        const ClosedNumbers closed = closeShares(items, decimals);
        ASSERT_EQ(closed.total, std::lround(100.0 * std::pow(10.0, decimals)));
        ASSERT_NO_FATAL_FAILURE(expectClosed(items, closed)) << "list " << round;
        const std::vector<double> amounts = exactAmounts(items);
        double sum = 0.0;
        for (std::size_t i = 0; i < items.size(); ++i) {
            sum += items[i].parent ? 0.0 : amounts[i];
        }
        for (std::size_t i = 0; i < items.size(); ++i) {
            const double exact = amounts[i] / sum * static_cast<double>(closed.total);
            ASSERT_LT(std::abs(static_cast<double>(closed.numbers[i]) - exact), 1.0 + 1e-6)
                << "list " << round << " item " << i;
        }
    }
}

TEST(Closing, AnyListOfAreasClosesOnItsRoundedSum) {
    std::mt19937_64 random(4);
    for (int round = 0; round < 20'000; ++round) {
        const std::vector<ClosingItem> items = randomTree(random);
        const Area unit = random() % 2 == 0 ? Area::hectares(1) : Area::mu(1);
        const ClosedNumbers closed = closeAreas(items, unit, 2);
        ASSERT_NO_FATAL_FAILURE(expectClosed(items, closed)) << "list " << round;
        const std::vector<double> amounts = exactAmounts(items);
        for (std::size_t i = 0; i < items.size(); ++i) {
            const double exact = amounts[i] / unit.inSquareMetres() * 100.0;
            ASSERT_LT(std::abs(static_cast<double>(closed.numbers[i]) - exact), 1.0 + 1e-6);
        }
    }
}

TEST(Closing, TheOrderOfItemsDoesNotMatter) {
    std::mt19937_64 random(99);
    std::uniform_real_distribution<double> amount(0.1, 1000.0);
    for (int round = 0; round < 5'000; ++round) {
        std::vector<double> areas(1 + random() % 30);
        std::generate(areas.begin(), areas.end(), [&] { return amount(random); });
        std::vector<std::size_t> order(areas.size());
        std::iota(order.begin(), order.end(), std::size_t(0));
        std::shuffle(order.begin(), order.end(), random);
        std::vector<double> shuffled;
        for (const std::size_t i : order) {
            shuffled.push_back(areas[i]);
        }
        const auto straight = closeShares(leaves(areas), 2).numbers;
        const auto mixed = closeShares(leaves(shuffled), 2).numbers;
        for (std::size_t i = 0; i < order.size(); ++i) {
            ASSERT_EQ(mixed[i], straight[order[i]]) << "list " << round;
        }
    }
}

TEST(LargestRemainder, RoundsHalvesAwayFromZeroAndFloorsNegatives) {
    EXPECT_EQ(roundedHalfAway(5, 2), 3);
    EXPECT_EQ(roundedHalfAway(-5, 2), -3);
    EXPECT_EQ(flooredQuotient(-5, 2), -3);
    EXPECT_EQ(flooredQuotient(-4, 2), -2);
    EXPECT_EQ(flooredQuotient(5, 2), 2);
}

TEST(LargestRemainder, ScaledAreasKeepEveryBitOfDoubles) {
    const ScaledAreas scale(Area::squareKilometres(132));
    const Area a = Area::squareMetres(0.1);
    const Area b = Area::squareMetres(132e6 - 0.3);
    EXPECT_GT(scale.of(a), 0);
    EXPECT_LT(scale.of(b), Int128(1) << ScaledAreas::kBits);
    EXPECT_EQ(scale.of(Area::squareMetres(0.2)), 2 * scale.of(a));
    EXPECT_EQ(ScaledAreas(Area()).of(Area()), 0);
}

} // namespace tuban::landuse
