#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace tuban {

int threadCount(int wanted) {
    return wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void parallelFor(std::size_t items,
                 int threads,
                 const std::function<void(int worker, std::size_t item)>& work) {
    std::atomic<std::size_t> next{0};
    const auto run = [&](int worker) {
        for (std::size_t item = next++; item < items; item = next++) {
            work(worker, item);
        }
    };
    const int workers = static_cast<int>(std::min<std::size_t>(items, static_cast<std::size_t>(threads)));
    std::vector<std::jthread> others;
    for (int worker = 1; worker < workers; ++worker) {
        others.emplace_back(run, worker);
    }
    run(0);
}

} // namespace tuban
