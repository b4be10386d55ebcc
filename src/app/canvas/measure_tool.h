#pragma once

#include "app/canvas/map_tool.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace tuban::app {

enum class MeasureKind { Distance, Area, Angle };

/// Measures along a line, inside a ring or between two directions: points by clicks; right click,
/// Enter and double click finish, C closes, Backspace, Ctrl+Z and Esc take the last point back. The
/// figures stand beside the pointer while it draws and stay on the map until the next measurement.
class MeasureTool : public MapTool {
public:
    /// What there is to say of a shape, line by line; asked for at each move.
    using Describe = std::function<QStringList(MeasureKind, const std::vector<render::MapPoint>&)>;
    MeasureTool(MeasureKind kind, Describe describe)
        : m_kind(kind), m_describe(std::move(describe)) {}

    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent&) override {}
    bool isDrawing() const override { return !m_finished && !m_points.empty(); }
    void finish() override { m_finished = true; }
    void back() override;
    void closeShape() override;
    void paint(QPainter& painter, const render::Viewport& view) const override;

    const std::vector<render::MapPoint>& points() const { return m_points; }
    QStringList description() const { return m_describe(m_kind, shape()); }

private:
    /// The points, and the pointer while the shape is not finished.
    std::vector<render::MapPoint> shape() const;

    MeasureKind m_kind;
    Describe m_describe;
    std::vector<render::MapPoint> m_points;
    render::MapPoint m_pointer;
    bool m_finished = false;
};

} // namespace tuban::app
