#pragma once

#include <QTest>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>

namespace tuban::test {

/// Watches the thread of the window from its beginning to its end: the time between two turns of
/// the event loop is the time in which the window answered nobody. Fails the test if it was longer
/// than 200 ms, several times that under a sanitizer. Time in which the thread could run but got no
/// processor is not counted: other programs on the machine are none of its doing.
class EventLoopWatch {
public:
    using Clock = std::chrono::steady_clock;
#ifdef TUBAN_SANITIZED
    static constexpr std::chrono::milliseconds kLimit{1500};
#else
    static constexpr std::chrono::milliseconds kLimit{200};
#endif

    EventLoopWatch() {
        QObject::connect(&m_timer, &QTimer::timeout, [this] { look(); });
        m_timer.start(5);
    }
    ~EventLoopWatch() {
        look();
        EXPECT_LT(std::chrono::duration_cast<std::chrono::milliseconds>(m_longest).count(),
                  kLimit.count())
            << "milliseconds without a turn of the event loop";
    }
    EventLoopWatch(const EventLoopWatch&) = delete;
    EventLoopWatch& operator=(const EventLoopWatch&) = delete;

private:
    void look() {
        const auto now = Clock::now() - queued();
        m_longest = std::max(m_longest, now - m_last);
        m_last = now;
    }

    /// How long this thread has waited for a processor since it began.
    /// @source Documentation/scheduler/sched-stats.rst of Linux: /proc/<pid>/schedstat.
    static std::chrono::nanoseconds queued() {
        std::ifstream file("/proc/thread-self/schedstat");
        long long running = 0;
        long long waiting = 0;
        file >> running >> waiting;
        return std::chrono::nanoseconds(waiting);
    }

    QTimer m_timer;
    Clock::time_point m_last = Clock::now() - queued();
    Clock::duration m_longest{};
};

/// Lets the window work until `holds` or ten seconds have passed.
inline bool waitUntil(const std::function<bool()>& holds) {
    constexpr int kMilliseconds = 10000;
    return QTest::qWaitFor(holds, kMilliseconds);
}

} // namespace tuban::test
