#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace tuban {

/// What one thread makes and another one uses, a few pieces ahead.
template <typename T> class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t most) : m_most(most) {}

    /// Waits for room; false: nobody takes anything any more.
    bool push(T piece) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_closed || m_pieces.size() < m_most; });
        if (m_closed) {
            return false;
        }
        m_pieces.push_back(std::move(piece));
        m_changed.notify_all();
        return true;
    }

    /// Waits for a piece; nothing: the queue is closed and empty.
    std::optional<T> pop() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_closed || !m_pieces.empty(); });
        if (m_pieces.empty()) {
            return std::nullopt;
        }
        std::optional<T> piece(std::move(m_pieces.front()));
        m_pieces.pop_front();
        m_changed.notify_all();
        return piece;
    }

    /// By either side: nothing more is put in; what is in can still be taken.
    void close() {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<T> m_pieces;
    std::size_t m_most;
    bool m_closed = false;
};

} // namespace tuban
