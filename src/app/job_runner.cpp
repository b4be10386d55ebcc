#include "app/job_runner.h"

#include <QMetaObject>

#include <algorithm>

namespace tuban::app {

struct JobRunner::Running {
    int id;
    QString title;
    std::chrono::steady_clock::time_point started;
    std::atomic<double> fraction{0.0};
    std::atomic<bool> told{false}; ///< the window is to look at `fraction`
    std::function<void()> done;
    std::jthread thread;
};

JobRunner::JobRunner(QObject* parent) : QObject(parent) {}

JobRunner::~JobRunner() {
    cancelAll();
    m_running.clear(); // joins
}

int JobRunner::start(const QString& title,
                     std::function<void(const Progress&)> work,
                     std::function<void()> done) {
    auto running = std::make_unique<Running>();
    running->id = ++m_last;
    running->title = title;
    running->started = std::chrono::steady_clock::now();
    running->done = std::move(done);
    Running* const job = running.get(); // outlives its thread
    job->thread = std::jthread([this, job, work = std::move(work)](const std::stop_token& stop) {
        const auto report = [this, job](double fraction) {
            job->fraction = fraction;
            if (!job->told.exchange(true)) {
                QMetaObject::invokeMethod(
                    this, [this, id = job->id] { tell(id); }, Qt::QueuedConnection);
            }
        };
        work(Progress(stop, report));
        QMetaObject::invokeMethod(
            this, [this, id = job->id] { finish(id); }, Qt::QueuedConnection);
    });
    m_running.push_back(std::move(running));
    Q_EMIT changed();
    return m_last;
}

std::vector<std::unique_ptr<JobRunner::Running>>::iterator JobRunner::find(int id) {
    return std::find_if(
        m_running.begin(), m_running.end(), [&](const auto& job) { return job->id == id; });
}

void JobRunner::tell(int id) {
    if (const auto found = find(id); found != m_running.end()) {
        (*found)->told = false;
        Q_EMIT changed();
    }
}

void JobRunner::finish(int id) {
    const auto found = find(id);
    if (found == m_running.end()) {
        return;
    }
    const std::unique_ptr<Running> ended = std::move(*found);
    m_running.erase(found);
    Q_EMIT changed();
    ended->done();
}

std::vector<JobRunner::Job> JobRunner::jobs() const {
    std::vector<Job> jobs;
    for (const auto& running : m_running) {
        jobs.push_back({running->id,
                        running->title,
                        running->fraction,
                        running->started,
                        running->thread.get_stop_token().stop_requested()});
    }
    return jobs;
}

void JobRunner::cancel(int id) {
    if (const auto found = find(id); found != m_running.end()) {
        (*found)->thread.request_stop();
        Q_EMIT changed();
    }
}

void JobRunner::cancelAll() {
    for (const auto& running : m_running) {
        running->thread.request_stop();
    }
}

} // namespace tuban::app
