#pragma once

#include "app/canvas/map_tool.h"
#include "app/selection.h"
#include "render/feature_query.h"

#include <functional>
#include <vector>

namespace tuban::app {

/// What a selecting tool asks for.
struct SelectRequest {
    std::vector<render::MapPoint> outline = {}; ///< one place: a click; else corners of a ring
    double reach = 0.0;                         ///< of a click, in pixels
    render::OutlineMode mode = render::OutlineMode::Touching;
    Selection::Mode selection = Selection::Mode::Replace;
};

using SelectSink = std::function<void(const SelectRequest&)>;

/// A click selects what is under it; a box drawn to the right what is inside, one drawn to the left
/// what it touches; Shift adds, Ctrl toggles.
class SelectTool : public MapTool {
public:
    explicit SelectTool(SelectSink sink) : m_sink(std::move(sink)) {}

    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    void paint(QPainter& painter, const render::Viewport& view) const override;

private:
    bool isBox() const;

    SelectSink m_sink;
    bool m_pressed = false;
    ToolEvent m_from;
    ToolEvent m_to;
};

/// Draws around what is to be selected with the button held: all that the line encloses.
class LassoTool : public MapTool {
public:
    explicit LassoTool(SelectSink sink) : m_sink(std::move(sink)) {}

    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    bool isDrawing() const override { return !m_line.empty(); }
    void back() override { m_line.clear(); }
    void paint(QPainter& painter, const render::Viewport& view) const override;

private:
    SelectSink m_sink;
    std::vector<render::MapPoint> m_line;
};

} // namespace tuban::app
