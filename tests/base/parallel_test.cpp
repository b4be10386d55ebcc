#include "base/parallel.h"

#include <atomic>
#include <vector>

#include <gtest/gtest.h>

namespace tuban {

TEST(ParallelFor, HandsOutEveryItemOnceForAnyNumberOfThreads) {
    for (const int threads : {1, 2, 7}) {
        std::vector<std::atomic<int>> seen(1000);
        std::atomic<bool> workerInRange{true};
        parallelFor(seen.size(), threads, [&](int worker, std::size_t item) {
            ++seen[item];
            if (worker < 0 || worker >= threads) {
                workerInRange = false;
            }
        });
        EXPECT_TRUE(workerInRange);
        for (const auto& count : seen) {
            EXPECT_EQ(count, 1);
        }
    }
}

TEST(ParallelFor, DoesNothingWithoutItems) {
    parallelFor(0, 4, [](int, std::size_t) { FAIL() << "called without items"; });
}

} // namespace tuban
