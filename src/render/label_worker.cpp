#include "render/label_worker.h"

#include "render/label_painter.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace tuban::render {

namespace {

struct Request {
    MapScene scene;
    Viewport viewport;
    bool operator==(const Request&) const = default;
};

Viewport withSurroundings(Viewport viewport) {
    viewport.width += 2 * (viewport.width / 4);
    viewport.height += 2 * (viewport.height / 4);
    return viewport;
}

} // namespace

class LabelWorker::State {
public:
    explicit State(std::function<void()> ready)
        : m_ready(std::move(ready)),
          m_thread([this](const std::stop_token& stop) { run(stop); }) {}

    ~State() {
        m_thread.request_stop();
        const std::lock_guard lock(m_mutex);
        m_current.request_stop();
    }

    void ask(Request request) {
        const std::lock_guard lock(m_mutex);
        if (m_asked == request) {
            return;
        }
        m_asked = request;
        m_waiting = std::move(request);
        m_current.request_stop();
        m_wake.notify_one();
    }

    std::shared_ptr<const std::vector<MapLabel>> labels() const {
        const std::lock_guard lock(m_mutex);
        return m_labels;
    }

private:
    void run(const std::stop_token& stop) {
        while (true) {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [&] { return m_waiting.has_value(); })) {
                return;
            }
            const Request request = std::move(*m_waiting);
            m_waiting.reset();
            m_current = std::stop_source();
            const Progress progress(m_current.get_token());
            const auto before = m_labels;
            lock.unlock();
            const Viewport viewport = withSurroundings(request.viewport);
            auto labels = placeLabels(request.scene, viewport, *before, progress);
            drawPictures(labels, viewport, *before);
            lock.lock();
            if (progress.cancelled() || stop.stop_requested()) {
                continue;
            }
            m_labels = std::make_shared<const std::vector<MapLabel>>(std::move(labels));
            lock.unlock();
            m_ready();
        }
    }

    std::function<void()> m_ready;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Request> m_asked = {};   ///< last
    std::optional<Request> m_waiting = {}; ///< not begun
    std::stop_source m_current;            ///< of what is being made
    std::shared_ptr<const std::vector<MapLabel>> m_labels =
        std::make_shared<const std::vector<MapLabel>>();
    std::jthread m_thread; ///< the last: it ends before the rest goes
};

LabelWorker::LabelWorker(std::function<void()> ready)
    : m_state(std::make_unique<State>(std::move(ready))) {}

LabelWorker::~LabelWorker() = default;

void LabelWorker::ask(const MapScene& scene, const Viewport& viewport) {
    m_state->ask({scene, viewport});
}

std::shared_ptr<const std::vector<MapLabel>> LabelWorker::labels() const {
    return m_state->labels();
}

} // namespace tuban::render
