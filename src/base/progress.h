#pragma once

#include <functional>
#include <stop_token>

namespace tuban {

/// How a long operation reports and is stopped. Copies share the same receiver; calls may come
/// from several threads at once, so the receiver must be thread-safe.
class Progress {
public:
    Progress() = default;
    explicit Progress(std::stop_token stop, std::function<void(double fraction)> report = {})
        : m_stop(std::move(stop)),
          m_report(std::move(report)) {}

    bool cancelled() const { return m_stop.stop_requested(); }
    /// `fraction` of the whole operation done, 0 to 1.
    void report(double fraction) const {
        if (m_report) {
            m_report(fraction);
        }
    }
    /// The same receiver for a part of the operation that spans [from, to] of the whole.
    Progress part(double from, double to) const {
        if (!m_report) {
            return Progress(m_stop);
        }
        return Progress(m_stop, [report = m_report, from, to](double f) { report(from + (to - from) * f); });
    }

private:
    std::stop_token m_stop;
    std::function<void(double)> m_report;
};

} // namespace tuban
