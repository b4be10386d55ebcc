#pragma once

#include <cstddef>
#include <functional>

namespace tuban {

/// Number of threads to use: `wanted` if positive, else what the machine has.
int threadCount(int wanted);

/// Calls work(worker, item) for every item in [0, items), items handed out in order from a shared
/// counter to `threads` workers (worker in [0, threads)). Returns when all are done; with one
/// thread everything runs on the caller. `work` must not throw.
void parallelFor(std::size_t items,
                 int threads,
                 const std::function<void(int worker, std::size_t item)>& work);

/// The same, but neighbouring items go to the same worker where possible: each works through a
/// block of consecutive items of its own, in order, and then helps with the blocks of others.
void parallelForBlocks(std::size_t items,
                       int threads,
                       const std::function<void(int worker, std::size_t item)>& work);

} // namespace tuban
