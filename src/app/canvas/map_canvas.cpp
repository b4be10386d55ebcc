#include "app/canvas/map_canvas.h"

#include "app/theme.h"
#include "render/label_painter.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace tuban::app {

namespace {

constexpr int kRestMilliseconds = 300;
constexpr double kWheelStep = 120.0;
constexpr double kZoomStep = 1.5;
constexpr double kMargin = 16.0;      ///< pixels around what is zoomed to
constexpr double kSmallestBox = 4.0;  ///< pixels; a smaller one is a click
constexpr double kArrowShare = 0.125; ///< of the view, for an arrow key
constexpr double kClosest = 10.0;     ///< denominators of the scale
constexpr double kFarthest = 1e9;

} // namespace

MapCanvas::MapCanvas(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, [this] { m_history.add(m_view); });
    const auto ready = [this] {
        QMetaObject::invokeMethod(
            this, [this] { update(); }, Qt::QueuedConnection);
    };
    m_renderer =
        std::make_unique<render::MapRenderer>(render::MapRenderer::Settings{.tileReady = ready});
    m_labels = std::make_unique<render::LabelWorker>([this] {
        QMetaObject::invokeMethod(this, [this] { takeLabels(); }, Qt::QueuedConnection);
    });
}

void MapCanvas::askForLabels() {
    if (m_view != m_labelledView || scene() != m_labelledScene) {
        m_labelledView = m_view;
        m_labelledScene = scene();
        m_labelled = false;
        m_labels->ask(m_labelledScene, m_labelledView);
    }
}

void MapCanvas::takeLabels() {
    m_labelled = true;
    update();
}

MapCanvas::~MapCanvas() = default;

const render::MapScene& MapCanvas::scene() const {
    return m_renderer->scene();
}

void MapCanvas::showMap(render::MapScene scene) {
    m_history.clear();
    m_view.metresPerUnit = scene.metresPerUnit;
    updateMap(std::move(scene));
    zoomToWhole();
}

void MapCanvas::updateMap(render::MapScene scene) {
    m_renderer->setScene(std::move(scene));
    m_complete = false;
    update();
}

void MapCanvas::applySize() {
    m_view.devicePixelRatio = devicePixelRatioF();
    m_view.width = static_cast<int>(std::lround(width() * m_view.devicePixelRatio));
    m_view.height = static_cast<int>(std::lround(height() * m_view.devicePixelRatio));
}

void MapCanvas::setView(const render::Viewport& view) {
    m_fitted.reset();
    showView(view);
}

void MapCanvas::showView(const render::Viewport& view) {
    m_view = view;
    applySize();
    const double denominator = m_view.scaleDenominator();
    if (denominator < kClosest || denominator > kFarthest) {
        m_view.setScaleDenominator(std::clamp(denominator, kClosest, kFarthest));
    }
    m_rest.start();
    m_complete = false;
    update();
    Q_EMIT viewChanged();
}

void MapCanvas::zoomBy(double factor) {
    setView(m_view.zoomed(factor, {m_view.width / 2.0, m_view.height / 2.0}));
}

void MapCanvas::zoomToWhole() {
    if (const auto whole = scene().extent()) {
        zoomTo(*whole);
    }
}

void MapCanvas::zoomTo(const render::MapExtent& extent) {
    m_fitted = extent;
    fit();
}

void MapCanvas::fit() {
    applySize();
    if (m_view.width == 0) {
        return;
    }
    auto view = render::Viewport::fitting(
        *m_fitted, m_view.width, m_view.height, kMargin * m_view.devicePixelRatio);
    view.metresPerUnit = m_view.metresPerUnit;
    showView(view);
}

void MapCanvas::setScaleDenominator(double denominator) {
    render::Viewport view = m_view;
    view.setScaleDenominator(denominator);
    setView(view);
}

void MapCanvas::goBack() {
    m_history.add(m_view); // if it has not come to rest yet
    if (const auto view = m_history.back()) {
        setView(*view);
    }
}

void MapCanvas::goForward() {
    if (const auto view = m_history.forward()) {
        setView(*view);
    }
}

void MapCanvas::setTool(MapTool* tool) {
    m_tool = tool;
    m_drag = Drag::None;
    update();
}

void MapCanvas::addOverlay(Overlay overlay) {
    m_overlays.push_back(std::move(overlay));
}

bool MapCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        // Keys that steer the tool are the tool's while it draws, also where they are shortcuts.
        auto* const key = static_cast<QKeyEvent*>(event); // NOLINT: by its type
        if (m_tool != nullptr && m_tool->isDrawing() &&
            (key->matches(QKeySequence::Undo) || key->key() == Qt::Key_C)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void MapCanvas::resizeEvent(QResizeEvent*) {
    applySize();
    if (m_fitted) {
        fit();
    }
    m_complete = false;
}

void MapCanvas::paintEvent(QPaintEvent*) {
    applySize();
    QPainter painter(this);
    painter.fillRect(rect(), theme::colour("map"));
    painter.scale(1.0 / m_view.devicePixelRatio, 1.0 / m_view.devicePixelRatio);
    if (!scene().layers.empty()) {
        const render::VisibleTiles tiles = m_renderer->visibleTiles(m_view, devicePixel(m_pointer));
        for (const render::TilePicture& tile : tiles.pictures) {
            const QRectF source = tile.source.isEmpty() ? QRectF(tile.image.rect()) : tile.source;
            painter.drawImage(tile.target, tile.image, source);
        }
        m_complete = tiles.complete;
        askForLabels();
        render::paintLabels(painter, *m_labels->labels(), m_view);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Overlay& overlay : m_overlays) {
        overlay(painter, m_view);
    }
    if (m_tool != nullptr) {
        m_tool->paint(painter, m_view);
    }
    if (m_drag == Drag::ZoomBox) {
        painter.setPen(QPen(theme::colour("accent"), m_view.devicePixelRatio, Qt::DashLine));
        painter.drawRect(
            QRectF(m_dragFrom * m_view.devicePixelRatio, m_pointer * m_view.devicePixelRatio));
    }
}

render::PixelPoint MapCanvas::devicePixel(QPointF point) const {
    return {point.x() * m_view.devicePixelRatio, point.y() * m_view.devicePixelRatio};
}

ToolEvent MapCanvas::toolEvent(const QMouseEvent& event) const {
    const render::PixelPoint pixel = devicePixel(event.position());
    return {pixel, m_view.toMap(pixel), event.button(), event.modifiers()};
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
    const double steps = event->angleDelta().y() / kWheelStep;
    setView(m_view.zoomed(std::pow(kZoomStep, steps), devicePixel(event->position())));
    event->accept();
}

void MapCanvas::mousePressEvent(QMouseEvent* event) {
    m_pointer = m_dragFrom = event->position();
    if (event->button() == Qt::MiddleButton || (m_space && event->button() == Qt::LeftButton)) {
        m_drag = Drag::Pan;
    } else if (event->button() == Qt::RightButton) {
        if (m_tool != nullptr && m_tool->isDrawing()) {
            m_tool->finish();
            update();
        } else {
            Q_EMIT menuAsked(event->globalPosition().toPoint());
        }
    } else if (event->button() == Qt::LeftButton) {
        const bool box =
            event->modifiers() == Qt::ShiftModifier && (m_tool == nullptr || !m_tool->isDrawing());
        m_drag = box ? Drag::ZoomBox : Drag::Tool;
        if (m_drag == Drag::Tool && m_tool != nullptr) {
            m_tool->press(toolEvent(*event));
            update();
        }
    }
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF moved = (event->position() - m_pointer) * m_view.devicePixelRatio;
    m_pointer = event->position();
    if (m_drag == Drag::Pan || m_space) {
        setView(m_view.moved(-moved.x(), -moved.y()));
    } else if (m_drag == Drag::ZoomBox) {
        update();
    } else if (m_tool != nullptr) {
        m_tool->move(toolEvent(*event));
        if (m_drag == Drag::Tool || m_tool->isDrawing()) {
            update();
        }
    }
    const render::MapPoint place = m_view.toMap(devicePixel(m_pointer));
    Q_EMIT pointerMoved(std::array{place.x, place.y});
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::ZoomBox) {
        finishZoomBox(event->position());
    } else if (drag == Drag::Tool && m_tool != nullptr && event->button() == Qt::LeftButton) {
        m_tool->release(toolEvent(*event));
    }
    update();
}

/// A click with Shift is the tool's: it adds to what is selected.
void MapCanvas::finishZoomBox(QPointF end) {
    const QRectF box = QRectF(m_dragFrom, end).normalized();
    if (box.width() < kSmallestBox && box.height() < kSmallestBox) {
        if (m_tool != nullptr) {
            const render::PixelPoint pixel = devicePixel(end);
            const ToolEvent click{pixel, m_view.toMap(pixel), Qt::LeftButton, Qt::ShiftModifier};
            m_tool->press(click);
            m_tool->release(click);
        }
        return;
    }
    const render::MapPoint upperLeft = m_view.toMap(devicePixel(box.topLeft()));
    const render::MapPoint lowerRight = m_view.toMap(devicePixel(box.bottomRight()));
    render::Viewport view = render::Viewport::fitting(
        {upperLeft.x, lowerRight.y, lowerRight.x, upperLeft.y}, m_view.width, m_view.height);
    view.metresPerUnit = m_view.metresPerUnit;
    setView(view);
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_tool != nullptr && m_tool->isDrawing()) {
        m_tool->finish();
        update();
        return;
    }
    mousePressEvent(event);
}

void MapCanvas::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_space = true;
    } else if (!steerTool(*event) && !navigate(event->key())) {
        QWidget::keyPressEvent(event);
    }
}

void MapCanvas::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_space = false;
    } else {
        QWidget::keyReleaseEvent(event);
    }
}

bool MapCanvas::steerTool(const QKeyEvent& event) {
    const bool drawing = m_tool != nullptr && m_tool->isDrawing();
    if (event.key() == Qt::Key_Escape && !drawing) {
        Q_EMIT toolLeft();
        return true;
    }
    if (!drawing) {
        const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
        if (enter) {
            Q_EMIT repeatAsked();
        }
        return enter;
    }
    switch (event.key()) {
    case Qt::Key_Escape:
    case Qt::Key_Backspace:
        m_tool->back();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        m_tool->finish();
        break;
    case Qt::Key_C:
        m_tool->closeShape();
        break;
    case Qt::Key_Z:
        if (event.modifiers() != Qt::ControlModifier) {
            return false;
        }
        m_tool->back();
        break;
    default:
        return false;
    }
    update();
    return true;
}

bool MapCanvas::navigate(int key) {
    const double across = m_view.width * kArrowShare;
    const double down = m_view.height * kArrowShare;
    switch (key) {
    case Qt::Key_Left:
        setView(m_view.moved(-across, 0.0));
        return true;
    case Qt::Key_Right:
        setView(m_view.moved(across, 0.0));
        return true;
    case Qt::Key_Up:
        setView(m_view.moved(0.0, -down));
        return true;
    case Qt::Key_Down:
        setView(m_view.moved(0.0, down));
        return true;
    case Qt::Key_PageUp:
        zoomBy(kZoomStep);
        return true;
    case Qt::Key_PageDown:
        zoomBy(1.0 / kZoomStep);
        return true;
    case Qt::Key_Home:
        zoomToWhole();
        return true;
    default:
        return false;
    }
}

void MapCanvas::leaveEvent(QEvent*) {
    Q_EMIT pointerMoved(std::nullopt);
}

} // namespace tuban::app
