#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <vector>

#include <gtest/gtest.h>

namespace tuban {

class AnyParallelFor : public ::testing::TestWithParam<decltype(&parallelFor)> {};

INSTANTIATE_TEST_SUITE_P(Both,
                         AnyParallelFor,
                         ::testing::Values(&parallelFor, &parallelForBlocks));

TEST_P(AnyParallelFor, HandsOutEveryItemOnceForAnyNumberOfThreads) {
    for (const int threads : {0, 1, 2, 7}) {
        std::vector<std::atomic<int>> seen(1000);
        std::atomic<bool> workerInRange{true};
        GetParam()(seen.size(), threads, [&](int worker, std::size_t item) {
            ++seen[item];
            if (worker < 0 || worker >= std::max(1, threads)) {
                workerInRange = false;
            }
        });
        EXPECT_TRUE(workerInRange);
        for (const auto& count : seen) {
            EXPECT_EQ(count, 1);
        }
    }
}

TEST_P(AnyParallelFor, DoesNothingWithoutItems) {
    GetParam()(0, 4, [](int, std::size_t) { FAIL() << "called without items"; });
}

TEST(ParallelForBlocks, GivesItemsInOrderToOneWorker) {
    std::vector<std::size_t> order;
    parallelForBlocks(100, 1, [&](int, std::size_t item) { order.push_back(item); });
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
    EXPECT_EQ(order.size(), 100U);
}

} // namespace tuban
