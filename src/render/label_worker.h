#pragma once

#include "render/label_layout.h"

#include <functional>
#include <memory>
#include <vector>

namespace tuban::render {

/// Chooses and draws labels on a thread of its own, for a window that shows them over its tiles.
/// The owner is one thread; no call waits.
class LabelWorker {
public:
    /// `ready` is called by the thread when labels asked for are there; it must return at once.
    /// Not called any more once the destructor has returned.
    explicit LabelWorker(std::function<void()> ready);
    ~LabelWorker();
    LabelWorker(const LabelWorker&) = delete;
    LabelWorker& operator=(const LabelWorker&) = delete;

    /// Labels for a view and a quarter of it around; what was asked for before is dropped. Nothing
    /// is done where it is what was asked for last.
    void ask(const MapScene& scene, const Viewport& viewport);

    /// What was made last, with pictures, for paintLabels().
    std::shared_ptr<const std::vector<MapLabel>> labels() const;

private:
    class State;
    std::unique_ptr<State> m_state;
};

} // namespace tuban::render
