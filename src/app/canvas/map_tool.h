#pragma once

#include "render/viewport.h"

#include <Qt>

class QPainter;

namespace tuban::app {

/// What the hand does on the map.
struct ToolEvent {
    render::PixelPoint pixel; ///< device pixels of the viewport
    render::MapPoint place;
    Qt::MouseButton button = Qt::NoButton;
    Qt::KeyboardModifiers modifiers = {};
};

/// What the left button, and the keys that are not those of navigation, do on the map. It sees
/// places and what it was given when it was made, never the window.
class MapTool {
public:
    virtual ~MapTool() = default;

    virtual void press(const ToolEvent& event) = 0;
    virtual void move(const ToolEvent& event) = 0;
    virtual void release(const ToolEvent& event) = 0;

    /// There is a shape that is not finished.
    virtual bool isDrawing() const { return false; }
    /// Right click, Enter and double click.
    virtual void finish() {}
    /// Takes the last step back.
    virtual void back() {}
    /// The first point again, then finish.
    virtual void closeShape() { finish(); }

    /// What is drawn over the map, in device pixels of `view`.
    virtual void paint(QPainter& painter, const render::Viewport& view) const = 0;
};

} // namespace tuban::app
