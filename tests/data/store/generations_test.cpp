#include "data/store/generations.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace tuban::data {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

constexpr UtcTime kStart = sys_days(year(2026) / 1 / 1);
constexpr GenerationRules kRules{20, 10min, 0};

/// What is left of generations made at these times, thinned after each.
std::vector<UtcTime> kept(const std::vector<UtcTime>& made, std::size_t limit) {
    std::vector<UtcTime> times;
    for (const UtcTime time : made) {
        times.push_back(time);
        while (const auto drop = generationToDrop(times, time, limit)) {
            times.erase(times.begin() + static_cast<std::ptrdiff_t>(*drop));
        }
        EXPECT_EQ(times.front(), made.front());
        EXPECT_EQ(times.back(), time);
        EXPECT_LE(times.size(), limit);
    }
    return times;
}

std::vector<UtcTime> everyDay(int count) {
    std::vector<UtcTime> times;
    for (int day = 0; day < count; ++day) {
        times.push_back(kStart + days(day));
    }
    return times;
}

} // namespace

TEST(Generations, NamesSayTimeAndEntry) {
    const UtcTime time = sys_days(year(2026) / 11 / 26) + 1h + 45min + 123ms;
    EXPECT_EQ(generationName(time, EntryNumber{123}), "20261126T014500.123Z-e000000123.gpkg");
    EXPECT_EQ(generationName(sys_days(year(2000) / 2 / 29) + 23h + 59min + 59s + 999ms,
                             EntryNumber{12'345'678'901}),
              "20000229T235959.999Z-e12345678901.gpkg");
    EXPECT_EQ(generationName(UtcTime(-1ms), kNoEntry), "19691231T235959.999Z-e000000000.gpkg");
}

TEST(Generations, NoneGoesBelowTheLimit) {
    EXPECT_EQ(generationToDrop({}, kStart, 20), std::nullopt);
    const std::vector<UtcTime> times = everyDay(20);
    EXPECT_EQ(generationToDrop(times, times.back(), 20), std::nullopt);
}

TEST(Generations, TheOldestAndTheNewestNeverGo) {
    const std::vector<UtcTime> times = everyDay(2);
    EXPECT_EQ(generationToDrop(times, times.back(), 0), std::nullopt);
    const std::vector<UtcTime> three = everyDay(3);
    EXPECT_EQ(generationToDrop(three, three.back(), 0), 1U);
}

// By hand: ages 100, 50, 40, 2, 1, 0 days. The quotients of the inner ones are
// (100-40)/50 = 1.2, (50-2)/40 = 1.2, (40-1)/2 = 19.5, 2/1 = 2: the first of the two smallest. With
// 41 instead of 40 they are 1.18 and 1.17: the second.
TEST(Generations, TheOneInTheDensestPlaceForItsAgeGoes) {
    const UtcTime now = kStart + days(100);
    const auto at = [&](std::vector<int> ages) {
        std::vector<UtcTime> times;
        for (const int age : ages) {
            times.push_back(now - days(age));
        }
        return times;
    };
    EXPECT_EQ(generationToDrop(at({100, 50, 40, 2, 1, 0}), now, 5), 1U);
    EXPECT_EQ(generationToDrop(at({100, 50, 41, 2, 1, 0}), now, 5), 2U);
}

TEST(Generations, TwentyOfAYearOfDaysReachFromYesterdayToTheBeginning) {
    const std::vector<UtcTime> times = kept(everyDay(365), 20);
    const UtcTime now = kStart + days(364);
    ASSERT_EQ(times.size(), 20U);
    EXPECT_EQ(times[19], now);
    EXPECT_EQ(times[18], now - days(1));
    EXPECT_EQ(times[17], now - days(2));
    EXPECT_EQ(times[16], now - days(3));
    EXPECT_EQ(times[0], kStart);
}

// From any generation but the newest, the next one is at least half as old.
TEST(Generations, GapsGrowNoFasterThanAges) {
    const std::vector<UtcTime> days365 = everyDay(365);
    for (std::size_t count = 21; count <= days365.size(); ++count) {
        const std::vector<UtcTime> made(days365.begin(),
                                        days365.begin() + static_cast<std::ptrdiff_t>(count));
        const std::vector<UtcTime> times = kept(made, 20);
        const UtcTime now = times.back();
        for (std::size_t i = 0; i + 2 < times.size(); ++i) {
            EXPECT_GE(2 * (now - times[i + 1]), now - times[i]) << count << ", " << i;
        }
    }
}

TEST(Generations, IrregularSessionsOfYearsLeaveSomethingOfEachAge) {
    std::mt19937_64 random(1);
    std::vector<UtcTime> made{kStart};
    for (int i = 0; i < 3'000; ++i) { // from a minute to a day and a half
        made.push_back(made.back() + 1min * (1 + random() % (1ULL << (random() % 12))));
    }
    const std::vector<UtcTime> times = kept(made, 20);
    const UtcTime now = times.back();
    // Within each span of ages 4 : 1 that begins at two days or later there is one.
    for (auto age = std::chrono::milliseconds(days(2)); 4 * age < now - kStart; age *= 2) {
        EXPECT_TRUE(std::any_of(times.begin(), times.end(), [&](UtcTime time) {
            return now - time >= age && now - time <= 4 * age;
        })) << age.count();
    }
}

TEST(Generations, AClockThatWasSetBackDoesNoHarm) {
    std::vector<UtcTime> times = everyDay(21);
    const auto drop = generationToDrop(times, kStart - days(5), 20);
    ASSERT_TRUE(drop);
    EXPECT_GT(*drop, 0U);
    EXPECT_LT(*drop, 20U);
}

TEST(Generations, AreDueWhenThereIsSomethingNewAndTimeHasPassed) {
    const std::vector<Generation> list{{"a", kStart - days(1), EntryNumber{3}},
                                       {"b", kStart, EntryNumber{7}}};
    EXPECT_TRUE(isGenerationDue(list, EntryNumber{8}, kStart + 10min, kRules));
    EXPECT_FALSE(isGenerationDue(list, EntryNumber{8}, kStart + 10min - 1ms, kRules));
    EXPECT_FALSE(isGenerationDue(list, EntryNumber{7}, kStart + days(9), kRules));
    EXPECT_TRUE(isGenerationDue(list, EntryNumber{8}, kStart - 1h, kRules)); // clock set back
    EXPECT_TRUE(
        isGenerationDue(list, EntryNumber{5}, kStart + 1h, kRules)); // an older one restored
    EXPECT_TRUE(isGenerationDue({}, EntryNumber{1}, kStart, kRules));
    EXPECT_FALSE(isGenerationDue({}, kNoEntry, kStart, kRules));
}

} // namespace tuban::data
