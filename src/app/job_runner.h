#pragma once

#include "base/progress.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace tuban::app {

/// Runs long operations beside the window, each on a thread of its own, and tells the window how
/// far they are. Results come back on the thread of the window.
class JobRunner : public QObject {
    Q_OBJECT

public:
    /// A job that is under way.
    struct Job {
        int id = 0;
        QString title;
        double fraction = 0.0; ///< done, 0 to 1
        std::chrono::steady_clock::time_point started = {};
        bool cancelled = false;
    };

    explicit JobRunner(QObject* parent = nullptr);
    /// Cancels what runs and waits for it.
    ~JobRunner() override;

    /// Runs `work(progress)` and then, on this thread, `done(result)`. Returns the id of the job.
    template <typename Work, typename Done> int run(const QString& title, Work work, Done done) {
        using Value = std::invoke_result_t<Work, const Progress&>;
        const auto value = std::make_shared<std::optional<Value>>();
        return start(
            title,
            [work = std::move(work), value](const Progress& progress) {
                value->emplace(work(progress));
            },
            [done = std::move(done), value] { done(std::move(**value)); });
    }

    /// Oldest first.
    std::vector<Job> jobs() const;
    void cancel(int id);
    void cancelAll();

Q_SIGNALS:
    /// A job began, ended or came further.
    void changed();

private:
    struct Running;
    int start(const QString& title,
              std::function<void(const Progress&)> work,
              std::function<void()> done);
    std::vector<std::unique_ptr<Running>>::iterator find(int id);
    void tell(int id);
    void finish(int id);

    std::vector<std::unique_ptr<Running>> m_running;
    int m_last = 0;
};

} // namespace tuban::app
