#pragma once

#include "model/feature_chunk.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tuban::data {

/// Rows as a reader hands them on: attributes ready, geometries still well-known binary.
struct RowBatch {
    static constexpr std::size_t kFeatures = 2048;
    static constexpr std::size_t kBytes = 1024 * 1024;

    std::uint64_t sequence = 0;
    std::vector<std::int64_t> ids = {};
    std::vector<std::byte> wkb = {};       ///< back to back
    std::vector<std::size_t> wkbEnds = {}; ///< an empty geometry has no bytes
    std::vector<Column> columns = {};

    bool full() const { return ids.size() >= kFeatures || wkb.size() >= kBytes; }
    std::span<const std::byte> geometry(std::size_t row) const {
        const std::size_t start = row == 0 ? 0 : wkbEnds[row - 1];
        return std::span(wkb).subspan(start, wkbEnds[row] - start);
    }
};

/// Hands batches from one reader to several workers; holds at most `capacity`.
class BatchQueue {
public:
    explicit BatchQueue(std::size_t capacity) : m_capacity(capacity) {}

    /// Takes the batch if there is room; else it stays with the caller.
    bool offer(RowBatch& batch) {
        const std::lock_guard lock(m_mutex);
        if (m_batches.size() >= m_capacity) {
            return false;
        }
        m_batches.push_back(std::move(batch));
        m_changed.notify_one();
        return true;
    }
    /// Waits for a batch; nothing once the queue is closed and empty.
    std::optional<RowBatch> take() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_closed || !m_batches.empty(); });
        if (m_batches.empty()) {
            return std::nullopt;
        }
        RowBatch batch = std::move(m_batches.front());
        m_batches.pop_front();
        return batch;
    }
    void close() {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

private:
    std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<RowBatch> m_batches;
    bool m_closed = false;
};

} // namespace tuban::data
