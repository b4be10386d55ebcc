#pragma once

#include "app/canvas/map_tool.h"
#include "app/canvas/view_history.h"
#include "render/label_worker.h"
#include "render/map_renderer.h"
#include "render/map_scene.h"
#include "render/viewport.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tuban::app {

/// The map on the screen. It copies finished tiles and never waits for one; wheel, middle button,
/// Space, arrows and PgUp, PgDn move it in every tool, Shift and drag zooms to a box.
class MapCanvas : public QWidget {
    Q_OBJECT

public:
    explicit MapCanvas(QWidget* parent = nullptr);
    ~MapCanvas() override;

    /// Shows another map, as a whole.
    void showMap(render::MapScene scene);
    /// The same map with other layers or styles, in the same view.
    void updateMap(render::MapScene scene);
    const render::MapScene& scene() const;

    const render::Viewport& view() const { return m_view; }
    void setView(const render::Viewport& view);
    void zoomBy(double factor);
    void zoomToWhole();
    void zoomTo(const render::MapExtent& extent);
    void setScaleDenominator(double denominator);
    void goBack();
    void goForward();

    /// Borrowed; null: only navigation.
    void setTool(MapTool* tool);
    MapTool* tool() const { return m_tool; }
    /// Painted above the map and below the tool, in this order, in device pixels.
    using Overlay = std::function<void(QPainter&, const render::Viewport&)>;
    void addOverlay(Overlay overlay);
    /// Every pixel is as it is to be.
    bool isComplete() const { return m_complete && m_labelled; }

Q_SIGNALS:
    void viewChanged();
    /// Nothing: the pointer has left the map.
    void pointerMoved(std::optional<std::array<double, 2>> place);
    /// The right button was clicked and no shape was to be finished.
    void menuAsked(const QPoint& at);
    /// Enter while no shape is drawn: the tool before, once more.
    void repeatAsked();
    /// Esc without a step that it could take back.
    void toolLeft();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class Drag { None, Pan, ZoomBox, Tool };

    ToolEvent toolEvent(const QMouseEvent& event) const;
    render::PixelPoint devicePixel(QPointF point) const;
    void askForLabels();
    void takeLabels();
    void fit();
    void showView(const render::Viewport& view);
    void applySize();
    void finishZoomBox(QPointF end);
    bool navigate(int key);
    bool steerTool(const QKeyEvent& event);

    render::Viewport m_view;
    /// Shown as a whole, also when the size changes, until the view is moved.
    std::optional<render::MapExtent> m_fitted = {};
    ViewHistory m_history;
    QTimer m_rest; ///< the view has come to rest
    std::vector<Overlay> m_overlays;
    MapTool* m_tool = nullptr;
    Drag m_drag = Drag::None;
    bool m_space = false;
    QPointF m_dragFrom;
    QPointF m_pointer;
    bool m_complete = false; ///< all tiles are there
    bool m_labelled = true;  ///< and all labels, for these:
    render::MapScene m_labelledScene;
    render::Viewport m_labelledView;
    // Last: their threads post to this.
    std::unique_ptr<render::MapRenderer> m_renderer;
    std::unique_ptr<render::LabelWorker> m_labels;
};

} // namespace tuban::app
