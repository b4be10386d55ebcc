#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace tuban {

namespace {

int workersFor(std::size_t items, int threads) {
    const auto most = static_cast<std::size_t>(std::max(1, threads));
    return static_cast<int>(std::clamp<std::size_t>(items, 1, most));
}

/// Calls run(worker) on all workers, one of them the caller.
void runWorkers(int workers, const std::function<void(int worker)>& run) {
    std::vector<std::jthread> others;
    for (int worker = 1; worker < workers; ++worker) {
        others.emplace_back(run, worker);
    }
    run(0);
}

/// Consecutive items, on a cache line of its own.
struct alignas(64) Block {
    std::atomic<std::size_t> next;
    std::size_t end;
};

} // namespace

int threadCount(int wanted) {
    return wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void parallelFor(std::size_t items,
                 int threads,
                 const std::function<void(int worker, std::size_t item)>& work) {
    std::atomic<std::size_t> next{0};
    runWorkers(workersFor(items, threads), [&](int worker) {
        for (std::size_t item = next++; item < items; item = next++) {
            work(worker, item);
        }
    });
}

void parallelForBlocks(std::size_t items,
                       int threads,
                       const std::function<void(int worker, std::size_t item)>& work) {
    const auto workers = static_cast<std::size_t>(workersFor(items, threads));
    std::vector<Block> blocks(workers);
    for (std::size_t i = 0; i < workers; ++i) {
        blocks[i].next = i * items / workers;
        blocks[i].end = (i + 1) * items / workers;
    }
    runWorkers(static_cast<int>(workers), [&](int worker) {
        for (std::size_t i = 0; i < workers; ++i) {
            Block& block = blocks[(static_cast<std::size_t>(worker) + i) % workers];
            for (std::size_t item = block.next++; item < block.end; item = block.next++) {
                work(worker, item);
            }
        }
    });
}

} // namespace tuban
