#pragma once

#include "render/viewport.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace tuban::app {

/// The views of a map that were rested on, for going back and forth between them.
class ViewHistory {
public:
    /// A view that was rested on: what was ahead of it is forgotten.
    void add(const render::Viewport& view);
    std::optional<render::Viewport> back();
    std::optional<render::Viewport> forward();
    bool canGoBack() const { return m_current > 0; }
    bool canGoForward() const { return m_current + 1 < m_views.size(); }
    void clear();

private:
    static constexpr std::size_t kMost = 100;
    std::vector<render::Viewport> m_views;
    std::size_t m_current = 0;
};

} // namespace tuban::app
