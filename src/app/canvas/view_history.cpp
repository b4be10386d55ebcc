#include "app/canvas/view_history.h"

namespace tuban::app {

void ViewHistory::add(const render::Viewport& view) {
    if (!m_views.empty()) {
        const render::Viewport& now = m_views[m_current];
        if (now.centre == view.centre && now.unitsPerPixel == view.unitsPerPixel) {
            return;
        }
        m_views.resize(m_current + 1);
    }
    m_views.push_back(view);
    if (m_views.size() > kMost) {
        m_views.erase(m_views.begin());
    }
    m_current = m_views.size() - 1;
}

std::optional<render::Viewport> ViewHistory::back() {
    if (!canGoBack()) {
        return std::nullopt;
    }
    return m_views[--m_current];
}

std::optional<render::Viewport> ViewHistory::forward() {
    if (!canGoForward()) {
        return std::nullopt;
    }
    return m_views[++m_current];
}

void ViewHistory::clear() {
    m_views.clear();
    m_current = 0;
}

} // namespace tuban::app
